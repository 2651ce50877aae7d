/** How numbers, days, commands and reports are read from what people type. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { perhapsCommand, readCommand } from '../../../domain/text/command-text.ts';
import { normalize } from '../../../domain/text/normalize.ts';
import {
  findIssueNumbers,
  readCount,
  readDay,
  readDays,
  readIssueNumber,
  readMonth,
  takeDay,
} from '../../../domain/text/numbers.ts';
import { readReport } from '../../../domain/text/report.ts';

const TODAY = '2026-10-12';
const anything = fc.string({ unit: 'binary', maxLength: 300 });

describe('an issue number', () => {
  it.each([
    ['#12', 12],
    ['#１２', 12],
    ['＃12', 12],
    ['12号', 12],
    ['12', 12],
    ['民情〔2026〕1024号', 1024],
    ['民情[2026]7号', 7],
    ['民情（2026）7', 7],
    ['12天', null],
    ['路灯', null],
    ['', null],
  ])('%j is %j', (text, number) => {
    expect(readIssueNumber(text)).toBe(number);
  });
  it('is found among words', () => {
    expect(findIssueNumbers('@沈立夏 #12 与 民情〔2026〕30号，电话 138')).toEqual([12, 30]);
  });
});

describe('days and dates', () => {
  it.each([
    ['十', 10],
    ['十二', 12],
    ['二十', 20],
    ['九十九', 99],
    ['两', 2],
    ['15', 15],
    ['一二', null],
    ['', null],
  ])('the count %j is %j', (text, count) => {
    expect(readCount(text)).toBe(count);
  });
  it.each([
    ['3天', 3],
    ['三天', 3],
    ['3个工作日', 3],
    ['十日', 10],
    ['３天', 3],
    ['3', null],
    ['三号', null],
  ])('%j are %j days', (text, days) => {
    expect(readDays(text)).toBe(days);
  });
  it.each([
    ['2026-12-31', '2026-12-31'],
    ['12月31日', '2026-12-31'],
    ['10.9', '2026-10-09'],
    ['1月5日', '2027-01-05'],
    ['5月1日', '2026-05-01'],
    ['明天', '2026-10-13'],
    ['下周一', '2026-10-19'],
    ['本周五', '2026-10-16'],
    ['2月30日', null],
    ['13月1日', null],
    ['随便', null],
  ])('%j is the day %j', (text, day) => {
    expect(readDay(text, TODAY)).toBe(day);
  });
  it.each([
    ['12月31日等材料', '2026-12-31', '等材料'],
    ['12月31日 王建国', '2026-12-31', ' 王建国'],
    ['２０２６－１２－３１ 等材料', '2026-12-31', ' 等材料'],
    ['12.5前办好', '2026-12-05', '前办好'],
    ['下周一上门', '2026-10-19', '上门'],
    ['大后天', '2026-10-15', ''],
    ['13月45日', null, null],
    ['5天 等材料', null, null],
    ['等12月31日', null, null],
  ])('%j begins with the day %j', (text, day, rest) => {
    expect(takeDay(text, TODAY)).toEqual(day === null ? null : { day, rest });
  });
  it.each([
    ['2026-09', '2026-09'],
    ['2026年9月', '2026-09'],
    ['9月', '2026-09'],
    ['12月', '2025-12'],
    ['上月', '2026-09'],
    ['本月', '2026-10'],
    ['13月', null],
    ['9', null],
  ])('%j is the month %j', (text, month) => {
    expect(readMonth(text, TODAY)).toBe(month);
  });
});

describe('a command', () => {
  const commandNames = new Set(['上报', '受理', '延期', '申请延期', '我的', '?']);
  const bareNames = new Map([['上报', (rest: string) => rest !== '']]);
  const read = (text: string, addressed = false) => readCommand(text, { commandNames, bareNames, addressed });

  it.each([
    ['/受理 #12', '受理', '#12'],
    ['／受理＃１２', '受理', '＃１２'],
    ['! 受理#12', '受理', '#12'],
    ['！受理', '受理', ''],
    ['/申请延期 #1 3天', '申请延期', '#1 3天'],
    ['  /受理：#1', '受理', '#1'],
    ['上报 路灯坏了', '上报', '路灯坏了'],
    ['上报：路灯坏了', '上报', '路灯坏了'],
    ['上报\n地点：紫霞村', '上报', '地点：紫霞村'],
  ])('%j is %s', (text, name, rest) => {
    expect(read(text)).toEqual({ name, rest });
  });

  it.each(['受理 #12', '上报材料已发', '上报', '大家好', '', '   ', '/', '/吃饭', '！！！', '报告：上报 路灯'])(
    '%j is chatter',
    (text) => {
      expect(read(text)).toBeNull();
    },
  );

  it('needs no prefix where the bot is addressed', () => {
    expect(read('受理', true)).toEqual({ name: '受理', rest: '' });
    expect(read('延期5天 等材料', true)).toEqual({ name: '延期', rest: '5天 等材料' });
    expect(read('好的收到', true)).toBeNull();
  });

  const perhaps = (text: string) => perhapsCommand(text, new Set(['受理', '办结', '批准']));

  it.each([
    ['办结 #12 已修好', '办结', 12, '已修好'],
    ['办结#12，已修好', '办结', 12, '已修好'],
    ['受理＃１２', '受理', 12, ''],
    ['批准12号', '批准', 12, ''],
  ])('may have lost its prefix: %j', (text, name, number, rest) => {
    expect(perhaps(text)).toEqual({ name, number, rest });
  });

  it.each(['办结 #12 了吗', '批准 #12？', '办结了', '受理 12', '大家办结 #12', '', '#12', '办结 #'])(
    'is not even perhaps %j',
    (text) => {
      expect(perhaps(text)).toBeNull();
    },
  );

  it('is looked for without an exception in anything', () => {
    fc.assert(fc.property(anything, fc.boolean(), (text, addressed) => void [read(text, addressed), perhaps(text)]));
  });
});

describe('a report', () => {
  it('of one line with marks in any order', () => {
    expect(
      readReport('电话：13812345678 地点：拱秀社区 楼下污水井冒水 反映人：周先生 类别：供水排水 单位：水务局 急'),
    ).toEqual({
      content: '楼下污水井冒水',
      place: '拱秀社区',
      category: '供水排水',
      unit: '水务局',
      resident: '周先生',
      phone: '13812345678',
      urgency: 'urgent',
      settledOnSpot: false,
    });
  });

  it('of several lines as a form', () => {
    const draft = readReport('地点：河上镇紫霞村\r\n类别: 道路交通\n反映人： 张先生\n村口路灯坏了半个月\n晚上很黑');
    expect(draft).toMatchObject({
      place: '河上镇紫霞村',
      category: '道路交通',
      resident: '张先生',
      content: '村口路灯坏了半个月\n晚上很黑',
      urgency: 'normal',
    });
  });

  it('keeps a free line whole and takes the number out of it', () => {
    expect(readReport('拱秀社区3幢楼道灯不亮，联系138-1234-5678')).toMatchObject({
      content: '拱秀社区3幢楼道灯不亮，联系138-1234-5678',
      phone: '13812345678',
    });
  });

  it.each([
    ['急 水管爆了', 'urgent'],
    ['水管爆了【急】', 'urgent'],
    ['水管爆了（特急）', 'critical'],
    ['特急 燃气泄漏', 'critical'],
    ['急：水管爆了', 'urgent'],
    ['紧急程度：特急 燃气泄漏', 'critical'],
    ['急需修路', 'normal'],
    ['老人着急', 'normal'],
    ['应急灯坏了', 'normal'],
    ['急诊排队太久', 'normal'],
    ['事情很紧急的样子', 'normal'],
  ] as const)('%j is %s', (text, urgency) => {
    expect(readReport(text).urgency).toBe(urgency);
  });

  it('knows what was settled on the spot, and how', () => {
    expect(readReport('北干街道楼道灯不亮 现场解决：已换灯泡')).toMatchObject({
      settledOnSpot: true,
      settlement: '已换灯泡',
      content: '北干街道楼道灯不亮',
    });
    expect(readReport('希望现场解决停车难').settledOnSpot).toBe(false);
  });

  it('of a pasted table or of 5,000 characters is kept whole', () => {
    expect(readReport('地点\t内容\n拱秀社区\t路灯不亮').content).toContain('路灯不亮');
    const rant = '小区物业长期不作为。'.repeat(500);
    expect(readReport(rant).content).toBe(rant);
  });

  it('is read without an exception from anything', () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(typeof readReport(text).content).toBe('string');
      }),
    );
  });
});

describe('normalising', () => {
  it('makes width and line ends regular and drops what nobody sees', () => {
    expect(normalize('\u200B＃１２　退回\r\n理由：Ａ，“不属”\uE000 ')).toBe('#12 退回\n理由：A，“不属”');
  });
  it('twice is the same as once', () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(normalize(normalize(text))).toBe(normalize(text));
      }),
    );
  });
});
