/** What is asked of the list of issues, as people type it. */
import { describe, expect, it } from 'vitest';
import { pairsOf, readIssueQuestion } from '../../../domain/text/issue-question.ts';

describe('a question about issues', () => {
  it.each([
    ['教育局 逾期', { page: 1, states: [{ overdue: true }], words: ['教育局'] }],
    ['逾期的 教育局', { page: 1, states: [{ overdue: true }], words: ['教育局'] }],
    ['路灯 已结 第2页', { page: 2, states: [{ statuses: ['closed'] }], words: ['路灯'] }],
    ['紫霞村，路灯 第 ３ 页', { page: 3, states: [], words: ['紫霞村', '路灯'] }],
    ['第十二页 挂账件', { page: 12, states: [{ statuses: ['shelved'] }], words: [] }],
    [
      '办理中 待反馈',
      { page: 1, states: [{ statuses: ['accepted', 'handling'] }, { statuses: ['awaitingReply'] }], words: [] },
    ],
    ['新增垃圾桶', { page: 1, states: [], words: ['新增垃圾桶'] }],
    ['第0页 路灯', { page: 1, states: [], words: ['路灯'] }],
  ])('%s', (text, question) => expect(readIssueQuestion(text)).toEqual(question));
});

describe('a word', () => {
  it('is looked up by its neighbouring pairs of characters, each once, beyond the basic plane too', () => {
    expect(pairsOf('路灯路灯坏')).toEqual(['路灯', '灯路', '灯坏']);
    expect(pairsOf('𠮷野家')).toEqual(['𠮷野', '野家']);
    expect(pairsOf('灯')).toEqual([]);
  });
});
