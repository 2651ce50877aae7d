/** Places, units and categories found by their names. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createClassifier } from '../../../domain/text/classify.ts';
import { buildGazetteer, derivedNames, resolveUnit } from '../../../domain/text/gazetteer.ts';
import { createMatcher } from '../../../domain/text/matcher.ts';

describe('the matcher', () => {
  it('finds what looking for each word finds', () => {
    const word = fc.string({ unit: fc.constantFrom('紫', '霞', '村', '社', '区'), minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 8 }),
        fc.string({ unit: fc.constantFrom('紫', '霞', '村', '社', '区'), maxLength: 40 }),
        (words, text) => {
          const naive: string[] = [];
          words.forEach((one, index) => {
            for (let at = text.indexOf(one); at >= 0; at = text.indexOf(one, at + 1)) naive.push(`${index}@${at}`);
          });
          expect(
            createMatcher(words)(text)
              .map((hit) => `${hit.word}@${hit.start}`)
              .sort(),
          ).toEqual(naive.sort());
        },
      ),
    );
  });
});

const gazetteer = buildGazetteer([
  { id: 1, kind: 'unit', names: ['住房和城乡建设局', '住建局'] },
  { id: 2, kind: 'unit', names: ['综合行政执法局', '城管局'] },
  { id: 3, kind: 'unit', names: ['交通运输局', '交通局'] },
  { id: 4, kind: 'unit', names: ['白蚁防治管理中心'] },
  { id: 22, kind: 'place', names: ['紫霞村委会', ...derivedNames('紫霞村委会', 'place')] },
  { id: 23, kind: 'place', names: ['紫霞村委会', ...derivedNames('紫霞村委会', 'place')] },
  { id: 12, kind: 'place', names: ['新塘街道', ...derivedNames('新塘街道', 'place')] },
  { id: 25, kind: 'place', names: ['新塘头村委会', ...derivedNames('新塘头村委会', 'place')] },
]);

describe('the gazetteer', () => {
  it('takes the longest name, and several ids where a name is that of several', () => {
    expect(gazetteer.find('新塘头村和紫霞村的路灯').map(({ text, ids }) => [text, ids])).toEqual([
      ['新塘头村', [25]],
      ['紫霞村', [22, 23]],
    ]);
  });

  it.each([
    ['紫霞村委会', ['紫霞村', '紫霞']],
    ['拱秀社区', ['拱秀']],
    ['新塘街道', ['新塘']],
    ['东村', []],
  ])('people call %s also %j', (name, forms) => {
    expect(derivedNames(name, 'place')).toEqual(forms);
  });

  it.each([
    ['住建局', 1],
    ['住房城乡建设局', 1],
    ['住建', 1],
    ['行政执法局', 2],
    ['交通运输', 3],
    ['白蚁中心', 4],
    ['白蚁防治中心', 4],
    ['萧山区城管局', 2],
  ])('%j means unit %i', (query, id) => {
    expect(resolveUnit(query, gazetteer)).toEqual({ best: id });
  });

  it.each(['气象台', '局', '', '完全无关的名字'])('%j means none', (query) => {
    expect(resolveUnit(query, gazetteer)).not.toHaveProperty('best');
  });
});

describe('the classifier', () => {
  const classify = createClassifier([
    { id: 1, keywords: ['路灯', '道路', '坑洼'] },
    { id: 2, keywords: ['物业', '电梯', '物业费'] },
  ]);
  it('takes the category most spoken of; the longer words on a tie', () => {
    expect(classify('道路坑洼，物业不管')).toEqual({ category: 1, hits: 2 });
    expect(classify('路灯坏了，物业费照收').category).toBe(2);
    expect(classify('天气不错')).toEqual({ category: null, hits: 0 });
  });
});
