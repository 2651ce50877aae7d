/** Why what stands beside issues is not taken back (撤销): it is too late, has a number, or is set right by saying it anew. */
import { stepsWords, type StepUndone } from '../undo-beside.ts';

export const stepUndoRefusals = {
  tooLate: (steps: readonly StepUndone[], minutes: number) =>
    `${stepsWords(steps)}已超过 ${minutes} 分钟，不能撤销。已经通知单位，请直接向单位说明；只是驳回的，要签发请照常发“督办”“通报”或“约谈”。`,
  /** Each has a number, which stays. */
  orderNumbered: (issue: number, order: number) =>
    `#${issue} 的督办单 ${order} 号已编号送达单位，不能撤销，编号和文书留存。发错的请直接告知单位不用按此办理；事项不归该单位的请双访办“转办 #${issue} 单位”。`,
  summonsNumbered: (summons: number) =>
    `约谈建议 ${summons} 号已编号报双访办安排，不能撤销。不用约谈的请双访办发：约谈 完成 ${summons} 不需要约谈的原因`,
};

const inspectionRight = '不用整改的请发“督查 销号 序号 原因”，记录有误的再记一次督查写明。';

export const inspectionUndoRefusals = {
  answered: (number: number) => `单位已答复督查 ${number} 号的发现，不能撤销。${inspectionRight}`,
  tooLate: (number: number, minutes: number) => `督查 ${number} 号已超过 ${minutes} 分钟，不能撤销。${inspectionRight}`,
};

/** Of rotas, the grid and days of the calendar. `back` are the commands that make it what it was. */
export const arrangementUndoRefusals = {
  tooLate: (what: string, minutes: number, back: readonly string[]) =>
    `${what}已超过 ${minutes} 分钟，不能撤销。${toPutBack(back)}`,
  /** @param by who changed it since; null where that was no message: an import, a merger */
  changedSince: (what: string, by: string | null, back: readonly string[]) =>
    `${what}之后，${by ?? '双访办'}又改过，不能撤销。${toPutBack(back)}`,
};

const toPutBack = (back: readonly string[]): string =>
  back.length === 0 ? '它没有改变什么，不用改回。' : `要改回请发：${back.join('　')}`;

/** Of what a resident said: what is said last counts. */
export const followUpUndoRefusals = {
  tooLate: (issue: number, minutes: number) =>
    `#${issue} 的回访结果已超过 ${minutes} 分钟，不能撤销。请再发“回访 #${issue} …”写明正确的，以最后一次为准。`,
};

export const settlementUndoRefusals = {
  tooLate: (summons: number, minutes: number) =>
    `约谈建议 ${summons} 号的结果已超过 ${minutes} 分钟，不能撤销。还要约谈的请督查联络员再发：约谈 单位 原因`,
};
