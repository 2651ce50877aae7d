/** What is said of connections: that one is gone or back, what was caught up, how the queue stands. */
import { FAILED_DAYS, type Channel, type Connection } from '../domain/channel.ts';
import { HOUR, MINUTE, timeOfDay, type Instant } from '../domain/time.ts';
import { momentWords } from './format.ts';

/** Names of the platforms as operators know them; what is new stands under its own. */
const platformNames: Record<string, string> = {
  console: '控制台',
  onebot: 'QQ（OneBot）',
  mirai: 'QQ（mirai）',
  wecom: '企业微信',
  'wecom-webhook': '企业微信群机器人',
};

const platformName = (platform: string): string => platformNames[platform] ?? platform;

/** Of a platform or, as `accountChannel` has it, of one of its accounts. */
function channelName(channel: string): string {
  const slash = channel.indexOf('/');
  return slash < 0 ? platformName(channel) : `${platformName(channel.slice(0, slash))} ${channel.slice(slash + 1)}`;
}

const accountName = (platform: string, name: string): string => `${platformName(platform)}的账号 ${name} `;

/** 3 分钟 · 2 小时 5 分钟 */
function spanWords(ms: number): string {
  if (ms < MINUTE) return `${Math.max(1, Math.round(ms / 1000))} 秒`;
  const hours = Math.floor(ms / HOUR);
  const minutes = Math.round((ms - hours * HOUR) / MINUTE);
  if (hours === 0) return `${minutes} 分钟`;
  return minutes === 0 ? `${hours} 小时` : `${hours} 小时 ${minutes} 分钟`;
}

export const awayWords = (platform: string, since: Instant, reason: string | null): string =>
  [
    `【断线】${platformName(platform)}自 ${momentWords(since)} 起连不上${reason === null ? '' : `：${reason}`}。`,
    '这段时间要发的消息都留着，恢复后按顺序补发。请检查服务端是否在运行、账号是否被踢下线、网络和令牌是否正常。',
  ].join('\n');

export const backWords = (platform: string, since: Instant, now: Instant, waited: number): string =>
  `【恢复】${platformName(platform)}已恢复，停线 ${spanWords(now - since)}，期间有 ${waited} 条消息待发${waited > 0 ? '，正在补发' : ''}。`;

export const accountAwayWords = (platform: string, name: string, since: Instant, reason: string | null): string =>
  [
    `【断线】${accountName(platform, name)}自 ${momentWords(since)} 起连不上${reason === null ? '' : `：${reason}`}。`,
    '别的账号照常。只有它在的群，要发的消息都留着，恢复后补发，群里说的话恢复后补办。请检查它是否被踢下线、程序是否在运行。',
  ].join('\n');

export const accountBackWords = (platform: string, name: string, since: Instant, now: Instant): string =>
  `【恢复】${accountName(platform, name)}已恢复，停线 ${spanWords(now - since)}，只有它在的群正在补发、补办。`;

const unsentNames = { dead: '没有送达', suppressed: '被平台吞掉', unknown: '送达与否不明' } as const;
/** Messages named one by one; a phone's screen. */
const MOST_NAMED = 10;

export interface GivenUpLine {
  where: string;
  issue: number | null;
  state: keyof typeof unsentNames;
  reason: string;
}

/** What did not arrive: where and about what, never what it says. */
export const givenUpWords = (lines: readonly GivenUpLine[]): string =>
  [
    `【未送达】${lines.length} 条消息请人工转告：`,
    ...lines
      .slice(0, MOST_NAMED)
      .map(
        ({ where, issue, state, reason }) =>
          `· ${where}${issue === null ? '' : ` #${issue}`}：${unsentNames[state]}（${reason}）`,
      ),
    ...(lines.length > MOST_NAMED ? [`另有 ${lines.length - MOST_NAMED} 条，见日志`] : []),
  ].join('\n');

export const tooOldWords = (platform: string, since: Instant, hours: number): string =>
  `【补办】${platformName(platform)}停线超过 ${hours} 小时：只补办最近 ${hours} 小时内的消息，${momentWords(since)}以后更早的没有补办，请提醒各群重发。`;

/** Before the answers to what a room said while the bot was away. */
export const caughtUpHead = (count: number): string => `停线期间收到 ${count} 条，已补办：`;

/** Whose message an answer in such a digest belongs to. */
export const caughtUpEntry = (name: string, saidAt: Instant): string => `· ${timeOfDay(saidAt)} ${name}：`;

export interface QueueView {
  waiting: number;
  waitingFor: readonly { platform: string; count: number }[];
  oldest: Instant | null;
  dead: number;
  suppressed: number;
  unknown: number;
}

/** How connections and queue stand, for a phone's screen. */
export function statusWords(
  connections: readonly Connection[],
  channels: readonly Channel[],
  queue: QueueView,
  now: Instant,
): string {
  const known = new Map(channels.map((channel) => [channel.platform, channel]));
  const { waiting, waitingFor } = queue;
  const elsewhere = waitingFor.filter(({ platform }) => !connections.some((one) => one.platform === platform));
  return [
    '【运行状态】',
    ...connections.map((connection) => connectionWords(connection, known.get(connection.platform), now)),
    waiting === 0
      ? '待发：没有'
      : `待发：${waiting} 条${queue.oldest === null ? '' : `，最早的已等 ${spanWords(now - queue.oldest)}`}`,
    ...elsewhere.map(({ platform, count }) => `其中 ${count} 条要发到${platformName(platform)}，本机没有接入`),
    ...undeliveredWords(queue),
    ...lastOutageWords(channels),
  ].join('\n');
}

const absentWords = (accounts: Connection['accounts']): string =>
  `${accounts.length} 个账号中，${accounts
    .filter(({ online }) => !online)
    .map(({ name, reason }) => `${name} ${reason === null ? '正在连接' : `断线（${reason}）`}`)
    .join('，')}；其余正常`;

function connectionWords(
  { platform, online, reason, accounts }: Connection,
  channel: Channel | undefined,
  now: Instant,
): string {
  if (online)
    return `${platformName(platform)}：${accounts.every((one) => one.online) ? '正常' : absentWords(accounts)}`;
  const since = channel?.awayAt ?? null;
  return `${platformName(platform)}：${reason === null ? '正在连接' : `断线（${reason}）`}${since === null ? '' : `，已 ${spanWords(now - since)}`}`;
}

function undeliveredWords({ dead, suppressed, unknown }: QueueView): string[] {
  const parts = [
    ...(dead > 0 ? [`没有送达 ${dead} 条`] : []),
    ...(suppressed > 0 ? [`被平台吞掉 ${suppressed} 条`] : []),
    ...(unknown > 0 ? [`送达与否不明 ${unknown} 条`] : []),
  ];
  return parts.length === 0 ? [] : [`近 ${FAILED_DAYS} 天${parts.join('，')}，请看日志，必要时人工转告`];
}

function lastOutageWords(channels: readonly Channel[]): string[] {
  const [last] = channels
    .filter(({ lastBackAt }) => lastBackAt !== null)
    .sort((a, b) => (b.lastBackAt ?? 0) - (a.lastBackAt ?? 0));
  if (last === undefined || last.lastAwayAt === null || last.lastBackAt === null) return ['最近断线：没有'];
  return [
    `最近断线：${channelName(last.platform)}，${momentWords(last.lastAwayAt)}起 ${spanWords(last.lastBackAt - last.lastAwayAt)}`,
  ];
}
