/** Why the roster is not changed as it was asked from chat, and what can be done instead. */
import type { Directory } from '../../domain/directory.ts';
import type { PersonRecord, RosterChange } from '../../domain/roster-change.ts';
import { roleNames } from '../../domain/roles.ts';
import type { StandInRefusal } from '../../domain/stand-ins.ts';
import type { Day } from '../../domain/time.ts';
import { dateWords } from '../format.ts';
import { nobodyTakesWords } from '../open-duties.ts';
import { changeNames, whoWords } from '../roster-changes.ts';
import { wordsOf, type WordsOf } from './table.ts';

/** What may be written, with examples. */
export const rosterUsage = {
  bound: () => '用法：绑定 平台:账号 姓名 单位，或在群里 @对方：绑定 @张三 张三 住建局',
  vouched: () =>
    '用法：担保 平台:账号 姓名，或在群里 @对方：担保 @李四 李四；双访办请再写单位：担保 onebot:10001 李四 住建局',
  unbound: () => '用法：解绑 平台:账号，或写人：解绑 张三 住建局',
  left: () => '用法：离职 姓名 [单位] [移交 接手人]，例如：离职 张三 住建局；离职 张三 移交 李四',
  moved: () =>
    '用法：调动 姓名 [原单位] 新单位 [角色] [小组]。例如：调动 张三 城管局；调动 张三 住建局 到 城管局 单位联络员；调动 张三 城厢组团一组；调动 张三 退组',
  stoodIn: () =>
    '用法：代班 [离开的人] 代班人 起 止，例如：代班 李四 10月1日 10月8日；双访办：代班 张三 李四 2026-10-01 至 2026-10-08；取消：代班 取消 [离开的人]',
  changes: () => '用法：名册变动 [姓名或单位] [时段]，例如：名册变动 张三　名册变动 住建局 上月',
};

type Who = Pick<PersonRecord, 'name' | 'unit'>;

/** Whom or which unit the words mean. */
export const namingRefusals = {
  noUnit: (word: string) => `没有找到单位“${word}”，请写全称或简称。`,
  severalUnits: (word: string, names: readonly string[]) => `“${word}”有几个，请写全称：${names.join('、')}`,
  noPerson: (where: string, name: string) => `${where}里没有${name}。`,
  namesakes: (name: string, units: readonly string[]) =>
    `名册里有 ${units.length} 个${name}（${units.join('、')}），请在姓名后写单位。`,
  noName: (word: string) => `“${word}”不像姓名。`,
};

export const bindingRefusals = {
  notInUnit: (unit: string, name: string, account: string) =>
    `${unit}的名册里没有${name}。是新来的，请用“担保 ${account} ${name} ${unit}”登记为干部。`,
  boundToThem: (who: string) => `该账号已绑定${who}，不用再绑定。`,
  boundToOther: (who: string, account: string) => `该账号已绑定${who}。要改绑请先发：解绑 ${account}`,
  boundToNobody: (account: string) => `账号 ${account} 没有绑定任何人。`,
  noAccount: (who: string) => `${who}没有绑定账号。`,
  roomUnknown: (platform: string, id: string) => `本群还没有登记，请在群表里写：平台 ${platform}，群号 ${id}`,
};

/** What the database refuses: somebody else's account, a namesake, a change that no longer fits. */
export const writingRefusals = {
  taken: () => '账号已绑定别人。要改绑请先发：解绑 平台:账号',
  namesake: (directory: Directory, after: Who) =>
    `${whoWords(directory, after)}在名册里已有同名的人（可能已离职）。要恢复他请发“名册变动 ${after.name}”，看到离职那一条后撤回它；是另一个人的，请在姓名后加字区分。`,
  stale: (directory: Directory, after: Who) =>
    `${whoWords(directory, after)}的名册刚刚变了，没有改动。请用“名册变动 ${after.name}”看最新的再发一次。`,
};

export const takingBackRefusals = {
  nobodyOrUnit: (word: string, why: string) => `名册里没有叫“${word}”的人；${why}`,
  noChange: (number: number) => `没有名册变动 ${number} 号。发送“名册变动”可看全部。`,
  takenBackBefore: (number: number, by: number) => `名册变动 ${number} 号已由 ${by} 号撤回。`,
  notSo: (kind: RosterChange['kind']) => `${changeNames[kind]}不能这样撤回，请照现在要的再办一次。`,
};

export const leavingRefusals = {
  oneself: () => '不能给自己办离职，请另一位双访办或管理员办理。',
  /** @param leftTo who may */
  administrator: (name: string, leftTo: string) => `${name}是管理员。${leftTo}`,
  lastOfOffice: (name: string) => `${name}是双访办唯一的人，请先让别人任双访办。`,
  successorLeaves: () => '接手的不能是离职的人，请写另一个人。',
  nobodyTakes: nobodyTakesWords,
  successorUnbound: (name: string) => `${name}还没有绑定账号，不能接手，请先绑定或换一个人。`,
};

/** What a change of the roster leaves open. */
export const rosterGaps = {
  noLiaison: (unit: string) => `${unit}没有联络员了，提醒暂时无人接收。请指定：调动 姓名 ${unit} 单位联络员`,
  /** @param next who gets the reminders meanwhile */
  liaisonOpen: (unit: string, next: string) =>
    `${unit}没有联络员了，提醒暂发给${next}。请指定：调动 姓名 ${unit} 单位联络员`,
  noTeamLeader: (team: string) => `${team}没有组长了，请在小组表里指定。`,
};

export const movingRefusals = {
  makesAdministrator: () => '管理员由部署的人在配置里指定，不能在群里授予。',
  /** @param leftTo who may */
  administrator: (name: string, leftTo: string) => `${name}是管理员。${leftTo}`,
  unitNeeded: () => '单位联络员和负责人须有单位，请写上单位。',
  lastOfOffice: (name: string) => `${name}是双访办唯一的人，请先让别人任双访办。`,
  nothingChanges: (who: string) => `${who}已经是这样，没有改动。`,
};

export const standInRefusals = {
  oneself: () => '代班人不能是本人。',
  unbound: (name: string) => `${name}还没有绑定账号，收不到提醒，请先绑定或换一个人。`,
  days: (from: Day, to: Day) => `日期不对：${dateWords(from)}至${dateWords(to)}。${rosterUsage.stoodIn()}`,
  tooLong: (longest: number) => `代班最长 ${longest} 天，更久请用“调动”换人。`,
  /** @param leftTo who may */
  outside: (name: string, leftTo: string) => `${name}不是本单位的人。${leftTo}`,
  overlap: (absent: string, other: string) =>
    `这几天${absent}已有人代班，或${other}自己也不在。先取消请发：代班 取消 ${absent}`,
  none: (name: string) => `${name}没有代班，不用取消。`,
  over: () => '这次代班已经结束，不用取消。',
};

/** What is lent while somebody is away, and to whom. */
export const lendingRefusals: WordsOf<StandInRefusal, [absent: string, other: string]> = {
  nothingLent: (_, absent) =>
    `${absent}没有可以代班的角色：代班只替单位联络员、单位负责人、督查联络员和双访办。首问责任请用“移交”，其他变动请用“调动”。`,
  conflict: ({ role }, absent, other) =>
    `${other}是${roleNames[role]}，不能替${absent}：办件的不代督查和审批，督查、审批的不代办件。请换一个人。`,
};

export const lendingRefusal = (refusal: StandInRefusal, absent: string, other: string): string =>
  wordsOf(lendingRefusals, refusal, absent, other);

export const mergerRefusals = {
  same: () => '是同一个单位，不用合并。',
  otherKind: () => '只能合并同一类的单位（区级单位、镇街、下属单位、村社）。',
  within: () => '上下级单位不能合并。',
  namesakes: (names: readonly string[]) => `两个单位都有${names.join('、')}，请先用“调动”把同名的人分开。`,
  sameBelow: (names: readonly string[]) => `两个单位都有下级${names.join('、')}，请先更名。`,
  successorGone: (unit: string, successor: string) =>
    `${successor}已不在名册里，${unit}不能从中撤回。请先把${successor}重新导入名册，再撤回。`,
  mergedOn: (number: number, unit: string, successor: string, now: string) =>
    `${successor}后来并入了${now}，${unit}现在不能单独撤回。请发“名册变动 ${successor}”看编号，先撤回那一次合并，再发：名册变动 撤回 ${number}`,
};

export const renamingRefusals = {
  sameName: (name: string) => `已经叫${name}，没有改动。`,
  noName: () => '单位名称至少两个字，且不能有 /。',
  taken: (name: string) => `已有单位叫${name}，或名称刚刚变了。请用“名册变动”看最新的。`,
};
