/** A postgres.js pool that is given up as a whole when one of its connections is lost. */
import { connect as connectSocket, Socket } from 'node:net';
import postgres, { type Sql } from 'postgres';
import { randomPageCost } from './database.ts';
import { unavailability } from './unavailable.ts';
import { readers, writers } from './values.ts';

/** How a server is used; times in milliseconds. */
export interface ServerOptions {
  /** Connections of the pool; `listen` adds one. Default 10: a small server allows 100 for everyone. */
  readonly maxConnections?: number;
  /** Until a connection must be ready. Default 5 s: within a site it takes milliseconds. */
  readonly connectTimeoutMs?: number;
  /** After which the server stops a statement. Default 15 s: the heaviest report takes 0.1 s on a million issues. */
  readonly statementTimeoutMs?: number;
  /** After which a server that says nothing at all counts as gone. Default 20 s, beyond the statement timeout. */
  readonly answerTimeoutMs?: number;
}

export interface Pool {
  readonly client: Sql;
  /** Why the pool was given up; null while it is good. Nothing more may be sent through a pool that is lost. */
  readonly lost: () => Error | null;
  /** Gives the pool up: everything under way is rejected at once. */
  readonly giveUp: (reason: Error) => void;
  /** Lets what is under way finish, for at most so many seconds. */
  readonly close: (patienceSeconds: number) => Promise<void>;
}

const idleInTransactionMs = 60_000; // a transaction nobody continues must not hold its locks for longer

/** What postgres.js hands to a socket maker; its types leave it out. */
interface SocketOptions {
  readonly host: readonly string[];
  readonly port: readonly number[];
  readonly path?: string | false;
}

/** For what still waits in a pool that was given up: postgres.js rejects a question when its socket fails. */
const deadSocket = (reason: Error): Socket => {
  const socket = new Socket();
  setImmediate(() => socket.destroy(reason)); // not before postgres.js has put its listeners on
  return socket;
};

/** Statements are sent only after the server has said something. */
const hasSpoken = (socket: Socket): boolean => socket.bytesRead > 0;

/** The code of a connection that was there and is gone: nobody knows what became of what was sent. */
const gone = { code: 'CONNECTION_CLOSED' };

/** Whether it says that a connection could not be opened: no word for a statement that was sent. */
const saysUnreachable = (error: Error): boolean => unavailability(error)?.problem === 'server-unreachable';

/**
 * Makes a pool; connections are opened as they are needed.
 *
 * postgres.js 3.4.9 does not come back reliably from a lost connection: a statement being written at that moment leaves
 * the connection mute until it times out, and the `rollback` it sends by itself is written to a socket that is null,
 * which throws where nobody can catch it and ends the process. So the first loss is noticed here, before postgres.js
 * hears of it, and the pool is never used again: its owner opens another.
 *
 * @param onNotify for a pool of one connection that LISTENs
 */
export const openPool = (
  url: string,
  options: ServerOptions,
  onNotify?: (channel: string, payload: string) => void,
): Pool => {
  const sockets = new Set<Socket>();
  let reason: Error | null = null;
  let closing = false;

  const giveUp = (error: Error): void => {
    if (reason || closing) return;
    reason = error;
    void client.end({ timeout: 0 });
    for (const socket of sockets) {
      const midway = hasSpoken(socket) && saysUnreachable(error);
      socket.destroy(midway ? Object.assign(new Error('the connection was closed', { cause: error }), gone) : error);
    }
  };
  const openSocket = ({ host, port, path }: SocketOptions): Socket => {
    if (reason) return deadSocket(reason);
    const socket = path ? connectSocket(path) : connectSocket(port[0] ?? 5432, host[0] ?? 'localhost');
    sockets.add(socket);
    // These listeners come before those of postgres.js, so whoever it rejects finds the pool marked as lost.
    socket.on('error', (error: Error) => {
      if (hasSpoken(socket) && saysUnreachable(error)) Object.assign(error, gone); // postgres.js hears it after us
      giveUp(error);
    });
    socket.on('close', () => {
      sockets.delete(socket);
      giveUp(Object.assign(new Error('the connection was closed'), gone));
    });
    socket.once('end', () => {
      // Accepted, then hung up without a word (a proxy in front of nothing): postgres.js would try again for ever.
      if (socket.bytesRead === 0) socket.destroy(Object.assign(new Error('hung up'), { code: 'ECONNREFUSED' }));
    });
    return Object.assign(socket, { host: host[0], port: port[0] }); // read for the TLS server name
  };

  const { maxConnections = 10, connectTimeoutMs = 5000, statementTimeoutMs = 15_000 } = options;
  const own = { socket: openSocket, onnotify: onNotify }; // beyond the published types
  const client = postgres(url, {
    ...own,
    max: maxConnections,
    backoff: () => 0,
    connect_timeout: connectTimeoutMs / 1000,
    max_lifetime: null, // a connection that ends of itself would count as lost
    fetch_types: false, // ours are complete, and it costs a round trip for each connection
    onnotice: () => {},
    connection: {
      application_name: 'huiyin',
      statement_timeout: statementTimeoutMs,
      idle_in_transaction_session_timeout: idleInTransactionMs,
      TimeZone: 'UTC',
      DateStyle: 'ISO, MDY',
      random_page_cost: randomPageCost,
    },
  });
  Object.assign(client.options.parsers, readers);
  Object.assign(client.options.serializers, writers);

  return {
    client,
    lost: () => reason,
    giveUp,
    close: async (patienceSeconds) => {
      closing = true;
      await client.end({ timeout: patienceSeconds });
      for (const socket of sockets) socket.destroy();
    },
  };
};
