/** A file's name as WeCom shows it: Chinese stays, what file systems refuse goes. */
import { parse } from 'node:path';

/** Bytes; WeCom takes 256. */
const LONGEST = 200;

const encoder = new TextEncoder();

/** @param ending with its dot, for a name that has none; an ending is kept when the name is cut */
export function wecomFileName(name: string, ending: string): string {
  const { name: stem, ext } = parse(name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '').trim());
  const suffix = ext === '' ? ending : ext;
  let kept = '';
  let size = encoder.encode(suffix).length;
  for (const sign of stem) {
    size += encoder.encode(sign).length;
    if (size > LONGEST) break;
    kept += sign;
  }
  return `${kept === '' ? '附件' : kept}${suffix}`;
}
