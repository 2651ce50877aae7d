/** Who may use a command, but not for this: what they do instead, said after who may. */
import type { Action } from '../../domain/permissions.ts';

export const insteadOf = {
  decideFlag: () => '对依据有不同意见，请告知督查联络员。',
  decideSurge: () => '知道原因的请告知他们。',
  recordInspection: () => '单位答复督查发现请发：督查 整改 序号 已完成 怎样整改的',
  supervise: () => '需要督办的请告知督查联络员，催办可由双访办发：催办 #编号；要已签发的请发：督办 #编号 Word',
  circulate: () => '需要通报的请告知督查联络员。',
  summon: () => '需要约谈的请告知督查联络员。',
  correctTable: () => '发现有误请告知双访办。',
  correctPack: () => '发现有误请告知双访办。',
  changeGrid: () => '需要调整的请告知双访办。',
  readFunnel: () => '看本单位请发“图表 曲线”。',
  readUnitTotals: () => '看全区的请发：累计',
} satisfies Partial<Record<Action, () => string>>;
