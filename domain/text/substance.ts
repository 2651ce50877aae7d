/** Whether words say something: noise and hollow phrases left out. A field that has to be filled is not filled by them. */

/** Said instead of an answer. */
const noise = new Set([
  '好的',
  '收到',
  '知道了',
  '同上',
  '如题',
  '谢谢',
  '没有',
  '嗯嗯',
  'ok',
  '好',
  '嗯',
  '是',
  '无',
  '行',
]);

/** Say that it does not go, that some rule is against it, or that it was said, and nothing of why. */
const hollow = [
  '有关规定',
  '相关规定',
  '按照规定',
  '根据规定',
  '按照政策',
  '根据政策',
  '按规定',
  '按政策',
  '依规定',
  '不行',
  '不合理要求',
  '暂时无法解决',
  '一时无法解决',
  '暂时不能解决',
  '暂时解决不了',
  '暂无法解决',
  '目前无法解决',
  '解决不了',
  '无法解决',
  '不能解决',
  '没有办法',
  '无法办理',
  '不能办理',
  '不予办理',
  '情况属实',
  '不合理',
  '没办法',
  '办不了',
  '不能办',
  '没法办',
  '已经告知群众',
  '已告知群众',
  '已向群众',
  '耐心解释',
  '耐心说明',
  '已当面',
  '已告知',
  '已答复',
  '已反馈',
  '已回复',
  '已说明',
  '已解释',
  '群众理解',
  '表示理解',
  '因为',
  '原因',
  '确实',
  '暂时',
  '目前',
];

/** A law, a policy or a principle is named. */
const ground =
  /《[^》]{2,}》|依据|根据|按照|依照|规定|条例|办法|政策|法律|法规|规划|标准|条款|合同|协议|判决|裁定|产权|权属|原则|范围|资格|条件|第[一二三四五六七八九十百\d]+条/;

// The longest first: 暂时无法解决 leaves nothing of 暂时.
const phrases = [...hollow].sort((a, b) => b.length - a.length);

const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** How many letters are left when hollow phrases are taken out. */
export function substance(text: string): number {
  const left = phrases.reduce((rest, phrase) => rest.replaceAll(phrase, ''), letters(text));
  return noise.has(left) ? 0 : [...left].length;
}

/** No more than noise. */
export const isNoise = (text: string): boolean => {
  const said = letters(text);
  return said === '' || noise.has(said) || /^\d+$/.test(said);
};

export const namesGround = (text: string): boolean => ground.test(text);
