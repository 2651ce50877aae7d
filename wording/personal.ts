/** What the bot says to who posts personal data in a group. It repeats none of it. */
import type { PersonalKind } from '../domain/text/mask.ts';

const kindNames: Record<PersonalKind, string> = {
  phone: '电话号码',
  identity: '身份证号',
  bankCard: '银行卡号',
  house: '门牌号',
  name: '姓名',
  email: '邮箱',
};

/** True also where the bot has taken the message back itself. */
export const recallWords = (kinds: readonly PersonalKind[]): string =>
  `消息里有个人信息（${kinds.map((kind) => kindNames[kind]).join('、')}），没有照原样保存；原消息如还在群里，请尽快撤回，以后请私聊我发。`;
