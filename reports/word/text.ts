/** Text that a file may hold: what XML forbids left out, and how much room it takes. */

/** Control characters, halves of pairs and non-characters: one of them, and Word refuses the whole file. */
const FORBIDDEN = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]|\p{Cs}/gu;

export const plain = (text: string): string => text.replace(FORBIDDEN, '').replace(/\t/g, ' ');

export const linesOf = (text: string): string[] => plain(text).split(/\r\n?|\n/);

/** In characters: Chinese ones are whole, Latin ones and digits half. */
export const widthOf = (text: string): number =>
  [...text].reduce((sum, sign) => sum + (/[\u0020-\u02ff]/.test(sign) ? 0.5 : 1), 0);

const digits = '〇一二三四五六七八九';

/** 1 … 99 as headings are numbered: 一, 十, 十一, 二十一. */
export function numeral(number: number): string {
  const ten = Math.floor(number / 10);
  const one = number % 10;
  return `${ten === 0 ? '' : `${ten === 1 ? '' : digits[ten]}十`}${one === 0 && ten > 0 ? '' : digits[one]}`;
}
