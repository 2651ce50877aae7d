/** WeCom's robot and its webhooks keep the port's contract. */
import { createWecomWebhook } from '../../bot/wecom-webhook.ts';
import { createWecom } from '../../bot/wecom.ts';
import { startFakeWecomWebhook, type WebhookFault } from '../../fakes/wecom-webhook.ts';
import { startFakeWecom, type WecomFault } from '../../fakes/wecom.ts';
import { portContract } from './port-contract.ts';

const open = ['group-1', 'ShenLiXia'];
/** 40058: a wrong parameter, which is final. */
const refusals = { errcode: 40_058, errmsg: 'invalid parameter' };
/** What is called, and not merely written. */
const called = (content: string): string[] => [...content.matchAll(/<@([^>]*)>/g)].map((found) => found[1] ?? '');

portContract(
  'WeCom',
  { hears: true, inPrivate: true, faults: ['refuse', 'hang', 'drop'], disconnects: true, history: false },
  async () => {
    let fake = await startFakeWecom({ open });
    const port = Number(new URL(fake.url).port);
    const faults: Record<'refuse' | 'hang' | 'drop', WecomFault> = { refuse: refusals, hang: 'hang', drop: 'drop' };
    return {
      adapter: createWecom({
        botId: 'aib-huiyin',
        secret: 'secret',
        url: fake.url,
        clock: () => Date.now(),
        log: { error: () => undefined },
        answerMs: 500,
        reconnectMs: 20,
        pingMs: 30_000,
      }),
      group: { platform: 'wecom', kind: 'group', id: 'group-1' },
      member: { account: 'ShenLiXia', inPrivate: { platform: 'wecom', kind: 'private', id: 'ShenLiXia' } },
      say: async ({ where, text, quote }) => {
        if (where === 'group') fake.say('group-1', 'ShenLiXia', text, quote?.text);
        else fake.sayPrivately('ShenLiXia', text, quote?.text);
      },
      seen: async () =>
        fake.sent.map(({ chatid, content, text, media }) => ({
          where: chatid === 'group-1' ? 'group' : 'private',
          text: media === null ? text : '',
          mentions: called(content),
          pictures: media?.type === 'image' ? 1 : 0,
          files: media?.type === 'file' ? [media.filename] : [],
        })),
      next: (fault) => fake.next('aibot_send_msg', fault === 'swallow' ? refusals : faults[fault]),
      cut: () => fake.stop(),
      mend: async () => void (fake = await startFakeWecom({ open, port })),
      close: () => fake.stop(),
    };
  },
);

const KEY = '693a91f6-7abc-4bc4-97a0-0ec2sifa5aaa';

portContract(
  'a WeCom webhook',
  { hears: false, inPrivate: false, faults: ['refuse', 'hang', 'drop'], disconnects: false, history: false },
  async () => {
    const fake = await startFakeWecomWebhook({ keys: [KEY] });
    const group = { platform: 'wecom-webhook', kind: 'group', id: '督查联络群' } as const;
    const faults: Record<'refuse' | 'hang' | 'drop', WebhookFault> = { refuse: refusals, hang: 'hang', drop: 'drop' };
    const never = async (): Promise<never> => {
      throw new Error('a webhook only speaks');
    };
    return {
      adapter: createWecomWebhook({
        keys: new Map([[group.id, KEY]]),
        url: fake.url,
        clock: () => Date.now(),
        answerMs: 500,
        uploadMs: 3000,
      }),
      group,
      member: { account: 'ShenLiXia', inPrivate: group },
      say: never,
      seen: async () =>
        fake.sent.map(({ msgtype, text, mentioned, media }) => ({
          where: 'group',
          text: media === null ? text : '',
          mentions: mentioned,
          pictures: msgtype === 'image' ? 1 : 0,
          files: msgtype === 'file' && media !== null ? [media.filename] : [],
        })),
      next: (fault) => fake.next('send', fault === 'swallow' ? refusals : faults[fault]),
      cut: never,
      mend: never,
      close: () => fake.stop(),
    };
  },
);
