/** Recognises discipline clues: an accusation against a cadre. They belong to the discipline inspection, not in a group. */

/** Somebody who holds a public post. */
const OFFICIAL =
  /干部|书记|主任|局长|科长|镇长|乡长|区长|处长|所长|站长|队长|委员|村长|村官|领导|公务员|党员|工作人员|执法人员|民警|城管队员|公职人员|村两委|村委成员/;

/** Acts that only a discipline inspection deals with; alone they suffice. */
const BREACH =
  /受贿|行贿|贪污|索贿|索要(?:好处|红包|回扣|钱)|收(?:受|取)?(?:红包|回扣|好处费|贿赂|礼金)|吃拿卡要|挪用公款|侵吞|中饱私囊|权钱交易|买官卖官|公款(?:吃喝|旅游|消费)|私分(?:公款|国有资产|集体资产)|违反八项规定|小金库/;

/** Words that accuse, once an official stands beside them. */
const ACCUSATION =
  /举报|检举|违纪|违法乱纪|以权谋私|滥用职权|徇私舞弊|包庇|优亲厚友|腐败|作风问题|玩忽职守|虚报冒领|截留/;

/** How far apart an official and the accusation may stand to belong together. */
const APART = 30;

/** Talk about the subject, not an accusation. */
const ABOUT = /(?:廉政|反腐|警示|纪律)(?:教育|宣传|学习|展览|文化)|举报(?:电话|箱|奖励)/;

/** True when a text accuses an official of a breach of discipline. 举报噪音扰民 is no clue: nobody in office is accused. */
export function isDisciplineClue(text: string): boolean {
  if (text.length < 4 || ABOUT.test(text)) return false;
  if (BREACH.test(text)) return true;
  const accused = ACCUSATION.exec(text);
  if (accused === null) return false;
  const around = text.slice(Math.max(0, accused.index - APART), accused.index + accused[0].length + APART);
  return OFFICIAL.test(around);
}
