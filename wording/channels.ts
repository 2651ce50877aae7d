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

function connectionWords({ platform, online, reason }: Connection, channel: Channel | undefined, now: Instant): string {
  if (online) return `${platformName(platform)}：正常`;
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
    `最近断线：${platformName(last.platform)}，${momentWords(last.lastAwayAt)}起 ${spanWords(last.lastBackAt - last.lastAwayAt)}`,
  ];
}
