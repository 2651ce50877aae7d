/** Finds and hides personal data: what was typed in a group or is stored must not give away who and where exactly. */

export type PersonalKind = 'phone' | 'identity' | 'bankCard' | 'house' | 'name' | 'email';

export interface Masked {
  text: string;
  found: { kind: PersonalKind; count: number }[];
}

/** GB 11643 check digit, so that long order numbers are not taken for identity numbers. */
export function isIdentityNumber(text: string): boolean {
  if (!/^\d{17}[\dXx]$/.test(text)) return false;
  const month = Number(text.slice(10, 12));
  const day = Number(text.slice(12, 14));
  if (month < 1 || month > 12 || day < 1 || day > 31) return false;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  return '10X98765432'[sum % 11] === text[17]?.toUpperCase();
}

/** Luhn's check. */
export function isCardNumber(text: string): boolean {
  let sum = 0;
  for (let index = 0; index < text.length; index += 1) {
    const digit = Number(text[text.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

// The common surnames, of far more than nine in ten people; of two characters the first is among them, or missing.
const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻厉仝阚花帅屠';
/** Labels of a form, which stand after one another where nothing is filled in. */
const LABEL = /^(?:单位|电话|手机|地址|地点|账号|角色|小组|类别|内容|原因|理由|时间)/;

/** Whether it may be somebody's name; what a colon introduces is one, whatever it begins with. */
const isName = (text: string, introduced: boolean): boolean =>
  !LABEL.test(text) && (introduced || SURNAMES.includes(text.charAt(0)));

interface Pattern {
  kind: PersonalKind;
  pattern: RegExp;
  /** The hidden form, or null to leave it. */
  hide(match: string, ...groups: string[]): string | null;
}

const onlyDigits = (text: string): string => text.replace(/[^\dXx]/g, '');
const NOT_DIGIT_BEFORE = '(?<![\\d０-９A-Za-z*-])';
const NOT_DIGIT_AFTER = '(?![\\d０-９*])';
const NUMBER = '[\\d一二三四五六七八九十百]{1,5}';

const patterns: readonly Pattern[] = [
  {
    kind: 'email',
    pattern: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g,
    hide: () => '***@***',
  },
  {
    kind: 'identity',
    pattern: new RegExp(`${NOT_DIGIT_BEFORE}\\d{17}[\\dXx]${NOT_DIGIT_AFTER}`, 'g'),
    hide: (match) => (isIdentityNumber(match) ? `${match.slice(0, 3)}***************` : null),
  },
  {
    kind: 'bankCard',
    pattern: new RegExp(
      `${NOT_DIGIT_BEFORE}(?:[3-6]\\d{15,18}|[3-6]\\d{3}(?: \\d{4}){3}(?: \\d{1,3})?)${NOT_DIGIT_AFTER}`,
      'g',
    ),
    hide: (match) => (isCardNumber(onlyDigits(match)) ? '****************' : null),
  },
  {
    kind: 'phone',
    pattern: new RegExp(`${NOT_DIGIT_BEFORE}(?:\\+?86[- ]?)?1[3-9]\\d(?:[- ]?\\d{4}){2}${NOT_DIGIT_AFTER}`, 'g'),
    hide: (match) => `${onlyDigits(match).slice(-11, -8)}****`,
  },
  {
    kind: 'phone',
    pattern: new RegExp(`${NOT_DIGIT_BEFORE}(?:0\\d{2,3}[- ]?)[2-9]\\d{6,7}${NOT_DIGIT_AFTER}`, 'g'),
    hide: () => '****',
  },
  {
    kind: 'phone',
    pattern: /((?:电话|手机|联系方式|座机)(?:号码?)?(?:[:：是为]|\s)*)([2-9]\d{6,7})(?!\d)/g,
    hide: (_match, label) => `${label}****`,
  },
  {
    // 3幢2单元501室, 12栋301, 5号楼二单元: the house and what follows it.
    kind: 'house',
    pattern: new RegExp(
      `${NUMBER}\\s*(?:幢|栋|座|号楼)\\s*(?:[A-Za-z甲乙丙丁]?座)?(?:${NUMBER}\\s*单元)?\\s*(?:${NUMBER}\\s*[室户号房]|\\d{3,4}(?!\\d))?`,
      'g',
    ),
    hide: (match) => (/单元|室|户|房|\d{3,4}$|号$/.test(match) ? '***' : null),
  },
  {
    kind: 'house',
    pattern: new RegExp(`${NUMBER}\\s*单元\\s*(?:${NUMBER}\\s*[室户号房]|\\d{3,4}(?!\\d))?`, 'g'),
    hide: () => '***',
  },
  {
    kind: 'house',
    pattern: /(?<![\d第])\d{3,4}室/g,
    hide: () => '***室',
  },
  {
    kind: 'name',
    pattern:
      /((?:反映人|联系人|投诉人|来电人|姓名|户主|当事人)\s*[:：是为]?\s*)(\p{Script=Han}{2,4}?)(?=[，,。；;、\s（(:：]|电话|手机|联系|先生|女士|$|\d)/gu,
    hide: (match, label = '', name = '') =>
      /先生$|女士$|大爷$|阿姨$|\*/.test(match) || !isName(name, /[:：是为]/.test(label))
        ? null
        : `${label}${maskName(name)}`,
  },
];

/** 张三丰 → 张**; 张先生 stays: it names nobody. */
export function maskName(name: string): string {
  const characters = [...name.trim()];
  if (/(?:先生|女士|小姐|大爷|大妈|阿姨|师傅|老伯|奶奶|爷爷)$/.test(name.trim()) && characters.length <= 4)
    return name.trim();
  return `${characters[0] ?? ''}${'*'.repeat(Math.max(0, characters.length - 1))}`;
}

/** The text with personal data hidden, and what was found. Hiding twice changes nothing. */
export function maskPersonal(text: string): Masked {
  const counts = new Map<PersonalKind, number>();
  let masked = text;
  for (const { kind, pattern, hide } of patterns) {
    masked = masked.replace(pattern, (match: string, ...groups: string[]) => {
      const hidden = hide(match, ...groups);
      if (hidden === null || hidden === match) return match;
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      return hidden;
    });
  }
  return { text: masked, found: [...counts].map(([kind, count]) => ({ kind, count })) };
}

/** The kinds of personal data in a text. */
export const personalKinds = (text: string): readonly PersonalKind[] =>
  maskPersonal(text).found.map(({ kind }) => kind);

/** Whether there is an identity number in a text: it runs for every message of every group. */
export const hasIdentityNumber = (text: string): boolean =>
  /\d{17}/.test(text) && personalKinds(text).includes('identity');

/** The first mobile number in a text, as digits; null when there is none. */
export function firstMobile(text: string): string | null {
  const found = new RegExp(`${NOT_DIGIT_BEFORE}(?:\\+?86[- ]?)?(1[3-9]\\d(?:[- ]?\\d{4}){2})${NOT_DIGIT_AFTER}`).exec(
    text,
  );
  return found?.[1] === undefined ? null : onlyDigits(found[1]);
}
