/** WeCom's group webhooks (消息推送): the bot speaks into groups and hears nothing. */
import { createHash } from 'node:crypto';
import type { Instant } from '../domain/time.ts';
import { refusal, UNKNOWN_KEY } from './wecom/errcodes.ts';
import { wecomFileName } from './wecom/file-name.ts';
import { isUserId } from './wecom/markdown.ts';
import { MEGABYTE, type ChatAdapter, type ConnectionState, type SendableSegment, type SendOutcome } from './port.ts';

export const WECOM_WEBHOOK = 'wecom-webhook';

/** Where the groups' addresses begin. */
const WECOM_API = 'https://qyapi.weixin.qq.com/cgi-bin/webhook';

export interface WecomWebhookOptions {
  /**
   * The key of each group's webhook by the room id the roster has. Who has a key can speak in the group: keys stay in
   * the environment, rooms, outbox and logs know the room id only.
   */
  keys: ReadonlyMap<string, string>;
  /** Another server than WeCom's own. */
  url?: string | undefined;
  clock: () => Instant;
  answerMs?: number;
  uploadMs?: number;
}

/** How a request ended. `never`: it did not reach WeCom. `lost`: nobody knows what became of it. */
type Answer =
  | { kind: 'answered'; errcode: number; errmsg: string; body: Record<string, unknown> }
  | { kind: 'never'; reason: string }
  | { kind: 'lost'; reason: string };

/** The name is looked up or the connection refused before anything is sent. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);
/** Smaller files are refused. */
const SMALLEST_FILE = 5;

const rejected = (reason: string, retryable: boolean): SendOutcome => ({ kind: 'rejected', reason, retryable });

export function createWecomWebhook(options: WecomWebhookOptions): ChatAdapter {
  const { keys, clock, answerMs = 10_000, uploadMs = 60_000 } = options;
  const online: ConnectionState = { kind: 'online', since: clock(), account: WECOM_WEBHOOK };

  const say = async (key: string, message: object): Promise<SendOutcome> => {
    const answer = await post(addressOf(options, 'send', { key }), JSON.stringify(message), answerMs);
    if (answer.kind === 'never') return rejected(answer.reason, true);
    if (answer.kind === 'lost') return { kind: 'unknown', reason: answer.reason };
    return answer.errcode === 0 ? { kind: 'delivered', messageId: null } : refusal(answer.errcode, answer.errmsg);
  };

  /** Nothing has been said until the file is sent, so whatever happens to an upload may be repeated. */
  const sendFile = async (key: string, name: string, bytes: Buffer): Promise<SendOutcome> => {
    const form = new FormData();
    form.append('media', new Blob([new Uint8Array(bytes)]), wecomFileName(name, '.bin'));
    const answer = await post(addressOf(options, 'upload_media', { key, type: 'file' }), form, uploadMs);
    if (answer.kind !== 'answered') return rejected(`文件没有上传成功：${answer.reason}`, true);
    if (answer.errcode !== 0) return refusal(answer.errcode, answer.errmsg);
    const media = answer.body['media_id'];
    if (typeof media !== 'string') return rejected('文件上传后没有得到编号', true);
    return say(key, { msgtype: 'file', file: { media_id: media } });
  };

  return {
    platform: WECOM_WEBHOOK,
    limits: {
      text: 2048,
      unit: 'bytes',
      mentions: 20,
      images: 'alone',
      imageBytes: 2 * MEGABYTE,
      fileBytes: 20 * MEGABYTE,
      paced: true,
      perMinute: 20,
    },
    async start(handlers) {
      handlers.onState(online);
    },
    async stop() {
      // Nothing is held open.
    },
    state: () => online,
    async send(room, part) {
      if (room.kind !== 'group') return rejected('群机器人只能在群里发言，不能私聊', false);
      const key = keys.get(room.id);
      if (key === undefined) return rejected(`WECOM_WEBHOOKS 里没有“${room.id}”，请补上这个群的密钥`, false);
      const media = part.find((segment) => segment.type === 'image' || segment.type === 'file');
      if (media === undefined) {
        const text = renderText(part);
        return text.content.trim() === '' ? rejected('空消息', false) : say(key, { msgtype: 'text', text });
      }
      if (part.length > 1) return rejected('图片和文件须单独发送', false);
      const bytes = Buffer.from(media.data, 'base64');
      if (bytes.length < SMALLEST_FILE) return rejected(`${media.name} 是空的`, false);
      if (media.type === 'file') return sendFile(key, media.name, bytes);
      const md5 = createHash('md5').update(bytes).digest('hex');
      return say(key, { msgtype: 'image', image: { base64: bytes.toString('base64'), md5 } });
    },
  };
}

/**
 * Whether WeCom knows the key of a group, asked with an empty message, which it refuses to post.
 * Null when it could not be asked.
 */
export async function knowsKey(options: WecomWebhookOptions, room: string): Promise<boolean | null> {
  const key = options.keys.get(room) ?? '';
  const empty = JSON.stringify({ msgtype: 'text', text: { content: '' } });
  const answer = await post(addressOf(options, 'send', { key }), empty, options.answerMs ?? 10_000);
  return answer.kind === 'answered' ? answer.errcode !== UNKNOWN_KEY : null;
}

function addressOf({ url = WECOM_API }: WecomWebhookOptions, action: string, query: Record<string, string>): URL {
  const address = new URL(`${url.replace(/\/$/, '')}/${action}`);
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
  return address;
}

/** Text is plain but for `<@userid>`, which nobody shall type; the bracket that takes its place is one byte too. */
function renderText(part: readonly SendableSegment[]): { content: string; mentioned_list?: string[] } {
  const words = part.map((segment) =>
    segment.type === 'text' ? segment.text : segment.type === 'at' ? `@${segment.name} ` : '',
  );
  const called = part.flatMap((segment) =>
    segment.type === 'at' && isUserId(segment.account) ? [segment.account] : [],
  );
  return {
    content: words.join('').replaceAll('<@', '[@'),
    ...(called.length === 0 ? {} : { mentioned_list: [...new Set(called)] }),
  };
}

/** Errors never name the address: the key is in it. */
async function post(address: URL, body: string | FormData, ms: number): Promise<Answer> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(address, {
      method: 'POST',
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(ms),
      headers: {
        // A kept connection may be closed by the other side just as a message goes out on it: its fate would be unknown.
        connection: 'close',
        ...(typeof body === 'string' ? { 'content-type': 'application/json' } : {}),
      },
    });
    text = await response.text();
  } catch (error) {
    const code = codeOf(error);
    return NEVER_SENT.has(code)
      ? { kind: 'never', reason: `连不上企业微信（${code}）` }
      : { kind: 'lost', reason: `企业微信没有回答（${code}）` };
  }
  const read = readAnswer(text);
  if (read !== null) return { kind: 'answered', ...read };
  // A gateway's own page: it may have passed the message on (5xx) or not (4xx).
  return response.status >= 400 && response.status < 500
    ? { kind: 'never', reason: `企业微信拒绝了请求（HTTP ${response.status}）` }
    : { kind: 'lost', reason: `企业微信的回答看不懂（HTTP ${response.status}）` };
}

function readAnswer(text: string): { errcode: number; errmsg: string; body: Record<string, unknown> } | null {
  try {
    const body = JSON.parse(text) as Record<string, unknown> | null;
    const errcode = body?.['errcode'];
    if (body === null || typeof errcode !== 'number') return null;
    return { errcode, errmsg: typeof body['errmsg'] === 'string' ? body['errmsg'] : '', body };
  } catch {
    return null;
  }
}

function codeOf(error: unknown): string {
  const { name, cause } = error as { name?: string; cause?: { code?: unknown } };
  return typeof cause?.code === 'string' ? cause.code : name === 'TimeoutError' ? '超时' : '连接断开';
}
