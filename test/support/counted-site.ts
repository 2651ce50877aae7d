/** The console's site; what it answers counts as read by somebody. */
import { pino } from 'pino';
import type { WebOptions } from '../../web/api.ts';
import { site } from '../../web/server.ts';
import { sent } from './touched.ts';

export function countedSite(options: WebOptions): ReturnType<typeof site> {
  const app = site(options, pino({ level: 'silent' }));
  const request = app.request.bind(app);
  app.request = async (...asked) => {
    const answer = await request(...asked);
    if (answer.headers.get('content-type')?.startsWith('application/json') === true) sent(await answer.clone().text());
    return answer;
  };
  return app;
}
