import { describe, expect, it } from 'vitest';
import { leaderAmong, leadersMeant } from '../../domain/leader-named.ts';

const leaders = ['陆文渊', '王景行', '王南星', '欧阳书言'].map((name) => ({ name }));
const names = (found: readonly { name: string }[]) => found.map(({ name }) => name);

describe('a district leader', () => {
  it.each([
    ['陆文渊', ['陆文渊']],
    ['陆区长', ['陆文渊']],
    ['陆副区长', ['陆文渊']],
    ['欧阳书记', ['欧阳书言']],
    ['王区长', ['王景行', '王南星']],
    ['王南星', ['王南星']],
    ['区长', []],
    ['赵区长', []],
    ['陆', []],
  ])('%j means %j', (word, meant) => {
    expect(names(leadersMeant(leaders, word))).toEqual(meant);
  });
  it.each([
    ['已请示陆区长，同意', '陆文渊'],
    ['陆文渊', '陆文渊'],
    ['欧阳区长同意', '欧阳书言'],
    ['王区长同意', null],
    ['王景行同意，抄陆区长', '王景行'],
    ['王景行、陆文渊同意', null],
    ['请区长看看', null],
    ['请抓紧', null],
  ])('%j names %j', (words, leader) => {
    expect(leaderAmong(names(leaders), words)).toBe(leader);
  });
});
