/** Named prepared statements for PGlite, whose own `query` parses and plans every time: two thirds of a command's cost. */
import { protocol, type PGlite } from '@electric-sql/pglite';
import { readers } from './values.ts';

/** A prepared statement: its name on the server and how its columns are read. */
interface Prepared {
  name: string;
  columns: { name: string; read: (text: string) => unknown }[];
}

type Messages = Awaited<ReturnType<PGlite['execProtocol']>>['messages'];

/** Statements of the program are constant texts; one that is not constant must not fill the memory. */
const MOST = 500;

/** SQLSTATE feature_not_supported: “cached plan must not change result type”. */
const PLAN_REFUSED = '0A000';

/** Runs statements by name, each parsed and planned once. One at a time, like everything on PGlite. */
export function createPreparedStatements(client: PGlite) {
  const { serialize, messages } = protocol;
  const statements = new Map<string, Prepared>();
  let made = 0;

  /** One call into the database for several messages; the sync at the end clears an error's state. */
  const send = async (...parts: readonly Uint8Array[]): Promise<Messages> =>
    (await client.execProtocol(Buffer.concat([...parts, serialize.sync()]))).messages;

  const prepare = async (text: string): Promise<Prepared> => {
    if (statements.size >= MOST) {
      await send(...[...statements.values()].map(({ name }) => serialize.close({ type: 'S', name })));
      statements.clear();
    }
    made += 1;
    const name = `huiyin_${made}`;
    const answered = await send(serialize.parse({ name, text }), serialize.describe({ type: 'S', name }));
    const description = answered.find((one) => one instanceof messages.RowDescriptionMessage);
    const columns = (description?.fields ?? []).map((field) => ({
      name: field.name,
      read: readers[field.dataTypeID] ?? String,
    }));
    const prepared = { name, columns };
    statements.set(text, prepared);
    return prepared;
  };

  /** A table that was altered makes the plan of `select *` refuse; it is made anew, as postgres.js does. */
  const execute = async (
    text: string,
    values: (string | null)[],
  ): Promise<{ columns: Prepared['columns']; answered: Messages }> => {
    const known = statements.get(text);
    const { name, columns } = known ?? (await prepare(text));
    try {
      return { columns, answered: await send(serialize.bind({ statement: name, values }), serialize.execute({})) };
    } catch (error) {
      if (known === undefined || !(error instanceof messages.DatabaseError) || error.code !== PLAN_REFUSED) throw error;
      statements.delete(text);
      await send(serialize.close({ type: 'S', name }));
      return execute(text, values);
    }
  };

  const run = async <Row>(text: string, values: (string | null)[]): Promise<Row[]> => {
    const { columns, answered } = await execute(text, values);
    const rows: Row[] = [];
    for (const one of answered) {
      if (!(one instanceof messages.DataRowMessage)) continue;
      const row: Record<string, unknown> = {};
      columns.forEach((column, index) => {
        const text = one.fields[index] ?? null;
        row[column.name] = text === null ? null : column.read(text);
      });
      rows.push(row as Row);
    }
    return rows;
  };

  return <Row extends object>(text: string, values: (string | null)[]): Promise<Row[]> =>
    client._runExclusiveTransaction(() => client._runExclusiveQuery(() => run<Row>(text, values)));
}
