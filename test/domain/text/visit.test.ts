/** How a visit is read from what cadres type, and the days people ask about. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPeriod, takePeriod } from '../../../domain/text/period.ts';
import { readVisit, type VisitDraft } from '../../../domain/text/visit.ts';

const TODAY = '2026-10-15';
const places = ['拱秀社区', '城厢街道', '紫霞村'];
const people = new Set(['顾清和', '罗一鸣']);
const read = (text: string): VisitDraft =>
  readVisit(text, {
    today: TODAY,
    placesIn: (words) =>
      places
        .map((place) => ({ start: words.indexOf(place), end: words.indexOf(place) + place.length }))
        .filter(({ start }) => start >= 0),
    isPerson: (name) => people.has(name),
  });
const nothing: VisitDraft = {
  kind: null,
  where: '',
  placeMarked: false,
  households: null,
  named: [],
  companions: [],
  day: null,
  note: '',
};

describe('a visit', () => {
  it.each<[string, Partial<VisitDraft>]>([
    [
      '拱秀社区 入户 12户 同行 李明、王芳 反映停车难',
      { where: '拱秀社区', kind: 'household', households: 12, companions: ['李明', '王芳'], note: '反映停车难' },
    ],
    [
      '今天到城厢街道拱秀社区入户12户，同行李明和王芳，群众反映停车难，涉及30户',
      {
        where: '城厢街道 拱秀社区',
        kind: 'household',
        households: 12,
        companions: ['李明', '王芳'],
        day: '2026-10-15',
        note: '群众反映停车难，涉及30户',
      },
    ],
    ['入户走访农户十二户 拱秀社区', { where: '拱秀社区', kind: 'household', households: 12 }],
    ['拱秀社区 座谈会 居民反映停车难', { where: '拱秀社区', kind: 'meeting', note: '居民反映停车难' }],
    ['慰问困难户3户 紫霞村', { kind: 'comfort', households: 3, where: '紫霞村' }],
    ['紫霞村 蹲点调查', { kind: 'fieldStudy', where: '紫霞村' }],
    ['在紫霞村现场办公', { kind: 'onSite', where: '紫霞村' }],
    ['约谈 物业负责人 拱秀社区', { kind: 'talk', note: '物业负责人 拱秀社区' }],
    ['在村委会开座谈会，到会8户', { kind: 'meeting', households: 8, note: '在村委会开座谈会，到会8户' }],
    ['拱秀社区 反映路灯不亮', { where: '拱秀社区', note: '反映路灯不亮' }],
    ['昨晚 拱秀社区 座谈', { day: '2026-10-14', where: '拱秀社区', kind: 'meeting' }],
    ['10月13日下午到拱秀社区入户5户', { day: '2026-10-13', where: '拱秀社区', kind: 'household', households: 5 }],
    ['上周二 拱秀社区 入户', { day: '2026-10-06', where: '拱秀社区', kind: 'household' }],
    ['入户 3-5户 拱秀社区', { kind: 'household', households: 5, note: '3-5户 拱秀社区' }],
    ['入户 12 户 拱秀社区', { kind: 'household', households: 12, where: '拱秀社区' }],
    ['拱秀社区 入户 户主反映漏水', { where: '拱秀社区', kind: 'household', note: '户主反映漏水' }],
    ['处处停车难', { note: '处处停车难' }],
    ['到处停车难', { note: '到处停车难' }],
    [
      '地点：城厢街道 拱绣社区 入户 反映停车难',
      { where: '城厢街道', placeMarked: true, kind: 'household', note: '拱绣社区 入户 反映停车难' },
    ],
    [
      '地点：城厢街道 拱秀社区 入户 反映停车难',
      { where: '城厢街道 拱秀社区', placeMarked: true, kind: 'household', note: '反映停车难' },
    ],
    [
      '地点：城厢街道 拱绣社区 入户\n反映停车难',
      { where: '城厢街道 拱绣社区', placeMarked: true, kind: 'household', note: '反映停车难' },
    ],
    ['明天 拱秀社区 入户', { day: '2026-10-16', where: '拱秀社区', kind: 'household' }],
    ['', {}],
  ])('%s', (text, draft) => {
    expect(read(text)).toEqual({ ...nothing, ...draft });
  });

  it.each([
    ['同行 顾清和 罗一鸣 反映停车难', ['顾清和', '罗一鸣'], '反映停车难'],
    ['同行：顾清和，罗一鸣，反映停车难', ['顾清和', '罗一鸣'], '反映停车难'],
    ['同行顾清和反映停车难', ['顾清和'], '反映停车难'],
    ['同行人员有李明等3人 反映停车难', ['李明'], '反映停车难'],
    ['同行 李明 反映停车难', ['李明'], '反映停车难'],
    ['同行 李明和顾清和', ['李明', '顾清和'], ''],
    ['反映停车难 同行 李明、王芳', ['李明', '王芳'], '反映停车难'],
    ['同行业竞争大', [], '同行业竞争大'],
    ['同行的人反映停车难还有路灯', [], '同行的人反映停车难还有路灯'],
  ])('went with: %s', (text, companions, note) => {
    expect(read(text)).toMatchObject({ companions, note });
  });

  it('of several lines as a form', () => {
    expect(
      read(
        '地点：城厢街道拱绣社区\n方式：入户\n户数：12户\n户：3幢501 周家、5幢李家\n同行：李明 王芳\n时间：10月14日\n内容：反映停车难\n还有路灯',
      ),
    ).toEqual({
      kind: 'household',
      where: '城厢街道拱绣社区',
      placeMarked: true,
      households: 12,
      named: ['3幢501 周家', '5幢李家'],
      companions: ['李明', '王芳'],
      day: '2026-10-14',
      note: '反映停车难\n还有路灯',
    });
  });

  it('names households in a line, which are counted and stand in no note', () => {
    expect(read('拱秀社区 入户 户：3幢501周家、5幢李家 反映停车难')).toEqual({
      ...nothing,
      where: '拱秀社区',
      kind: 'household',
      households: 2,
      named: ['3幢501周家', '5幢李家'],
      note: '反映停车难',
    });
  });

  it('keeps as a note what a mark cannot take', () => {
    expect(read('方式：聊天\n户数：很多\n时间：很久以前')).toEqual({ ...nothing, note: '聊天\n很多\n很久以前' });
  });

  it('is read without an exception from anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(typeof read(text).note).toBe('string');
      }),
    );
  });

  it('loses nothing that was heard, whatever stands around it', () => {
    const words = ['拱秀社区', '入户', '12户', '同行 李明', '，', ' ', '户：', '时间：', '\n', '座谈会', '昨天', '到'];
    const around = fc.array(fc.constantFrom(...words), { maxLength: 6 }).map((list) => list.join(''));
    fc.assert(
      fc.property(around, around, (before, after) => {
        const { note, named, companions, where } = read(`${before}反映停车难${after}`);
        expect([note, ...named, ...companions, where].join(' ')).toContain('停车难');
      }),
    );
  });
});

describe('the days asked about', () => {
  it.each([
    ['本月', '2026-10-01', '2026-10-31'],
    ['上月', '2026-09-01', '2026-09-30'],
    ['2月', '2026-02-01', '2026-02-28'],
    ['11月', '2025-11-01', '2025-11-30'],
    ['2026-10', '2026-10-01', '2026-10-31'],
    ['本周', '2026-10-12', '2026-10-18'],
    ['上周', '2026-10-05', '2026-10-11'],
    ['本季度', '2026-10-01', '2026-12-31'],
    ['上季度', '2026-07-01', '2026-09-30'],
    ['第一季度', '2026-01-01', '2026-03-31'],
    ['2025年4季度', '2025-10-01', '2025-12-31'],
    ['上半年', '2026-01-01', '2026-06-30'],
    ['今年', '2026-01-01', '2026-12-31'],
    ['2025年', '2025-01-01', '2025-12-31'],
    ['今天', '2026-10-15', '2026-10-15'],
    ['10月8日', '2026-10-08', '2026-10-08'],
    ['10月8日至12日', '2026-10-08', '2026-10-12'],
    ['10月8日-10月12日', '2026-10-08', '2026-10-12'],
    ['10月1日至10月31日', '2026-10-01', '2026-10-31'],
    ['3月1日到4月30日', '2026-03-01', '2026-04-30'],
    ['2026-09-01至2026-09-15', '2026-09-01', '2026-09-15'],
  ])('%s', (word, from, to) => {
    expect(readPeriod(word, TODAY)).toEqual({ from, to });
  });
  it.each(['郭辛夷', '一组', '12', '10月12日至10月8日', '13月', '2月30日', '', '周二'])('%j are none', (word) => {
    expect(readPeriod(word, TODAY)).toBeNull();
  });
  it('are found among other words, which stay', () => {
    expect(takePeriod('城厢组团一组 上月', TODAY)).toEqual({
      period: { from: '2026-09-01', to: '2026-09-30' },
      words: ['城厢组团一组'],
    });
    expect(takePeriod('9月 郭辛夷 城厢街道', TODAY).words).toEqual(['郭辛夷', '城厢街道']);
    expect(takePeriod('2020-01-01至2026-01-01', TODAY).period).toBeNull();
  });
  it('are looked for without an exception in anything', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => void takePeriod(text, TODAY)));
  });
});
