/** What a WeCom robot can carry in one message. */
import { MEGABYTE, type ChatLimits } from '../port.ts';
import { GROWTH, MENTION_BYTES } from './markdown.ts';

/** Bytes of markdown in one message. */
const MARKDOWN = 20_480;
const MENTIONS = 20;

export const wecomLimits: ChatLimits = {
  // However much of a text has to be made inert, it fits.
  text: Math.floor((MARKDOWN - MENTIONS * MENTION_BYTES) / GROWTH),
  unit: 'bytes',
  mentions: MENTIONS,
  images: 'alone',
  imageBytes: 10 * MEGABYTE,
  fileBytes: 20 * MEGABYTE,
  paced: true,
  // In one chat; besides 1,000 an hour, which is refused as passing.
  perMinute: 30,
};
