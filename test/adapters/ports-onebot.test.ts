/** OneBot keeps the port's contract, over a forward and over a reverse WebSocket. */
import { createOneBot, type OneBotOptions } from '../../bot/onebot.ts';
import { FakeOneBot, FakeQq, type FakeOptions, type SentMessage } from '../../fakes/onebot.ts';
import { portContract, type PortHarness, type PortTraits, type Seen } from './port-contract.ts';

const traits: PortTraits = {
  hears: true,
  inPrivate: true,
  faults: ['refuse', 'swallow', 'hang', 'drop'],
  disconnects: true,
  history: true,
};
const MEMBER = 10_001;

/** QQ, and the server on it: what QQ remembers outlives a server that is cut off. */
class Platform {
  readonly sent: SentMessage[] = [];
  server: FakeOneBot;
  private readonly options: FakeOptions;

  private constructor(server: FakeOneBot, options: FakeOptions) {
    this.server = server;
    this.options = options;
    server.onSent((message) => this.sent.push(message));
  }

  static async start(options: FakeOptions): Promise<Platform> {
    const qq = new FakeQq([{ id: 7, members: [{ id: MEMBER, name: '沈立夏' }] }]);
    const whole = { qq, reportsSelf: true, ...options };
    return new Platform(await FakeOneBot.start(whole), whole);
  }

  async mend(): Promise<void> {
    this.server = await FakeOneBot.start({ ...this.options, port: this.server.port });
    this.server.onSent((message) => this.sent.push(message));
  }
}

const adapterWith = (options: Pick<OneBotOptions, 'urls' | 'reverse'>) =>
  createOneBot({
    ...options,
    token: '',
    clock: () => Date.now(),
    log: { warn: () => undefined },
    requestTimeoutMs: 800,
    reconnectMs: { first: 20, longest: 50 },
    settleMs: 0,
  });

const harnessOf = (adapter: ReturnType<typeof createOneBot>, platform: () => Platform): PortHarness => ({
  adapter,
  group: { platform: 'onebot', kind: 'group', id: '7' },
  member: { account: String(MEMBER), inPrivate: { platform: 'onebot', kind: 'private', id: String(MEMBER) } },
  say: async ({ where, text, mention, quote }) => {
    const segments = [
      ...(quote === undefined ? [] : [{ type: 'reply', data: { id: quote.messageId } }]),
      ...(mention === true ? [{ type: 'at', data: { qq: '99999' } }] : []),
      { type: 'text', data: { text } },
    ];
    const { server } = platform();
    if (where === 'group') server.say(7, MEMBER, segments);
    else server.sayPrivately(MEMBER, segments);
  },
  seen: async () => platform().sent.map(seenAs),
  next: (fault) => platform().server.next('send_group_msg', fault),
  cut: () => platform().server.stop(),
  mend: () => platform().mend(),
  close: () => platform().server.stop(),
});

const seenAs = ({ kind, segments, file }: SentMessage): Seen => ({
  where: kind,
  text: segments.map(({ type, data }) => (type === 'text' ? String(data['text']) : '')).join(''),
  mentions: segments.flatMap(({ type, data }) => (type === 'at' ? [String(data['qq'])] : [])),
  pictures: segments.filter(({ type }) => type === 'image').length,
  files: file === null ? [] : [file.name],
});

portContract('OneBot that is gone to', traits, async () => {
  const platform = await Platform.start({});
  return harnessOf(adapterWith({ urls: [platform.server.url], reverse: null }), () => platform);
});

portContract('OneBot that comes by itself', traits, async () => {
  const adapter = adapterWith({ urls: [], reverse: { host: '127.0.0.1', port: 0 } });
  const platforms: Platform[] = [];
  const start = adapter.start.bind(adapter);
  // Where it is to come to is known only once the adapter listens.
  adapter.start = async (handlers) => {
    await start(handlers);
    platforms.push(await Platform.start({ reverse: { url: adapter.door()?.url ?? '', reconnectMs: 20 } }));
  };
  return harnessOf(adapter, () => {
    const [platform] = platforms;
    if (platform === undefined) throw new Error('the adapter has not been started');
    return platform;
  });
});
