/** Who may use a command, but not for this: who does it instead. */
import type { Step } from '../../domain/permissions.ts';

export const stepRefusals = {
  decideFlag: () => '预警由督查联络员确认或排除。对依据有不同意见，请告知督查联络员。',
  decideSurge: () => '苗头由督查联络员或双访办排除、恢复。知道原因的请告知他们。',
  recordInspection: () => '督查由督查联络员记录。单位答复督查发现请发：督查 整改 序号 已完成 怎样整改的',
  supervise: () =>
    '督办单由督查联络员签发。需要督办的请告知督查联络员，催办可由双访办发：催办 #编号；要已签发的请发：督办 #编号 Word',
  circulate: () => '通报由督查联络员列入。需要通报的请告知督查联络员。',
  summon: () => '约谈由督查联络员提出。需要约谈的请告知督查联络员。',
  settleSummons: () => '约谈由双访办安排，结果由双访办记录。',
  correctTable: () => '督查表由双访办更正；发现有误请告知双访办。',
  changeGrid: () => '督查网格由双访办划分。需要调整的请告知双访办。',
} satisfies Partial<Record<Step, () => string>>;
