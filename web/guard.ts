/** Keeps strangers out of a page that can speak for anybody: this machine only, this page only. */
import type { MiddlewareHandler } from 'hono';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/;

/** Longest body of a request, bytes: a 5,000-character rant and room to spare. */
export const LONGEST_BODY = 64 * 1024;

/** Foreign Host headers (DNS rebinding) and foreign origins (CSRF) are refused; what is written must be JSON. */
export const guard: MiddlewareHandler = async (c, next) => {
  const host = c.req.header('host') ?? '';
  if (!LOOPBACK.test(host)) return c.json({ error: '只能从本机访问' }, 403);
  const origin = c.req.header('origin');
  if (origin !== undefined && origin !== `http://${host}`) return c.json({ error: '只接受本页面的请求' }, 403);
  if (c.req.method === 'POST') {
    if (!(c.req.header('content-type') ?? '').startsWith('application/json'))
      return c.json({ error: '请求应为 JSON' }, 415);
    if (Number(c.req.header('content-length') ?? 0) > LONGEST_BODY) return c.json({ error: '内容太长' }, 413);
  }
  await next();
  c.header('Content-Security-Policy', "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'");
  c.header('X-Content-Type-Options', 'nosniff');
  c.header('Referrer-Policy', 'no-referrer');
  return undefined;
};
