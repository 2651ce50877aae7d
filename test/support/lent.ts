/** A database that is lent out: it behaves as if it were closed when it is given back. */
import type { Database } from '../../db/database.ts';
import { DatabaseUnavailable } from '../../db/unavailable.ts';

/** @param giveBack called once, when whatever was asked has been answered and nobody listens any more */
export const lend = (db: Database, giveBack: () => Promise<void>): Database => {
  let closing: Promise<void> | null = null;
  const underWay = new Set<Promise<unknown>>();
  const stops = new Set<() => Promise<void>>();
  const whileOpen = (): Database => {
    if (closing) throw new DatabaseUnavailable('closed', '数据库已关闭，程序正在退出。');
    return db;
  };
  const watched = async <T>(work: Promise<T>): Promise<T> => {
    underWay.add(work);
    try {
      return await work;
    } finally {
      underWay.delete(work);
    }
  };
  const close = async (): Promise<void> => {
    await Promise.allSettled(underWay);
    for (const stop of stops) await stop();
    await giveBack();
  };
  return {
    kind: db.kind,
    get orm() {
      return whileOpen().orm;
    },
    query: async (text, params) => watched(whileOpen().query(text, params)),
    ping: async () => watched(whileOpen().ping()),
    listen: async (channel, heard) => {
      const stop = await watched(whileOpen().listen(channel, heard));
      stops.add(stop);
      return async () => {
        if (stops.delete(stop) && closing === null) await stop();
      };
    },
    close: () => (closing ??= close()),
  };
};
