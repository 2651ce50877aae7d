/** Recognises discipline clues: an accusation against a cadre. They belong to the discipline inspection, not in a group. */

/** Somebody who holds a public post. An office as a whole (有关部门不作为) is complained of, not accused. */
const OFFICIAL =
  '(?:干部|书记|主任|局长|科长|镇长|乡长|区长|县长|市长|处长|所长|站长|队长|村长|村支书|村官|组长|村委成员|村两委|公务员|工作人员|办案人员|执法人员|民警|警官|城管队员|公职人员|(?<![望请向级位的])领导)';

/** Acts that only who holds a public post can commit; alone they suffice. */
const BREACH =
  /受贿|索贿|贪污|贪腐|吃拿卡要|挪用公款|权钱交易|买官卖官|公款(?:吃喝|旅游|消费)|私分(?:公款|国有资产|集体资产)|违反八项规定|侵占集体(?:资产|资金|财产)|徇私枉法/;

/** Acts and words that accuse once an official stands beside them. */
const ACCUSATION =
  '(?:行贿|索要(?:好处|红包|回扣|钱)|收(?:受|取|了)?(?:红包|回扣|好处费?|贿赂|礼金)|侵吞|中饱私囊|小金库|违法乱纪|违纪|滥用职权|枉法|以权谋私|徇私舞弊|优亲厚友|包庇|腐败|作风问题|玩忽职守|虚报冒领|截留)';

/** Reporting somebody: whom comes after it. That somebody reported something before (多次举报、举报后) accuses nobody. */
const REPORTING = '(?<!多次|投诉|反复|曾|已)(?:举报|检举|控告|状告)(?!电话|箱|奖励|投诉|无|人|者|信|后|过|了)';

/** How far apart an official and the accusation may stand, within one sentence, to belong together. */
const NEAR = '[^。！？!?；;\\n]{0,25}';
/** What stands between 举报 and its object; a firm or an owners' committee is no official. */
const OBJECT = '[^。！？!?；;，,\\n司业店厂园会]{0,20}?';

const accused = new RegExp(
  `${OFFICIAL}${NEAR}${ACCUSATION}|${ACCUSATION}${NEAR}${OFFICIAL}|${REPORTING}${OBJECT}${OFFICIAL}`,
);

/** Whom a letter is addressed to is not whom it accuses. */
const SALUTATION =
  /(?:尊敬|敬爱|亲爱)的?[^：:，,！!。\n]{0,20}(?:书记|[市县区镇乡局]长|主任|领导)们?|[\p{Script=Han}]{0,2}(?:书记|[市县区镇乡局]长|主任|领导)[们]?(?:，|,)?(?:您|你们?)好/gu;

/** Talk about the subject, not an accusation. */
const ABOUT = /(?:廉政|反腐|警示|纪律)(?:教育|宣传|学习|展览|文化)|举报(?:电话|箱|奖励)/;

/** True when a text accuses an official of a breach of discipline. 举报噪音扰民 is no clue: nobody in office is accused. */
export function isDisciplineClue(text: string): boolean {
  if (text.length < 4 || ABOUT.test(text)) return false;
  if (BREACH.test(text)) return true;
  return accused.test(text.replace(SALUTATION, ''));
}
