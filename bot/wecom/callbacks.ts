/** What a WeCom robot is told, read into messages; everything that is nobody's message is null. */
import type { IncomingMessage, IncomingSegment } from '../../domain/message.ts';
import type { Instant } from '../../domain/time.ts';

export const WECOM = 'wecom';

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});
const wordOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/**
 * The body of an `aibot_msg_callback`, or null: events, kinds of message a command cannot be in, nonsense.
 * @param self the robot's id: a group tells the robot only what @s it, so every message of a group @s `self`
 */
export function readCallback(body: unknown, self: string, now: Instant): IncomingMessage | null {
  if (!isFields(body)) return null;
  const account = wordOf(fieldsOf(body['from'])['userid']);
  const messageId = wordOf(body['msgid']);
  const isGroup = body['chattype'] === 'group';
  const roomId = isGroup ? wordOf(body['chatid']) : account;
  const said = readContent(body);
  if (account === null || messageId === null || roomId === null || said === null) return null;
  const time = body['create_time'];
  return {
    self,
    room: { platform: WECOM, kind: isGroup ? 'group' : 'private', id: roomId },
    // WeCom tells no names; the roster knows the people who matter.
    sender: { account, name: account },
    messageId,
    at: typeof time === 'number' && time > 0 ? time * 1000 : now,
    segments: [
      ...readQuote(body['quote']),
      ...(isGroup ? [{ type: 'at' as const, account: self }, ...withoutName(said)] : said),
    ],
  };
}

/** A quote is its words alone: WeCom names neither the message quoted nor who wrote it. */
function readQuote(quote: unknown): IncomingSegment[] {
  if (!isFields(quote)) return [];
  const words = (readContent(quote) ?? []).flatMap((segment) => (segment.type === 'text' ? segment.text : []));
  return [{ type: 'quote', messageId: null, text: words.length === 0 ? null : words.join(' ') }];
}

/** Text, voice (as text), markdown of a quote: whatever has words under its own name; pictures, files, and mixtures. */
function readContent(message: Fields): IncomingSegment[] | null {
  const kind = wordOf(message['msgtype']);
  const content = kind === null ? null : message[kind];
  if (!isFields(content)) return null;
  if (kind === 'mixed') {
    const items = content['msg_item'];
    return Array.isArray(items)
      ? items.flatMap((item: unknown) => (isFields(item) ? (readContent(item) ?? []) : []))
      : null;
  }
  // Pictures and files are encrypted and their addresses last five minutes: they are counted, not kept.
  if (kind === 'image') return [{ type: 'image', url: wordOf(content['url']) }];
  if (kind === 'file') {
    const name = wordOf(content['filename']) ?? wordOf(content['name']) ?? '文件';
    return [{ type: 'file', name, url: wordOf(content['url']) }];
  }
  const words = content['content'];
  if (typeof words !== 'string') return null;
  return words === '' ? [] : [{ type: 'text', text: words }];
}

/** `@名称` at the beginning of a text or after a blank (WeCom's own is U+2005), up to the next blank. */
const called = /(?:^|\s)[@＠]\S+/g;

/**
 * Takes out the `@机器人名` by which the robot was addressed. WeCom does not say which @ is the robot's: the one that
 * opens the message, or else the only one there is.
 */
function withoutName(segments: readonly IncomingSegment[]): IncomingSegment[] {
  const calls = segments.flatMap((segment, index) =>
    segment.type === 'text'
      ? [...segment.text.matchAll(called)].map((found) => ({
          index,
          from: found.index,
          to: found.index + found[0].length,
        }))
      : [],
  );
  const [first] = calls;
  if (first === undefined) return [...segments];
  const before = segments
    .slice(0, first.index + 1)
    .map((segment, index) =>
      segment.type !== 'text' ? '' : index === first.index ? segment.text.slice(0, first.from) : segment.text,
    )
    .join('');
  if (before.trim() !== '' && calls.length > 1) return [...segments];
  return segments.flatMap((segment, index): IncomingSegment[] => {
    if (segment.type !== 'text' || index !== first.index) return [segment];
    const text = `${segment.text.slice(0, first.from)}${segment.text.slice(first.to)}`.trim();
    return text === '' ? [] : [{ type: 'text', text }];
  });
}
