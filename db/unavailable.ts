/** Why the database cannot be used, in words that say what to do. */

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
  'server-unreachable': (where) =>
    `连不上${where}。请确认 PostgreSQL 已启动，DATABASE_URL 里的地址和端口正确，防火墙放行；不用服务器时删去 DATABASE_URL，改用内置数据库。`,
  'connection-lost': (where) =>
    `与${where}的连接中断，这一次操作没有得到答复。稍后会自动重连；持续出现时请检查服务器和网络。`,
  'server-password': (where) =>
    `${where}拒绝了登录：用户名或密码不对，或该用户不许从这台机器登录。请核对 DATABASE_URL 里的用户名和密码（密码中的 @ : / # 等字符要写成 %40 %3A %2F %23），必要时检查 pg_hba.conf。`,
  'server-database-missing': (where) =>
    `${where}上没有这个库。请先建库：createdb --encoding=UTF8 --template=template0 库名，或改正 DATABASE_URL 末尾的库名。`,
  'server-full': (where) => `${where}的连接已满。请关掉多余的程序，或调大 PostgreSQL 的 max_connections。`,
  closed: () => '数据库已关闭，程序正在退出。',
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
export const unavailability = (error: unknown, where = '数据库服务器'): DatabaseUnavailable | null => {
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
