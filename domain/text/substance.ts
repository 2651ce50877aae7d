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

/** Says of a unit that it is not the one: 不归我们, 不属本单位职责范围. */
const notOurs = [
  ['不归', '不属于', '不属', '不是', '不该', '不应', '不由', '不在', '不管', '无关', '没关系', '不对', '非', '错'],
  ['我们', '咱们', '我', '咱', '本', '单位', '部门', '科室', '街道', '局', '镇', '办'],
  [
    '职责',
    '职能',
    '责任',
    '权限',
    '管辖',
    '辖区',
    '业务',
    '范围',
    '主管',
    '分管',
    '负责',
    '管理',
    '办理',
    '处理',
    '受理',
    '管',
  ],
  ['请转办', '退回', '转办', '派', '转', '别的', '其他', '另外'],
  [
    '收到',
    '谢谢',
    '问题',
    '事情',
    '这个',
    '该件',
    '此件',
    '件',
    '事',
    '这',
    '该',
    '此',
    '和',
    '跟',
    '与',
    '里',
    '内',
    '请',
    '了',
    '的',
  ],
]
  .flat()
  .sort((a, b) => b.length - a.length);

/** How many letters say more of an issue that is given back than that it is not the unit's: whose it is, or why. */
export function saysWhose(text: string): number {
  const left = notOurs.reduce((rest, word) => rest.replaceAll(word, ''), letters(text));
  return substance(left);
}
