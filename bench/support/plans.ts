/** A database handle that notes for each statement how the server carried it out. */
import type { Database, Parameter } from '../../db/database.ts';

export interface Statement {
  /** The beginning of its text. */
  text: string;
  rows: number;
  /** Milliseconds until all rows were here, and of these what the server says it took. */
  total: number;
  server: number;
  /** Pages of 8 KiB looked at. */
  pages: number;
  /** `Seq Scan on issues`, `Index Scan using …`: each once, in the order of the plan. */
  scans: string[];
  /** Scans that looked at many rows in vain: of a whole table, or of a whole index. */
  inVain: string[];
  /** The whole plan, as EXPLAIN prints it. */
  plan: unknown;
}

/** So many rows may be looked at in vain, or a table of so many be read whole: an index would not be quicker. */
const FEW = 10_000;

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Shared Hit Blocks'?: number;
  'Shared Read Blocks'?: number;
  Plans?: PlanNode[];
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

const nameOf = (node: PlanNode): string =>
  node['Index Name'] === undefined
    ? `${node['Node Type']} on ${node['Relation Name']}`
    : `${node['Node Type']} ${node['Index Name']}`;

/** Tables and how many rows each has, by the statistics. */
async function sizes(db: Database): Promise<Map<string, number>> {
  const rows = await db.query<{ name: string; rows: number }>(
    `select relname as name, reltuples::float8 as rows from pg_class where relkind = 'r'`,
    [],
  );
  return new Map(rows.map(({ name, rows: count }) => [name, count]));
}

/**
 * Explains every statement before it runs for good. Explaining carries it out: in a transaction of `explainer` (one
 * connection) that is rolled back.
 */
export async function noting(db: Database, explainer: Database): Promise<{ db: Database; taken(): Statement[] }> {
  const rowsOf = await sizes(db);
  let statements: Statement[] = [];
  const explain = async (text: string, params: readonly Parameter[]) => {
    await explainer.query('begin', []);
    try {
      const [row] = await explainer.query<{ 'QUERY PLAN': [{ Plan: PlanNode; 'Execution Time': number }] }>(
        `explain (analyze, buffers, format json) ${text}`,
        params,
      );
      if (row === undefined) throw new Error('no plan');
      return row['QUERY PLAN'][0];
    } finally {
      await explainer.query('rollback', []);
    }
  };
  return {
    db: {
      ...db,
      async query<Row extends object>(text: string, params: readonly Parameter[]): Promise<Row[]> {
        const plan = await explain(text, params);
        const began = performance.now();
        const rows = await db.query<Row>(text, params);
        const total = performance.now() - began;
        const nodes = nodesOf(plan.Plan);
        const scans = nodes.filter(
          (node) => node['Node Type'].includes('Scan') && (node['Relation Name'] ?? node['Index Name']),
        );
        statements.push({
          text: text.replace(/\s+/g, ' ').trim(),
          rows: rows.length,
          total,
          server: plan['Execution Time'],
          pages: (plan.Plan['Shared Hit Blocks'] ?? 0) + (plan.Plan['Shared Read Blocks'] ?? 0),
          scans: [...new Set(scans.map(nameOf))],
          inVain: scans
            .filter(
              (node) =>
                (node['Rows Removed by Filter'] ?? 0) * node['Actual Loops'] >= FEW ||
                (node['Node Type'] === 'Seq Scan' && (rowsOf.get(node['Relation Name'] ?? '') ?? 0) >= FEW),
            )
            .map(nameOf),
          plan,
        });
        return rows;
      },
    },
    taken() {
      const all = statements;
      statements = [];
      return all;
    },
  };
}
