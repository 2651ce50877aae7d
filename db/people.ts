/** People the configuration names: administrators. */
import { administratorName } from '../wording/roster-changes.ts';
import type { Database } from './connect.ts';

/** Makes accounts administrators: bound ones get the role, unknown ones a person of their own. Runs at every start. */
export async function grantAdministrators(db: Database, adminAccounts: readonly string[]): Promise<void> {
  for (const bound of adminAccounts) {
    const colon = bound.indexOf(':');
    const [platform, account] = [bound.slice(0, colon), bound.slice(colon + 1)];
    await db.query(
      `with known as (select person from accounts where platform = $1 and account = $2),
       fresh as (
         insert into people (name, unit) select $3, null where not exists (select 1 from known)
         on conflict (name, unit) do update set active = true returning id
       ), bound as (
         insert into accounts (platform, account, person) select $1, $2, id from fresh on conflict do nothing
       )
       insert into person_roles (person, role, unit)
       select id, 'admin', null::int from (select person as id from known union all select id from fresh) who
       on conflict do nothing`,
      [platform, account, administratorName(account)],
    );
  }
}
