/** What goes over the wire of the fake WeCom, and what a reader of its chats sees of it. */
import type { MediaStore, StoredMedia } from './wecom-media.ts';

/** What befalls the next request of a command. */
export type WecomFault =
  | 'drop' // carried out never, answered never
  | 'hang' // carried out, answered never
  | 'close' // carried out, and the connection goes
  | { errcode: number; errmsg?: string }; // refused

export interface FakeWecomOptions {
  botId?: string;
  secret?: string;
  /** As it stands behind the @ in a group. */
  botName?: string;
  /** Chats (ids of groups and people) in which somebody has spoken to the robot before; into others it may not speak. */
  open?: readonly string[];
  /** Messages a minute in one chat. */
  perMinute?: number;
  port?: number;
  /** Messages kept for `sent`; the newest. */
  kept?: number;
}

export interface WecomSent {
  chatid: string;
  msgtype: string;
  /** Markdown as it came; empty for pictures and files. */
  content: string;
  /** As a reader sees it. */
  text: string;
  media: StoredMedia | null;
}

export type Fields = Record<string, unknown>;
export interface Frame {
  cmd: string;
  headers: { req_id: string };
  body?: Fields;
}

const MARKDOWN_BYTES = 20_480;

export const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {};

/** What a reader sees of a message to the chat, or why the server takes none of it. */
export function readMessage(
  msgtype: string,
  message: Fields,
  store: MediaStore,
): Omit<WecomSent, 'chatid' | 'msgtype'> | { errcode: number; errmsg: string } {
  if (msgtype === 'markdown' || msgtype === 'stream') {
    const content = String(message['content'] ?? '');
    if (content === '') return { errcode: 44_004, errmsg: 'empty content' };
    if (Buffer.byteLength(content) > MARKDOWN_BYTES)
      return { errcode: 40_058, errmsg: `markdown.content exceed max length ${MARKDOWN_BYTES}` };
    return { content, text: content.replaceAll('  \n', '\n'), media: null };
  }
  if (msgtype !== 'image' && msgtype !== 'file') return { errcode: 40_008, errmsg: 'invalid message type' };
  const media = store.get(message['media_id']);
  if (media === undefined || media.type !== msgtype) return { errcode: 40_007, errmsg: 'invalid media_id' };
  return { content: '', text: `[${msgtype === 'image' ? '图片' : '文件'}：${media.filename}]`, media };
}
