/** Why something about a joint item is refused, and what can be done instead. */
import type { Directory } from '../../domain/directory.ts';
import type { JointItemRefusal } from '../../domain/joint-item.ts';
import type { Day } from '../../domain/time.ts';
import { dayWords } from '../format.ts';
import { permissionRefusals } from '../permissions.ts';
import { wordsOf, type WordsOf } from './table.ts';

export const jointItemRefusals: WordsOf<JointItemRefusal, [number: number, directory: Directory]> = {
  withdrawnBefore: (_, number) =>
    `联合事项 ${number} 号的立项已撤销，不用办理，各件仍按原单位、原期限办理。发送“联合”可看在办的。`,
  notYourUnit: ({ unit }, number, directory) =>
    `联合事项 ${number} 号由${directory.unitName(unit)}主办，由该单位的联络员或负责人报进展、报办结。`,
  notPermitted: ({ action }, number) => `${permissionRefusals.leftTo(action)}办好请发：联合 办结 ${number} 怎样解决的`,
  dayPast: ({ day }) => `${dayWords(day)}已经过去，请写今天以后的日期。`,
  settledBefore: (_, number) => `联合事项 ${number} 号此前已销号。又有同类情况的，请重新立项。`,
  answeredBefore: (_, number) => `联合事项 ${number} 号已报办结，等双访办或督查联络员核实。`,
  notAnswered: (_, number) => `联合事项 ${number} 号还没有报办结，不用退回。`,
};

export const jointItemRefusal = (number: number, refusal: JointItemRefusal, directory: Directory): string =>
  wordsOf(jointItemRefusals, refusal, number, directory);

const steps = {
  进展: '联合 进展 3 做了什么',
  办结: '联合 办结 3 怎样解决的',
  期限: '联合 期限 3 11月30日',
  退回: '联合 退回 3 原因',
  销号: '联合 销号 3',
};

/** Of items that are not there yet, or not to be seen. */
export const jointItemSays = {
  noItem: (number: number) => `没有联合事项 ${number} 号。发送“联合”可看全部。`,
  stepIncomplete: (step: keyof typeof steps) => `请写全，例如：${steps[step]}`,
  noUnitLeads: (surge: number) => `这类事项没有固定的主管单位，请写主办单位，例如：立项 ${surge} 住建局`,
  dayPast: (day: Day) => `${dayWords(day)}已经过去，请写今天以后的日期。`,
  openedBefore: (surge: number, item: number) => `第 ${surge} 号苗头此前已立项：联合事项 ${item} 号。`,
};
