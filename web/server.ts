/** The console's web server, on this machine only. */
import { readFile } from 'node:fs/promises';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { Logger } from 'pino';
import { consoleRefusals } from '../wording/refusals/console.ts';
import { api, type WebOptions } from './api.ts';
import { guard, limited, secured } from './guard.ts';

const files: Readonly<Record<string, { file: string; type: string }>> = {
  '/': { file: 'index.html', type: 'text/html; charset=utf-8' },
  '/app.css': { file: 'app.css', type: 'text/css; charset=utf-8' },
  '/app.js': { file: 'app.js', type: 'text/javascript; charset=utf-8' },
  '/material-kinds.js': { file: 'material-kinds.js', type: 'text/javascript; charset=utf-8' },
  '/materials.js': { file: 'materials.js', type: 'text/javascript; charset=utf-8' },
  '/materials.css': { file: 'materials.css', type: 'text/css; charset=utf-8' },
  '/people.js': { file: 'people.js', type: 'text/javascript; charset=utf-8' },
  '/picture.js': { file: 'picture.js', type: 'text/javascript; charset=utf-8' },
  '/server.js': { file: 'server.js', type: 'text/javascript; charset=utf-8' },
  '/standing.js': { file: 'standing.js', type: 'text/javascript; charset=utf-8' },
  '/view.js': { file: 'view.js', type: 'text/javascript; charset=utf-8' },
  '/icon.svg': { file: 'icon.svg', type: 'image/svg+xml' },
};

/** The whole site without a port: for tests. */
export function site(options: WebOptions, log: Pick<Logger, 'error'>): Hono {
  const app = new Hono();
  app.use('*', secured, guard, limited);
  app.route('/api', api(options));
  app.get('*', async (c) => {
    const found = files[c.req.path];
    if (found === undefined) return c.json({ error: consoleRefusals.noPage() }, 404);
    const body = await readFile(new URL(`./public/${found.file}`, import.meta.url));
    return c.body(new Uint8Array(body), 200, { 'Content-Type': found.type, 'Cache-Control': 'no-cache' });
  });
  app.onError((error, c) => {
    log.error({ err: error, path: c.req.path }, 'the console could not answer');
    return c.json({ error: consoleRefusals.failed() }, 500);
  });
  return app;
}

export interface Web {
  url: string;
  stop(): Promise<void>;
}

/** @throws PortTaken */
export function startWeb(options: WebOptions & { port: number; log: Pick<Logger, 'error'> }): Promise<Web> {
  return new Promise((resolve, reject) => {
    const server = serve(
      { fetch: site(options, options.log).fetch, hostname: '127.0.0.1', port: options.port },
      ({ port }) =>
        resolve({
          url: `http://127.0.0.1:${port}`,
          stop: () =>
            new Promise((stopped) => {
              server.close(() => stopped());
              if ('closeAllConnections' in server) server.closeAllConnections();
            }),
        }),
    );
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new PortTaken(`port ${options.port} is taken`, { cause: error }) : error),
    );
  });
}

/** Another program has the port. */
export class PortTaken extends Error {}
