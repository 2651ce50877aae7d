/** What cadres report in a rehearsal: made-up matters for a number of months, or real messages with their own times. */
import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { parseCsv } from 'hucre/csv';
import type { Directory } from '../domain/directory.ts';
import { addDays, dayOf, instantAt, MINUTE, startOfDay, weekdayOf, type Day, type Instant } from '../domain/time.ts';
import type { Random } from './random.ts';

export interface PlannedReport {
  at: Instant;
  text: string;
  /** When it was really answered, where that is known. */
  answeredAt: Instant | null;
}

const matters: readonly string[] = [
  '村口路灯坏了半个月，晚上出行不安全',
  '小区下水道堵塞，污水漫到路面',
  '楼上装修夜间施工噪音扰民',
  '老房子门框被白蚁蛀空',
  '菜场门口占道摆摊，垃圾没人清',
  '楼道里堆满杂物，消防通道堵住了',
  '河道发臭，有人排污',
  '农民工工资拖欠三个月',
  '孩子入学学位不够',
  '自来水水压太低，三楼以上没水',
  '小区电梯经常停运，物业不修',
  '公交班次太少，等车要四十分钟',
  '邻居违章搭建挡住采光',
  '变压器老化，一用空调就停电',
  '道路坑洼，雨天积水',
  '绿化带树木遮挡窗户',
  '低保申请一直没有答复',
  '安置房质量问题，墙面裂缝漏水',
  '烧烤店油烟直排居民楼',
  '广场舞音响太大，影响老人休息',
  '水渠淤塞，农田没法灌溉',
  '村里宅基地审批迟迟不下',
  '预付卡健身房关门不退款',
  '宽带信号不好，报修没人来',
];

/** Reports a day for each visit team: half a year of the programme brought 5,400 from 600 teams. */
const REPORTS_A_TEAM_AND_DAY = 0.09;

/** A surge for the weekly look to find: what, how many, and how far into the months. */
const SURGE = { matter: '孩子入学学位不够', count: 12, share: 0.7, leastWeeks: 4 };

/**
 * Made-up reports over some months, most on visit Tuesdays and Wednesday nights, as the programme has it.
 *
 * @param surge in one week one town reports one thing far more often than usual
 */
export function* inventedReports(
  directory: Directory,
  from: Day,
  months: number,
  random: Random,
  surge = false,
): Generator<PlannedReport> {
  const places = directory.data.units.filter((unit) => unit.kind === 'village');
  const last = addDays(from, Math.round(months * 30.4));
  const daily = directory.data.teams.length * REPORTS_A_TEAM_AND_DAY;
  const weeks = Math.max(SURGE.leastWeeks, Math.floor((months * 30.4 * SURGE.share) / 7));
  const surgeDay = surge ? addDays(from, 7 * weeks + 1) : null;
  const surgeTown = places[0]?.parent ?? null;
  for (let day = from; day < last; day = addDays(day, 1)) {
    if (day === surgeDay) yield* surging(directory, surgeTown, day, random);
    const weekday = weekdayOf(day);
    const share = weekday === 2 ? 2.6 : weekday === 3 ? 2 : weekday > 5 ? 0.2 : 0.7;
    const count = Math.round(daily * share * (0.7 + 0.6 * random.next()));
    const times = Array.from(
      { length: count },
      () => (weekday === 3 ? 18.5 : 8.5) + random.next() * (weekday === 3 ? 3 : 9),
    );
    for (const hours of times.sort((a, b) => a - b)) {
      const place = random.pick(places);
      const town = directory.unitName(place.parent);
      const urgency = random.next() < 0.06 ? ' 急' : '';
      const at = startOfDay(day) + Math.round(hours * 3600) * 1000;
      yield { at, text: `上报 ${town}${place.name} ${random.pick(matters)}${urgency}`, answeredAt: null };
    }
  }
}

/** From the villages of one town, in the early morning: before all else that is reported on the day. */
function* surging(directory: Directory, town: number | null, day: Day, random: Random): Generator<PlannedReport> {
  const villages = directory.data.units.filter(({ kind, parent }) => kind === 'village' && parent === town);
  for (let count = 0; count < SURGE.count; count += 1) {
    const text = `上报 ${directory.unitName(town)}${random.pick(villages).name} ${SURGE.matter}`;
    yield { at: instantAt(day, '08:00') + count * MINUTE, text, answeredAt: null };
  }
}

/** Why a file cannot be played: it cannot be opened, has not the columns, or no message with a time. */
export type MessagesFault = 'unreadable' | 'otherwise' | 'empty';

/** Real messages by their own times, oldest first; a CSV, gzipped or not. */
export async function messagesFrom(path: string): Promise<PlannedReport[] | MessagesFault> {
  const plain = await readFile(path)
    .then((bytes) => (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes))
    .catch(() => null);
  if (plain === null) return 'unreadable';
  const [header = [], ...rows] = parseCsv(plain.toString('utf8').replace(/^\uFEFF/, ''));
  const column = (name: string): number => header.findIndex((cell) => String(cell ?? '').trim() === name);
  const [subject, time, body, answered] = [
    column('留言主题'),
    column('留言时间'),
    column('留言详情'),
    column('答复时间'),
  ];
  if (subject < 0 || time < 0 || body < 0) return 'otherwise';
  const reports = rows.flatMap((row): PlannedReport[] => {
    const at = instantFrom(row[time]);
    if (at === null) return [];
    const text = `上报 ${String(row[subject] ?? '').trim()}\n${String(row[body] ?? '').trim()}`;
    return [{ at, text, answeredAt: answered < 0 ? null : instantFrom(row[answered]) }];
  });
  return reports.length === 0 ? 'empty' : reports.sort((a, b) => a.at - b.at);
}

/** `2019-02-28T11:25:05` or `2019-02-28 11:25:05`, in Shanghai. */
function instantFrom(cell: unknown): Instant | null {
  const found = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2}))?)?/.exec(
    cell instanceof Date ? cell.toISOString() : String(cell ?? ''),
  );
  if (found?.[1] === undefined) return null;
  const at = instantAt(found[1], found[2] ?? '09:00') + Number(found[3] ?? 0) * 1000;
  return Number.isNaN(at) || dayOf(at) !== found[1] ? null : at;
}
