/** A limit for what mirai-js asks of its server, which it does not set: on the requests to that server and no others. */
import { createRequire } from 'node:module';
import type { AxiosStatic } from 'axios';

/** A request that hangs for ever would pile up, and keep a stopped process alive. */
export const LONGEST_REQUEST_MS = 60_000;

/** The very instance mirai-js calls: `import` would give another. */
const theirs = createRequire(import.meta.url)('axios') as AxiosStatic;
const limits = new Map<string, number>();

theirs.interceptors.request.use(
  (config) => {
    const limit = limits.get(originOf(config.url ?? '', config.baseURL));
    return limit === undefined || config.timeout ? config : { ...config, timeout: limit };
  },
  null,
  { synchronous: true },
);

/** From now on no request to this server takes longer. */
export function limitRequestsTo(server: string, ms: number): void {
  limits.set(originOf(server), ms);
}

const originOf = (url: string, base?: string): string => (URL.canParse(url, base) ? new URL(url, base).origin : '');
