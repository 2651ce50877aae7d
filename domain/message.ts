/** Messages as every platform shares them: who said what where, in segments. */
import type { Instant } from './time.ts';

/** A group or a private conversation on one platform. Ids are strings, whatever the platform sends. */
export interface RoomAddress {
  platform: string;
  kind: 'group' | 'private';
  id: string;
}

/**
 * What arrives, piece by piece: text glued to a picture or an @ is never one word. A quote has no message id where the
 * platform tells only what was quoted.
 */
export type IncomingSegment =
  | { type: 'text'; text: string }
  | { type: 'at'; account: string }
  | { type: 'image'; url: string | null }
  | { type: 'file'; name: string; url: string | null }
  | { type: 'quote'; messageId: string | null; text: string | null };

export interface IncomingMessage {
  /** The bot's own account on the platform: what an @ must name to address it. */
  self: string;
  room: RoomAddress;
  sender: { account: string; name: string };
  messageId: string;
  at: Instant;
  segments: readonly IncomingSegment[];
}

/**
 * What is sent. Text is plain: an adapter never reads markup, CQ codes or mentions out of it.
 * `number` stands for the number of the issue the message belongs to, which the database gives in the statement that
 * records both. `sealed` is opened only as it goes out.
 */
export type OutgoingSegment =
  | TextSegment
  | { type: 'number' }
  | SealedSegment
  | { type: 'at'; account: string; name: string }
  | { type: 'quote'; messageId: string }
  | ImageSegment
  | FileSegment;

/** Words that lie sealed wherever they are kept; opened as the message goes out, and forgotten some time after. */
export interface SealedSegment {
  type: 'sealed';
  data: string;
}

export interface TextSegment {
  type: 'text';
  text: string;
}

/** `data` is base64; `alt` says in words what the picture shows, for platforms that take none. */
export interface ImageSegment {
  type: 'image';
  name: string;
  data: string;
  alt: string;
}

/** `data` is base64. `fallback` goes out where the file cannot: a picture of it, or words that say where to get it. */
export interface FileSegment {
  type: 'file';
  name: string;
  data: string;
  fallback?: readonly (TextSegment | ImageSegment)[];
}

/** A key for maps: `onebot:group:123`. */
export const addressKey = (address: RoomAddress): string => `${address.platform}:${address.kind}:${address.id}`;

/** A key for maps of chat accounts: `onebot:10001`. */
export const accountKey = (platform: string, account: string): string => `${platform}:${account}`;

/** The platform whose accounts a group's members have: a webhook only speaks, into a group of the platform before it. */
export const accountPlatform = (platform: string): string => platform.replace(/-webhook$/, '');

/**
 * The words of a message, pictures left out; a space keeps the pieces apart.
 *
 * @param nameOf what stands for a mention; without it, and where it gives null, mentions are left out
 */
export function textOf(
  segments: readonly IncomingSegment[],
  nameOf: ((account: string) => string | null) | null = null,
): string {
  let text = '';
  for (const segment of segments) {
    const piece =
      segment.type === 'text'
        ? segment.text
        : segment.type === 'at' && nameOf !== null
          ? nameOf(segment.account)
          : null;
    if (piece !== null) text += text === '' ? piece : ` ${piece}`;
  }
  return text;
}

/** What was sent as a person reads it: for transcripts, logs of the console and tests. */
export function readable(segments: readonly OutgoingSegment[]): string {
  return segments
    .map((segment) => {
      switch (segment.type) {
        case 'text':
          return segment.text;
        case 'number':
          return '#?';
        case 'sealed':
          return '***';
        case 'at':
          return `@${segment.name} `;
        case 'quote':
          return '';
        case 'image':
          return `[图片：${segment.alt}]`;
        case 'file':
          return `[文件：${segment.name}]`;
      }
    })
    .join('');
}

/** Plain text as the one segment of a message. */
export const say = (text: string): OutgoingSegment[] => [{ type: 'text', text }];

/** The address a key was made from. */
export function addressFrom(key: string): RoomAddress {
  const first = key.indexOf(':');
  const second = key.indexOf(':', first + 1);
  return {
    platform: key.slice(0, first),
    kind: key.slice(first + 1, second) === 'private' ? 'private' : 'group',
    id: key.slice(second + 1),
  };
}
