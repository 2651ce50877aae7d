/** Callbacks as WeCom documents them, and odd ones. */
import { describe, expect, it } from 'vitest';
import { readCallback } from '../../bot/wecom/callbacks.ts';

const NOW = 1_760_000_000_000;
const SELF = 'aib-huiyin';
const AT = { type: 'at', account: SELF };

const callback = (more: object = {}) => ({
  msgid: 'CAIQ16HMjQYY/NGagIOAgAMgq4KM0AI=',
  aibotid: SELF,
  chatid: 'wrkSFfCgAA_x-1',
  chattype: 'group',
  from: { userid: 'ZhangSan' },
  create_time: 1_759_999_999,
  msgtype: 'text',
  text: { content: '@回音 受理 #1' },
  ...more,
});
const segmentsOf = (more: object) => readCallback(callback(more), SELF, NOW)?.segments;
const said = (content: string) => segmentsOf({ text: { content } });

describe('a WeCom callback', () => {
  it('of a group names the group, the person and the time, and @s the robot', () => {
    expect(readCallback(callback(), SELF, NOW)).toEqual({
      self: SELF,
      room: { platform: 'wecom', kind: 'group', id: 'wrkSFfCgAA_x-1' },
      sender: { account: 'ZhangSan', name: 'ZhangSan' },
      messageId: 'CAIQ16HMjQYY/NGagIOAgAMgq4KM0AI=',
      at: 1_759_999_999_000,
      segments: [AT, { type: 'text', text: '受理 #1' }],
    });
  });

  it('of a private chat has the person as its room, and every word as it was typed', () => {
    const message = readCallback(
      callback({ chattype: 'single', chatid: undefined, create_time: undefined, text: { content: '@张三 怎么绑定' } }),
      SELF,
      NOW,
    );
    expect(message).toMatchObject({ room: { kind: 'private', id: 'ZhangSan' }, at: NOW });
    expect(message?.segments).toEqual([{ type: 'text', text: '@张三 怎么绑定' }]);
  });

  it.each([
    ['@回音 受理 #1', '受理 #1'],
    ['@回音\u2005受理 #1', '受理 #1'],
    ['＠回音　受理 #1', '受理 #1'],
    ['  @回音\n上报\n地点：紫霞村', '上报\n地点：紫霞村'],
    ['受理 #1 @回音', '受理 #1'],
    ['/受理 @回音 #1', '/受理 #1'],
    ['@回音 绑定 @张三 张三 住建局', '绑定 @张三 张三 住建局'],
    ['绑定 @回音 @张三 张三 住建局', '绑定 @回音 @张三 张三 住建局'],
    ['@回音 上报 邮箱 a@b.cn 没人回', '上报 邮箱 a@b.cn 没人回'],
  ])('%j loses the name of the robot, and nothing else', (typed, left) => {
    expect(said(typed)).toEqual([AT, { type: 'text', text: left }]);
  });

  it('that only calls the robot says nothing', () => {
    expect(said('@回音 ')).toEqual([AT]);
  });

  it('of text and pictures keeps the pieces apart', () => {
    expect(
      segmentsOf({
        msgtype: 'mixed',
        mixed: {
          msg_item: [
            { msgtype: 'image', image: { url: 'https://x/1', aeskey: 'k' } },
            { msgtype: 'text', text: { content: '@回音 上报 路灯不亮' } },
            { msgtype: 'text', text: { content: '紫霞村' } },
            null,
            { msgtype: 'what' },
          ],
        },
      }),
    ).toEqual([
      AT,
      { type: 'image', url: 'https://x/1' },
      { type: 'text', text: '上报 路灯不亮' },
      { type: 'text', text: '紫霞村' },
    ]);
  });

  it.each([
    [
      { msgtype: 'image', image: { url: 'https://x/1' } },
      { type: 'image', url: 'https://x/1' },
    ],
    [
      { msgtype: 'file', file: { url: 'https://x/2', filename: '整改方案.docx' } },
      { type: 'file', name: '整改方案.docx', url: 'https://x/2' },
    ],
    [
      { msgtype: 'file', file: {} },
      { type: 'file', name: '文件', url: null },
    ],
    [
      { msgtype: 'voice', voice: { content: '我的' } },
      { type: 'text', text: '我的' },
    ],
  ])('of %j is read', (more, segment) => {
    expect(segmentsOf(more)).toEqual([AT, segment]);
  });

  it.each([
    [{ msgtype: 'text', text: { content: '已登记 #7 白蚁防治' } }, '已登记 #7 白蚁防治'],
    [{ msgtype: 'markdown', markdown: { content: '＃7 已受理' } }, '＃7 已受理'],
    [
      {
        msgtype: 'mixed',
        mixed: {
          msg_item: [
            { msgtype: 'text', text: { content: '甲' } },
            { msgtype: 'image', image: {} },
          ],
        },
      },
      '甲',
    ],
    [{ msgtype: 'image', image: { url: 'https://x' } }, null],
    [{ msgtype: 'template_card' }, null],
  ])('quotes the words of %j', (quote, text) => {
    expect(segmentsOf({ quote })).toEqual([
      { type: 'quote', messageId: null, text },
      AT,
      { type: 'text', text: '受理 #1' },
    ]);
  });

  it.each([
    ['an event', callback({ msgtype: 'event', event: { eventtype: 'enter_chat' }, text: undefined })],
    ['a video', callback({ msgtype: 'video', video: { url: 'https://x' } })],
    ['without a sender', callback({ from: undefined })],
    ['without an id', callback({ msgid: 5 })],
    ['of a group without its id', callback({ chatid: undefined })],
    ['without content', callback({ text: undefined })],
    ['with content that is no text', callback({ text: { content: 5 } })],
    ['of a mixture that is none', callback({ msgtype: 'mixed', mixed: {} })],
    ['nothing', null],
    ['a list', []],
    ['a word', 'text'],
  ])('that is %s is no message', (_name, body) => {
    expect(readCallback(body, SELF, NOW)).toBeNull();
  });
});
