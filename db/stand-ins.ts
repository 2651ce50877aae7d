/** Who stands in for whom, each set or ended with its change of the roster in one statement. */
import type { Day, Instant } from '../domain/time.ts';
import type { Database } from './connect.ts';
import type { ChangeOrigin } from './roster-changes.ts';

const iso = (at: Instant): string => new Date(at).toISOString();

export interface NewStandIn {
  absent: number;
  unit: number | null;
  standIn: number;
  from: Day;
  to: Day;
}

/** False where somebody stands in for the one, or the other is away, on one of the days. */
export async function setStandIn(db: Database, wanted: NewStandIn, { source, at, by }: ChangeOrigin): Promise<boolean> {
  const { absent, unit, standIn, from, to } = wanted;
  const rows = await db.query(
    `with change as (
       insert into roster_changes (source, at, by, kind, person, unit, data)
       select $1, $2::text::timestamptz, $3::int, 'stoodIn', $4::int, $5::int,
         jsonb_build_object('standIn', jsonb_build_object('person', $6::int, 'from', $7::text, 'to', $8::text))
       where not exists (
         select 1 from stand_ins where cancelled_at is null and first_day <= $8 and last_day >= $7
           and (absent in ($4::int, $6::int) or stand_in = $4::int))
       on conflict (source) do nothing returning number
     )
     insert into stand_ins (change, absent, stand_in, first_day, last_day)
     select number, $4::int, $6::int, $7, $8 from change returning 1 as one`,
    [source, iso(at), by, absent, unit, standIn, from, to],
  );
  return rows.length > 0;
}

/** Ends those of somebody that are not over; false where there are none. */
export async function cancelStandIn(db: Database, change: number, { source, at, by }: ChangeOrigin): Promise<boolean> {
  const rows = await db.query(
    `with ended as (
       update stand_ins set cancelled_at = $3::text::timestamptz where change = $1::int and cancelled_at is null
       returning change, absent, stand_in, first_day, last_day
     )
     insert into roster_changes (source, at, by, kind, person, unit, data, takes_back)
     select $2, $3::text::timestamptz, $4::int, 'stoodDown', e.absent, p.unit,
       jsonb_build_object('standIn', jsonb_build_object('person', e.stand_in, 'from', e.first_day, 'to', e.last_day)), e.change
     from ended e join people p on p.id = e.absent returning 1 as one`,
    [change, source, iso(at), by],
  );
  return rows.length > 0;
}
