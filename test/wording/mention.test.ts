/** Who is called how: by account where there is one on the platform, by name where not. */
import { describe, expect, it } from 'vitest';
import { mention } from '../../wording/format.ts';

const person = {
  id: 1,
  name: '沈立夏',
  unit: 1,
  roles: [],
  accounts: [
    { platform: 'onebot', account: '10001' },
    { platform: 'wecom', account: 'ShenLiXia' },
  ],
};

describe('a person', () => {
  it.each([
    ['onebot', { type: 'at', account: '10001', name: '沈立夏' }],
    ['wecom', { type: 'at', account: 'ShenLiXia', name: '沈立夏' }],
    ['wecom-webhook', { type: 'at', account: 'ShenLiXia', name: '沈立夏' }],
    ['console', { type: 'text', text: '沈立夏 ' }],
  ])('is called on %s', (platform, called) => {
    expect(mention(person, platform)).toEqual(called);
  });
});
