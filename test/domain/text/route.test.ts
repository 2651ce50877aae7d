/** Routes are proposed with their reason; decisions and parts are read as people type them. */
import { describe, expect, it } from 'vitest';
import { proposeRoute } from '../../../domain/issue/propose.ts';
import { readDecision } from '../../../domain/text/decision.ts';
import { readParts } from '../../../domain/text/split.ts';
import { rules } from '../support.ts';

describe('the route that is proposed', () => {
  it.each([
    ['楼道灯不亮', [], 'platform', '一个单位可办'],
    ['外墙裂缝，两家都说不归自己', [1, 2], 'handover', '写到住房和城乡建设局、综合行政执法局'],
    ['住建局和它下面的白蚁中心都来过', [1, 5], 'platform', '一个单位可办'],
    ['请区领导协调', [], 'handover', '写到“区领导”，需区领导协调'],
    ['属历史遗留问题', [], 'handover', '写到“历史遗留”，情况复杂'],
    ['路灯不亮，已修好', [], 'spot', '写到“已修好”'],
  ] as const)('for %s', (content, named, route, reason) => {
    expect(proposeRoute(rules, content, named)).toEqual({ route, reason });
  });
});

describe('a decision', () => {
  const isUnit = (word: string): boolean => ['住建局', '交通局'].includes(word);
  it.each([
    ['加固外墙 住建局 11月30日', { text: '加固外墙', unit: '住建局', day: '2026-11-30' }],
    ['加固外墙，11月30日前，住建局', { text: '加固外墙', unit: '住建局', day: '2026-11-30' }],
    ['由住建局牵头，加固外墙 2026-12-01', { text: '由住建局牵头，加固外墙', unit: null, day: '2026-12-01' }],
    ['住建局 11月30日', null],
    ['加固外墙 住建局', null],
    ['10月1日会上定了加固', null],
  ])('%s', (typed, expected) => {
    expect(readDecision(typed, '2026-10-12', isUnit)).toEqual(expected);
  });
});

describe('the parts of a split', () => {
  it.each([
    [
      '住建局 加固外墙；交通局：恢复路面',
      [
        { unit: '住建局', content: '加固外墙' },
        { unit: '交通局', content: '恢复路面' },
      ],
    ],
    ['住建局 加固，先东墙\n\n交通局', null],
  ])('%s', (typed, expected) => {
    expect(readParts(typed)).toEqual(expected);
  });
});
