/** mirai keeps the port's contract. */
import { createMirai } from '../../bot/mirai.ts';
import { startFakeMirai } from '../../fakes/mirai.ts';
import { portContract, type SendFault } from './port-contract.ts';

const options = {
  verifyKey: 'key',
  groups: [{ id: 70_001, members: [{ id: 10_001, name: '沈立夏' }] }],
  friends: [{ id: 10_001, name: '沈立夏' }],
};
/** 5: no such target, which is final. */
const faults = { refuse: 5, swallow: 'swallow', hang: 'hang', drop: 'drop' } as const satisfies Record<
  SendFault,
  unknown
>;

portContract(
  'mirai',
  { hears: true, inPrivate: true, faults: ['refuse', 'swallow', 'hang', 'drop'], disconnects: true, history: false },
  async () => {
    let fake = await startFakeMirai(options);
    const port = Number(new URL(fake.url).port);
    return {
      adapter: createMirai({
        url: fake.url,
        verifyKey: 'key',
        qq: '99999',
        clock: () => Date.now(),
        log: { warn: () => undefined },
        requestTimeoutMs: 1000,
        uploadTimeoutMs: 3000,
        reconnectMs: { first: 20, longest: 50 },
      }),
      group: { platform: 'mirai', kind: 'group', id: '70001' },
      member: { account: '10001', inPrivate: { platform: 'mirai', kind: 'private', id: '10001' } },
      say: async ({ where, text, mention, quote }) => {
        const chain = [
          ...(quote === undefined
            ? []
            : [{ type: 'Quote', id: Number(quote.messageId), origin: [{ type: 'Plain', text: quote.text }] }]),
          ...(mention === true ? [{ type: 'At', target: 99_999, display: '' }] : []),
          { type: 'Plain', text },
        ];
        if (where === 'group') fake.say(70_001, 10_001, chain);
        else fake.sayPrivately(10_001, chain);
      },
      seen: async () =>
        fake.sent.map(({ kind, chain, file }) => ({
          where: kind,
          text: chain.map((one) => (one.type === 'Plain' ? String(one['text']) : '')).join(''),
          mentions: chain.flatMap((one) => (one.type === 'At' ? [String(one['target'])] : [])),
          pictures: chain.filter(({ type }) => type === 'Image').length,
          files: file === null ? [] : [file.name],
        })),
      next: (fault) => fake.next('sendGroupMessage', faults[fault]),
      cut: () => fake.stop(),
      mend: async () => void (fake = await startFakeMirai({ ...options, port })),
      close: () => fake.stop(),
    };
  },
);
