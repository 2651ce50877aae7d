/** Long messages are cut where nothing breaks. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChatLimits, SendableSegment } from '../../bot/port.ts';
import { sizeOf, splitMessage } from '../../bot/split.ts';

const limits = (text: number, unit: ChatLimits['unit'] = 'characters', mentions = 20): ChatLimits => ({
  text,
  unit,
  mentions,
  images: 'mixed',
  imageBytes: 1,
  fileBytes: null,
  paced: true,
  perMinute: null,
});
const text = (value: string): SendableSegment => ({ type: 'text', text: value });

describe('a message', () => {
  it('that fits stays one', () => {
    expect(splitMessage([text('短')], limits(10))).toEqual([[text('短')]]);
  });

  it('is cut at a line break where one is near', () => {
    expect(splitMessage([text('第一行很长很长\n第二行')], limits(9))).toEqual([
      [text('第一行很长很长\n')],
      [text('第二行')],
    ]);
  });

  it('never loses a family in an emoji', () => {
    const family = '👨‍👩‍👧‍👦';
    const parts = splitMessage([text(`甲${family}${family}`)], limits(9));
    expect(parts.flat().map((part) => (part.type === 'text' ? part.text : ''))).toEqual([`甲${family}`, family]);
  });

  it('has at most so many mentions, each whole', () => {
    const at = (n: number): SendableSegment => ({ type: 'at', account: String(10_000 + n), name: `人${n}` });
    const parts = splitMessage([at(1), at(2), at(3), text('请办理')], limits(100, 'characters', 2));
    expect(parts.map((part) => part.length)).toEqual([2, 2]);
  });

  it.each(['characters', 'bytes'] as const)('cut by %s gives back every character and keeps the limit', (unit) => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 80 }), { maxLength: 4 }),
        fc.integer({ min: 40, max: 90 }),
        (texts, limit) => {
          const parts = splitMessage(texts.filter((one) => one !== '').map(text), limits(limit, unit));
          const joined = parts
            .flat()
            .map((part) => (part.type === 'text' ? part.text : ''))
            .join('');
          expect(joined).toBe(texts.join(''));
          for (const part of parts) {
            const size = part.reduce((sum, one) => sum + (one.type === 'text' ? sizeOf(one.text, unit) : 0), 0);
            expect(size).toBeLessThanOrEqual(limit);
          }
        },
      ),
    );
  });
});
