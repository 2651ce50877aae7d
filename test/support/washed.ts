/** Empties a database after a test, so that the next finds it as if it were new: many times as quick as making another. */
import type { Database } from '../../db/database.ts';

/** Every definition of the tables with the number of the transaction that wrote it: whatever alters one changes this. */
const definitions = `select md5(string_agg(one, ',' order by one)) as now from (
    select concat_ws(' ', 'c', oid, relname) as one from pg_class where relnamespace = 'public'::regnamespace
    union all select concat_ws(' ', 'a', attrelid, attnum, xmin) from pg_attribute
      where attrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r')
    union all select concat_ws(' ', 't', oid, xmin) from pg_trigger
    union all select concat_ws(' ', 'p', oid, xmin) from pg_proc where pronamespace = 'public'::regnamespace
    union all select concat_ws(' ', 'k', oid, xmin) from pg_constraint where connamespace = 'public'::regnamespace
  ) as everything`;

/** Tables that have rows after the migrations. */
const filled = `select count(*) as tables from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and pg_relation_size(c.oid) > 0`;

/**
 * No trigger and no foreign key stands in the way. Plans that were made stay good where rows are deleted; what has grown
 * large is cut off instead, for a place that was deleted from is still read.
 */
const wash = `do $wash$
  declare
    one record;
  begin
    set local lock_timeout = '3s';
    set local session_replication_role = replica;
    for one in
      select oid::regclass as name, pg_table_size(oid) as size from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r' and pg_relation_size(oid) > 0
    loop
      if one.size > 524288 then execute format('truncate %s cascade', one.name);
      else execute format('delete from %s', one.name);
      end if;
    end loop;
    for one in select seqrelid::regclass as name, seqstart from pg_sequence loop
      perform setval(one.name, one.seqstart, false);
    end loop;
  end $wash$`;

const definitionsOf = async (db: Database): Promise<string> =>
  (await db.query<{ now: string }>(definitions, []))[0]?.now ?? '';

/**
 * What washes a database that was just opened. The washer says whether the database is as it was: not where a test has
 * altered a table or holds a lock; it must not be used again then.
 *
 * @throws when the migrations leave rows behind, which would be washed away
 */
export const washerOf = async (db: Database): Promise<() => Promise<boolean>> => {
  const [found] = await db.query<{ tables: number }>(filled, []);
  if (found?.tables !== 0)
    throw new Error('the migrations leave rows behind: the washing of test databases has to put them back');
  const before = await definitionsOf(db);
  return async () => {
    try {
      await db.query(wash, []);
      return (await definitionsOf(db)) === before;
    } catch {
      return false;
    }
  };
};
