/** Why a route, form, supporting unit, part or decision is refused, and what can be done instead. */
import type { Directory } from '../domain/directory.ts';
import type { Refusal } from '../domain/issue/commands.ts';
import { dueWords, routeNames } from './format.ts';

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

export function routeRefusalWords(refusal: RouteRefusal, directory: Directory): string {
  const no = `#${refusal.number}`;
  switch (refusal.code) {
    case 'sameRoute':
      return `${no} 现在就是${routeNames[refusal.route]}，不用再改。`;
    case 'leaderOnly':
      return refusal.leader === null
        ? `${no} 的批示由区领导作出；签发交办单（“交办 ${no} 区领导 主办单位”）后，双访办可代为记录。`
        : `${no} 由区领导${directory.person(refusal.leader)?.name ?? ''}牵头协调，批示由其本人作出，或由双访办代为记录。`;
    case 'alreadyResponsible':
      return `${directory.unitName(refusal.unit)}就是 ${no} 的责任单位，不用列为协办。`;
    case 'noSupportChange':
      return `${no} 的协办单位没有变化，发送“查询 ${no}”可看现在有哪些。`;
    case 'openParts':
      return `${no} 还有 ${refusal.parts.length} 个部分没有结果：${refusal.parts
        .map((part) => `#${part}`)
        .join('、')}。请等这些部分办结；不用办的请双访办“撤回 #编号 原因”。`;
    case 'isPart':
      return `${no} 是从 #${refusal.parent} 拆分出来的，这一步请对 #${refusal.parent} 进行。`;
    case 'unitTwice':
      return `${directory.unitName(refusal.unit)}写了两次，一个单位的内容请合成一个部分。`;
    case 'splitTooLate':
      return `${no} 的期限 ${dueWords(refusal.due)} 已过，拆分会让各单位一接手就逾期。请先“交办 ${no} 区领导姓名”另定期限，再拆分。`;
    case 'noOpenDecision':
      return `${no} 没有待落实的议定事项，发送“查询 ${no}”可看全部。`;
    case 'whichDecision':
      return `${no} 有几项议定待落实，请写明是哪一项，例如：${refusal.open
        .map((seq) => `议定 完成 #${refusal.number}-${seq} 怎样落实的`)
        .join('　或　')}`;
  }
}
