/** A rectification plan as units type it: read whole, or every bad line named. */
import { describe, expect, it } from 'vitest';
import { MOST_STEPS, readPlan } from '../../../domain/text/plan.ts';

const read = (text: string) => readPlan(text, '2026-10-12');
const steps = [
  { day: '2026-10-20', person: '沈立夏', text: '完成排查' },
  { day: '2026-10-31', person: '宋知秋', text: '全部办结' },
];

describe('a rectification plan', () => {
  it.each([
    '文号 区住建〔2026〕12号\n10月20日 沈立夏 完成排查\n10月31日 宋知秋 全部办结',
    '文号：区住建[2026]12号\n\n1. 10月20日 沈立夏 完成排查\n2. 10月31日，宋知秋，全部办结',
    '文号 区住建（2026）第012号\n（1）10月20日前 沈立夏：完成排查\n② 2026-10-31 宋知秋 全部办结',
    '文号 区住建 〔2026〕 12 号，10月20日 沈立夏 完成排查\n10.31 宋知秋 全部办结',
  ])('is read in the forms people use: %j', (text) => {
    expect(read(text)).toEqual({ ok: true, plan: { documentNumber: '区住建〔2026〕12号', steps } });
  });

  it.each([
    ['10月20日 沈立夏 完成排查', [[0, 'noDocument']]],
    ['文号 12号\n10月20日 沈立夏 完成排查', [[0, 'noDocument']]],
    ['文号 区住建〔2026〕12号', [[0, 'noSteps']]],
    [
      '',
      [
        [0, 'noDocument'],
        [0, 'noSteps'],
      ],
    ],
    [
      '文号 区住建〔2026〕12号\n尽快 沈立夏 完成排查\n10月20日 沈立夏 完成排查\n10月21日 3人 办结\n10月22日 全部办结\n9月1日 沈立夏 排查',
      [
        [1, 'noDay'],
        [3, 'noPerson'],
        [4, 'noText'],
        [5, 'dayPast'],
      ],
    ],
    ['文号 区住建〔2026〕12号\n2月30日 沈立夏 完成排查', [[1, 'noDay']]],
  ])('%j is refused line by line', (text, problems) => {
    const reading = read(text);
    expect(reading.ok ? [] : reading.problems.map(({ line, code }) => [line, code])).toEqual(problems);
  });

  it('with more steps than anybody follows is refused', () => {
    const lines = Array.from({ length: MOST_STEPS + 1 }, () => '10月20日 沈立夏 完成排查').join('\n');
    expect(read(`文号 区住建〔2026〕12号\n${lines}`)).toMatchObject({
      ok: false,
      problems: [{ line: 0, code: 'tooManySteps' }],
    });
  });

  it('of next year is meant where the day is far past', () => {
    expect(read('文号 区住建〔2026〕12号\n1月15日 沈立夏 完成排查')).toMatchObject({
      plan: { steps: [{ day: '2027-01-15' }] },
    });
  });

  it('hides personal data in what is done', () => {
    expect(read('文号 区住建〔2026〕12号\n10月20日 沈立夏 回访13812345678')).toMatchObject({
      plan: { steps: [{ text: '回访138****' }] },
    });
  });
});
