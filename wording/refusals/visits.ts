/** Why a visit, a rota, coverage or a diary is not recorded or shown as it was asked for, and how it can be. */
import { teamName, type Team } from '../../domain/directory.ts';
import { visitNumber } from '../../domain/text/quoted.ts';
import type { Day } from '../../domain/time.ts';
import { dayWords } from '../format.ts';

export const visitRefusals = {
  ahead: (day: Day) => `${dayWords(day)}还没有到，走访请当天或之后记录。`,
  tooOld: (day: Day, late: number) => `${dayWords(day)}的走访已不能补记：走访请在 ${late} 天内记录。`,
  unknown: (words: string) =>
    `没有找到“${words}”，这次走访没有记录。请写村社全称再发一次，例如：走访 拱秀社区 入户 12户`,
  several: (names: readonly string[]) =>
    `一条消息记一个村社，请分开发送：${names.map((name) => `走访 ${name} …`).join('　')}`,
  missing: () => '请写明走访的村社，这次走访没有记录。例如：走访 拱秀社区 入户 12户 同行 李明 反映停车难',
  /** The place was chosen of a visit that had been taken back meanwhile. */
  placedTooLate: (visit: number) => `${visitNumber(visit)}已经撤回，要记录请重新发送。`,
  noVisitQuoted: () => '引用的不是走访记录，请引用我回复的“已记录走访”。',
  withdrawnBefore: () => '这次走访此前已经撤回。',
  noneToday: () => '您今天没有可撤回的走访；要撤回以前的，请引用我当时的回复。',
};

export const teamRefusals = {
  several: (words: string, teams: readonly Team[]) => `“${words}”有几个，请写上组团：${teams.map(teamName).join('、')}`,
};

export const rotaRefusals = {
  notUnderstood: (words: string) =>
    `没有看懂“${words}”。例如：排班 城厢组团一组 走访日 周四；周期可为 1、2、3、4、6、12 个月。`,
  whichTeam: () => '请写明小组，例如：排班 城厢组团一组 走访日 周四',
};

export const coverageRefusals = {
  ahead: (day: Day) => `${dayWords(day)}还没有到。`,
  noTeam: () => '您不在走访小组里，没有要走访的村社。小组有变请双访办更新小组表。',
  /** @param others whose may be seen instead, and by whom the rest */
  notOthers: (others: string) => `${others}看自己的发送“覆盖”即可。`,
  unknown: (words: string) => `没有找到“${words}”。请写镇街、组团或小组，例如：覆盖 城厢街道　覆盖 上月`,
};

export const diaryRefusals = {
  ahead: (period: string) => `${period}还没有开始。`,
  unknown: (words: string) => `没有找到“${words}”。请写时段、干部或小组，例如：日记 上月　日记 城厢组团一组 10月`,
  namesakes: (name: string, units: readonly string[]) =>
    `有 ${units.length} 个“${name}”，请写上单位：${units.map((unit) => `${name} ${unit}`).join('、')}`,
};
