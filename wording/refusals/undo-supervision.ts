/** Why what was done to 预警, 整改, 督查发现, 联合事项 or 苗头 is not taken back any more (撤销), and how to set it right instead. */
import type { FollowedAct, FollowedSubject } from '../../domain/followed.ts';
import type { FlagEvent } from '../../domain/flags.ts';
import type { FindingEvent } from '../../domain/inspection.ts';
import type { JointItemEvent } from '../../domain/joint-item.ts';
import type { RectificationEvent } from '../../domain/rectification-state.ts';
import type { SurgeEvent } from '../../domain/surge-dismissal.ts';

/** `what` is 督查建议 1 号的“报方案”; `instead` a sentence of the tables below. */
export const supervisionUndoRefusals = {
  tooLate: (what: string, minutes: number, instead: string) => `${what}已超过 ${minutes} 分钟，不能撤销。${instead}`,
  actedSince: (what: string, by: string, did: string, instead: string) =>
    `${what}之后，${by}已经“${did}”，不能再撤销。${instead}`,
};

/** By what was done; what follows from the roster or the calendar nobody takes back. */
type Instead<E extends { type: string }> = { [T in E['type']]?: (number: number, event: E & { type: T }) => string };

const inspectAgain = '请另记一次“督查 单位 发现：…”写明。';

export const flagInstead = {
  confirmed: (_, { data: { rectification } }) =>
    `督查建议 ${rectification ?? ''} 号已发单位：不用整改的，请单位报一份说明情况的方案，报完成后由督查联络员核验销号。`,
  dismissed: () => `要督促该单位，${inspectAgain}`,
} satisfies Instead<FlagEvent>;

export const rectificationInstead = {
  planSubmitted: (number) => `要改方案请督查联络员先发“整改 退回 ${number} 原因”，再重报。`,
  milestoneCompleted: (number, { data: { milestone } }) =>
    `没有完成的请督查联络员发“整改 退回 ${number}-${milestone} 原因”。`,
  sentBack: (number, { data: { milestone } }) =>
    milestone === null
      ? `方案可用的，请单位照原样再报：整改 ${number} 文号 …`
      : `已经完成的，请单位再报：整改 完成 ${number}-${milestone} 完成情况`,
  verified: () => `整改没有到位的，${inspectAgain}`,
} satisfies Instead<RectificationEvent>;

export const findingInstead = {
  progressed: (number) => `请再发“督查 整改 ${number} …”写明正确的。`,
  answered: (number) => `没有完成的请督查联络员发“督查 退回 ${number} 原因”。`,
  sentBack: (number) => `已经整改好的，请单位再报：督查 整改 ${number} 已完成 怎样整改的`,
  settled: () => `没有整改到位的，${inspectAgain}`,
} satisfies Instead<FindingEvent>;

export const jointItemInstead = {
  opened: (number) => `不用联合办理的请发“联合 销号 ${number} 立错了”。`,
  joined: (number) => `各件仍按原单位、原期限办理，不用一并解决的请在办理联合事项 ${number} 号时说明。`,
  progressed: (number) => `请再发“联合 进展 ${number} …”写明正确的。`,
  answered: (number) => `没有办好的请双访办或督查联络员发“联合 退回 ${number} 原因”。`,
  sentBack: (number) => `已经办好的，请主办单位再报：联合 办结 ${number} 怎样解决的`,
  rescheduled: (number) => `请再发“联合 期限 ${number} 日期”写明正确的。`,
  settled: () => '还要办理的，请主办单位继续办理各件；再有同类苗头时重新立项。',
} satisfies Instead<JointItemEvent>;

export const surgeInstead = {
  dismissed: (number) => `要恢复请发“苗头 恢复 ${number}”。`,
  restored: (number) => `要排除请再发“苗头 排除 ${number} 原因”。`,
} satisfies Instead<SurgeEvent>;

const tables: Record<FollowedSubject, Record<string, (number: number, event: never) => string>> = {
  flag: flagInstead,
  rectification: rectificationInstead,
  finding: findingInstead,
  jointItem: jointItemInstead,
  surge: surgeInstead,
};

/** The sentence for an act. */
export const insteadOfUndoing = ({ subject, number, event }: FollowedAct): string =>
  tables[subject][event.type]?.(number, event as never) ?? '';
