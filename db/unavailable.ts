/** Why the database cannot be used, in words that say what to do. */
import { databaseRefusals, serverWords } from '../wording/refusals/database.ts';

/** What is wrong, for code; the words for people are in the message. */
export type DatabaseProblem =
  | 'folder-in-use'
  | 'folder-other-version'
  | 'folder-not-writable'
  | 'folder-not-a-database'
  | 'folder-damaged'
  | 'server-address'
  | 'server-unreachable'
  | 'server-password'
  | 'server-database-missing'
  | 'server-too-old'
  | 'server-encoding'
  | 'server-full'
  | 'server-silent'
  | 'connection-lost'
  | 'schema-newer'
  | 'closed';

/** The database cannot be used now; the message is Chinese and says what to do. */
export class DatabaseUnavailable extends Error {
  readonly problem: DatabaseProblem;

  constructor(problem: DatabaseProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DatabaseUnavailable';
    this.problem = problem;
  }
}

/** Codes of node, postgres.js and PostgreSQL (SQLSTATE) that mean the database cannot be used, not that a statement is wrong. */
const problemOfCode: Readonly<Record<string, DatabaseProblem>> = {
  ECONNREFUSED: 'server-unreachable',
  EHOSTUNREACH: 'server-unreachable',
  ENETUNREACH: 'server-unreachable',
  ENOTFOUND: 'server-unreachable',
  EAI_AGAIN: 'server-unreachable',
  ENOENT: 'server-unreachable',
  ETIMEDOUT: 'server-unreachable',
  CONNECT_TIMEOUT: 'server-unreachable',
  ECONNRESET: 'connection-lost',
  EPIPE: 'connection-lost',
  CONNECTION_CLOSED: 'connection-lost',
  CONNECTION_DESTROYED: 'connection-lost',
  CONNECTION_ENDED: 'closed',
  '57P01': 'connection-lost', // admin_shutdown
  '57P02': 'connection-lost', // crash_shutdown
  '57P03': 'server-unreachable', // cannot_connect_now: starting up or shutting down
  '28000': 'server-password', // invalid_authorization_specification: no such role, or pg_hba.conf says no
  '28P01': 'server-password', // invalid_password
  '3D000': 'server-database-missing', // invalid_catalog_name
  '53300': 'server-full', // too_many_connections
};

const words: Readonly<Partial<Record<DatabaseProblem, (where: string) => string>>> = {
  'server-unreachable': (where) => databaseRefusals.unreachable(where),
  'connection-lost': (where) => databaseRefusals.lost(where),
  'server-password': (where) => databaseRefusals.password(where),
  'server-database-missing': (where) => databaseRefusals.noDatabase(where),
  'server-full': (where) => databaseRefusals.full(where),
  closed: () => databaseRefusals.closed(),
};

const field = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null ? (Reflect.get(of, name) as unknown) : undefined;

/** An error, what caused it, what caused that, … as drizzle and others wrap them. */
const chain = (error: unknown): unknown[] => {
  const links = [error];
  for (let cause = field(error, 'cause'); cause && !links.includes(cause); cause = field(cause, 'cause'))
    links.push(cause);
  return links;
};

/**
 * Tells whether an error, or what caused it, means that the database cannot be used; null when it means something else.
 * Takes the errors of `query` as well as those drizzle wraps.
 */
export const unavailability = (error: unknown, where = serverWords()): DatabaseUnavailable | null => {
  for (const link of chain(error)) {
    if (link instanceof DatabaseUnavailable) return link;
    const problem = problemOfCode[String(field(link, 'code'))];
    const say = problem && words[problem];
    if (problem && say) return new DatabaseUnavailable(problem, say(where), { cause: error });
  }
  return null;
};

/** The name of the constraint a statement ran into, whichever driver said so and however it is wrapped; null for other errors. */
export const violatedConstraint = (error: unknown): string | null => {
  for (const link of chain(error)) {
    const name = field(link, 'constraint_name') ?? field(link, 'constraint');
    if (typeof name === 'string') return name;
  }
  return null;
};
