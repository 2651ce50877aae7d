/** One HTTP request to the fake server, read whichever way the client wrote it. */
import type { IncomingMessage } from 'node:http';
import { Refused, type Params } from './codes.ts';

export interface Request {
  method: string;
  /** Without its slashes, as the WebSocket commands are named: `file_upload`. */
  action: string;
  params: Params;
  form: FormData | null;
  sessionKey: string | null;
}

/** @throws Refused 400 when the body is no JSON or no form */
export async function readRequest(message: IncomingMessage): Promise<Request> {
  const url = new URL(message.url ?? '/', 'http://server');
  const body = await readBody(message);
  const type = message.headers['content-type'] ?? '';
  const params: Params = Object.fromEntries(url.searchParams);
  let form: FormData | null = null;
  if (type.startsWith('multipart/form-data')) {
    form = await new Response(body, { headers: { 'content-type': type } }).formData().catch(() => {
      throw new Refused(400, 'Bad multipart');
    });
    for (const [name, value] of form) if (typeof value === 'string') params[name] = value;
  } else if (body.length > 0) Object.assign(params, readJson(body));
  return {
    method: message.method ?? 'GET',
    action: url.pathname.slice(1).replaceAll('/', '_'),
    params,
    form,
    sessionKey: sessionKeyOf(message, params),
  };
}

async function readBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

export function readJson(text: Buffer | string): Params {
  try {
    return JSON.parse(String(text)) as Params;
  } catch {
    throw new Refused(400, 'Illegal JSON');
  }
}

/** In the header `sessionKey`, as `Authorization: session …`, or among the parameters. */
function sessionKeyOf(message: IncomingMessage, params: Params): string | null {
  const header = message.headers['sessionkey'];
  if (typeof header === 'string') return header;
  const authorization = /^session(?:key)? (.+)$/i.exec(message.headers.authorization ?? '');
  if (authorization?.[1] !== undefined) return authorization[1];
  return typeof params['sessionKey'] === 'string' ? params['sessionKey'] : null;
}
