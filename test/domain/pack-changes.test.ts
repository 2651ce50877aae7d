/** What a corrected pack of a quarter says about the one before, and which quarter is meant. */
import { describe, expect, it } from 'vitest';
import type { QuarterlyPack, UnsolvedForm } from '../../domain/handover-form.ts';
import { changesBetweenPacks } from '../../domain/pack-changes.ts';
import { readQuarter } from '../../domain/text/quarter.ts';
import { instantAt } from '../../domain/time.ts';
import { formChangeWords } from '../../wording/pack-changes.ts';

const form = (issue: number, about: Partial<UnsolvedForm> = {}): UnsolvedForm => ({
  number: `交办〔2026〕${issue}号`,
  issue,
  issuedAt: 0,
  leader: '陆文渊',
  unit: '甲局',
  supporting: [],
  category: '房屋安全',
  place: '拱秀社区',
  content: '外墙裂缝',
  due: instantAt('2026-09-28', '23:59'),
  overdueDays: 2,
  withdrawn: null,
  progress: null,
  decisions: [],
  ...about,
});
const pack = (...forms: UnsolvedForm[]): QuarterlyPack => ({
  quarter: { from: '2026-07-01', to: '2026-09-30' },
  until: 0,
  forms,
  edition: 1,
  issuedAt: 0,
  issuedBy: null,
  changes: null,
});

describe('between two packs', () => {
  it('nothing is said when every form is the same, in whatever order its keys come', () => {
    const decision = { seq: 1, text: '加固', unit: '甲局', due: '2026-10-15', doneAt: null, done: null };
    const { text, ...rest } = decision;
    const one = form(1, { decisions: [decision] });
    const other = form(1, { decisions: [{ ...rest, text }] });
    expect(changesBetweenPacks(pack(one), { ...pack(other), edition: 2, issuedAt: 5, issuedBy: '方既白' })).toEqual([]);
  });

  it('each form that differs is named with what was and what is; those that came or went are said', () => {
    const before = pack(form(1), form(2), form(3));
    const after = pack(
      form(1, { leader: '许山海', due: null, supporting: ['乙局'], progress: '已会商' }),
      form(3),
      form(4),
    );
    expect(changesBetweenPacks(before, after).map(formChangeWords)).toEqual([
      '交办〔2026〕1号 #1：牵头区领导 陆文渊→许山海，协办 无→乙局，期限 9月28日（周一）23:59→挂账，进展 无→已会商',
      '交办〔2026〕4号 #4：新列入',
      '交办〔2026〕2号 #2：不再列入',
    ]);
  });
});

describe('a quarter', () => {
  it.each([
    ['2026年第3季度', '2026-07-01', ''],
    ['2026年 第3季度', '2026-07-01', ''],
    ['上季度 #12 进展补记有误', '2026-07-01', '#12 进展补记有误'],
    ['2026年 第3季度 进展 有误', '2026-07-01', '进展 有误'],
    ['本季度', '2026-10-01', ''],
    ['上半年', null, null],
    ['上月', null, null],
    ['2026年', null, null],
  ])('is read from “%s”', (typed, from, rest) => {
    const read = readQuarter(typed, '2026-10-08');
    expect([read?.quarter.from ?? null, read?.rest ?? null]).toEqual([from, rest]);
  });
});
