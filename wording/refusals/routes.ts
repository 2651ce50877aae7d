/** Why a route, form, supporting unit, part or decision is refused, and what can be done instead. */
import type { Directory } from '../../domain/directory.ts';
import type { Refusal } from '../../domain/issue/commands.ts';
import { dueWords, routeNames } from '../format.ts';
import type { WordsOf } from './table.ts';

type RouteRefusal = Extract<
  Refusal,
  {
    code:
      | 'sameRoute'
      | 'leaderOnly'
      | 'alreadyResponsible'
      | 'noSupportChange'
      | 'openParts'
      | 'isPart'
      | 'unitTwice'
      | 'splitTooLate'
      | 'noOpenDecision'
      | 'whichDecision';
  }
>;

export const routeRefusals: WordsOf<RouteRefusal, [directory: Directory]> = {
  sameRoute: ({ number, route }) => `#${number} 现在就是${routeNames[route]}，不用再改。`,
  leaderOnly: ({ number, leader }, directory) =>
    leader === null
      ? `#${number} 的批示由区领导作出；签发交办单（“交办 #${number} 区领导 主办单位”）后，双访办可代为记录。`
      : `#${number} 由区领导${directory.person(leader)?.name ?? ''}牵头协调，批示由其本人作出，或由双访办代为记录。`,
  alreadyResponsible: ({ number, unit }, directory) =>
    `${directory.unitName(unit)}就是 #${number} 的责任单位，不用列为协办。`,
  noSupportChange: ({ number }) => `#${number} 的协办单位没有变化，发送“查询 #${number}”可看现在有哪些。`,
  openParts: ({ number, parts }) =>
    `#${number} 还有 ${parts.length} 个部分没有结果：${parts
      .map((part) => `#${part}`)
      .join('、')}。请等这些部分办结；不用办的请双访办“撤回 #编号 原因”。`,
  isPart: ({ number, parent }) => `#${number} 是从 #${parent} 拆分出来的，这一步请对 #${parent} 进行。`,
  unitTwice: ({ unit }, directory) => `${directory.unitName(unit)}写了两次，一个单位的内容请合成一个部分。`,
  splitTooLate: ({ number, due }) =>
    `#${number} 的期限 ${dueWords(due)} 已过，拆分会让各单位一接手就逾期。请先“交办 #${number} 区领导姓名”另定期限，再拆分。`,
  noOpenDecision: ({ number }) => `#${number} 没有待落实的议定事项，发送“查询 #${number}”可看全部。`,
  whichDecision: ({ number, open }) =>
    `#${number} 有几项议定待落实，请写明是哪一项，例如：${open
      .map((seq) => `议定 完成 #${number}-${seq} 怎样落实的`)
      .join('　或　')}`,
};
