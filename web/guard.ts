/** Keeps strangers out of a page that can speak for anybody: this machine only, this page only. */
import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { consoleRefusals } from '../wording/refusals/console.ts';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/;

/** Longest body of a request, bytes: a 5,000-character rant and room to spare. */
const LONGEST_BODY = 64 * 1024;

const POLICY = "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** Every answer carries these, the refusals too. */
export const secured: MiddlewareHandler = async (c, next) => {
  await next();
  c.header('Content-Security-Policy', POLICY);
  c.header('X-Content-Type-Options', 'nosniff');
  c.header('Referrer-Policy', 'no-referrer');
};

/** Foreign Host headers (DNS rebinding) and foreign origins (CSRF) are refused; what is written must be JSON. */
export const guard: MiddlewareHandler = async (c, next) => {
  const host = c.req.header('host') ?? '';
  if (!LOOPBACK.test(host)) return c.json({ error: consoleRefusals.onlyHere() }, 403);
  const origin = c.req.header('origin');
  if (origin !== undefined && origin !== `http://${host}`)
    return c.json({ error: consoleRefusals.onlyThisPage() }, 403);
  if (c.req.method === 'POST' && !/^application\/json\s*(?:;|$)/i.test(c.req.header('content-type') ?? ''))
    return c.json({ error: consoleRefusals.onlyJson() }, 415);
  return next();
};

/** Counts the bytes as they come, whatever the header claims. */
export const limited: MiddlewareHandler = bodyLimit({
  maxSize: LONGEST_BODY,
  onError: (c: Context) => c.json({ error: consoleRefusals.tooLong(LONGEST_BODY / 1024) }, 413),
});
