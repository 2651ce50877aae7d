/** Text that fits: whatever is typed, no line is wider than its place, and nothing is lost that has room. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fit, printable, wrap, wrapEvenly } from '../../reports/picture/words.ts';

/** As wide as a Chinese character is 2, a Latin one 1. */
const measure = (text: string): number =>
  [...text].reduce((sum, character) => sum + (/[\u0020-\u007e]/.test(character) ? 1 : 2), 0);
const chinese = fc.string({
  unit: fc.constantFrom(...'住房和城乡建设局。，：（）%的12.5 abcW号…'),
  maxLength: 60,
});

describe('a text', () => {
  it('never gets wider than its place, nor longer than its lines', () => {
    fc.assert(
      fc.property(chinese, fc.integer({ min: 4, max: 40 }), fc.integer({ min: 1, max: 4 }), (text, width, most) => {
        for (const lines of [wrap(text, width, most, measure), wrapEvenly(text, width, most, measure)]) {
          expect(lines.length).toBeLessThanOrEqual(most);
          for (const line of lines) expect(measure(line)).toBeLessThanOrEqual(width);
        }
        expect(measure(fit(text, width, measure))).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('keeps every character where there is room', () => {
    fc.assert(
      fc.property(chinese, fc.integer({ min: 20, max: 40 }), (text, width) => {
        const squeezed = (one: string): string => one.replaceAll(' ', '');
        const words = text.match(/[\w.%]+/g) ?? [];
        fc.pre(words.every((word) => measure(word) <= width));
        expect(squeezed(wrap(text, width, 99, measure).join(''))).toBe(squeezed(text));
      }),
    );
  });

  it('is broken between characters, not within a number, and no line begins with a full stop', () => {
    expect(wrap('本月应办 1024 件。', 12, 3, measure)).toEqual(['本月应办', '1024 件。']);
    expect(wrap('一二三四五六。七', 12, 3, measure)).toEqual(['一二三四五', '六。七']);
    expect(wrap('市场监督管理局', 12, 2, measure)).toEqual(['市场监督管理', '局']);
    expect(wrapEvenly('市场监督管理局', 12, 2, measure)).toEqual(['市场监督', '管理局']);
  });

  it('is cut with … where it ends in the middle', () => {
    expect(fit('住房和城乡建设局', 10, measure)).toBe('住房和城…');
    expect(wrap('住房和城乡建设局住房和城乡建设局', 12, 2, measure)).toEqual(['住房和城乡建', '设局住房和…']);
  });

  it('shows □ for what no font of ours has, and leaves out emoji and what has no shape', () => {
    expect(printable('𠀀村 😀\u200B\u0007\t㙦')).toBe('□村  □');
    expect(printable('好👍🏽❤️🇨🇳©3')).toBe('好©3');
    expect(printable('紫霞村〔2026〕㎡①²—…“”')).toBe('紫霞村〔2026〕㎡①²—…“”');
  });
});
