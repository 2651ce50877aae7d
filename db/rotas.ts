/** Rotas of teams that differ from the district's. */
import type { Instant } from '../domain/time.ts';
import type { TeamRota } from '../domain/visits/programme.ts';
import type { Database } from './connect.ts';

/** Sets what a team keeps differently; the rest stays as it is. The directory is told by the database itself. */
export async function setRota(
  db: Database,
  team: number,
  change: Partial<TeamRota>,
  by: number,
  at: Instant,
): Promise<void> {
  await db.query(
    `insert into team_rotas (team, day, night, months, changed_by, changed_at)
     values ($1::int, $2::int, $3::int, $4::int, $5::int, $6::text::timestamptz)
     on conflict (team) do update set day = coalesce(excluded.day, team_rotas.day),
       night = coalesce(excluded.night, team_rotas.night), months = coalesce(excluded.months, team_rotas.months),
       changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
    [team, change.day ?? null, change.night ?? null, change.months ?? null, by, new Date(at).toISOString()],
  );
}

/** As the district has it: by whom and when it was set back is kept, and nothing is kept differently. */
export async function clearRota(
  db: Database,
  team: number,
  keepMonths: boolean,
  by: number,
  at: Instant,
): Promise<void> {
  await db.query(
    `update team_rotas set day = null, night = null, months = case when $2::boolean then months end,
       changed_by = $3::int, changed_at = $4::text::timestamptz where team = $1::int`,
    [team, keepMonths, by, new Date(at).toISOString()],
  );
}
