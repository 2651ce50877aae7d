/** Frames as a busy group's server sends them: chatter of every kind, and reports. Shaped like NapCat's. */
import type { BenchDistrict, Cadre } from './district.ts';

export const SELF = 10_000_001;

interface Segment {
  type: string;
  data: Record<string, unknown>;
}

const text = (words: string): Segment => ({ type: 'text', data: { text: words } });

const remarks = [
  '收到',
  '好的，马上落实',
  '1',
  '👍👍',
  '请各单位下班前把本周走访台账发到邮箱',
  '明天上午九点在三楼会议室开碰头会，请带上村社清单',
  '今天雨大，走访改到明天下午，请大家互相转告，注意行车安全',
  '王主任，城厢那边的路灯昨天已经去看过了，是线路老化，配件还在路上',
  '这个事情我们已经和物业对接过两次了，业主委员会还没成立，维修资金动不了，需要街道一起协调',
  '周报收齐了，辛苦大家',
  '谁有最新的村社通讯录？发我一份',
  '表格第三列填走访户数，不是人数，麻烦改一下再发',
  '不好意思发错群了',
  '哈哈哈哈',
  '请问 12345 转过来的那件要不要一并登记？',
  '办理情况我晚点统一报',
  '根据区里统一安排，下周二走访日与防汛检查一并开展，各组团请于周一下班前报送人员安排，逾期未报的视为无变动；村社干部请提前联系好住户，做好入户记录，重点关注独居老人、低保户和在建工地周边住户，发现问题当场登记',
  'https://mp.weixin.qq.com/s/a1B2c3D4e5F6g7H8i9J0kL 请大家学习转发',
  '#接龙 走访日报名 1. 张三 2. 李四 3. 王五 4. 赵六',
  '晚上好',
] as const;

/** What people write when they answer somebody else's message; the last of them begins with the name of a command. */
const answers = ['收到，已安排', '已经在处理了', '下午给您回电话', '反馈一下进度'] as const;

/** Every so many messages one is … : as seen in working groups, where most messages are a few words. */
const kinds: readonly [every: number, (index: number, others: readonly number[]) => Segment[]][] = [
  [11, (index) => [image(index)]],
  [13, (index, others) => [mention(index, others), text(` ${remarks[(index * 7) % remarks.length]}`)]],
  [17, (index, others) => [quote(index), mention(index, others), text(` ${answers[index % (answers.length - 1)]}`)]],
  [19, (index) => [{ type: 'face', data: { id: String(index % 200) } }]],
  [23, (index) => [text(remarks[index % remarks.length] ?? ''), { type: 'face', data: { id: '76' } }]],
  [41, (index) => [text('现场照片'), image(index), image(index + 1)]],
  [
    97,
    (index) => [
      { type: 'json', data: { data: `{"app":"com.tencent.map","desc":"位置","view":"LocationShare","id":${index}}` } },
    ],
  ],
  [499, (index) => [quote(index), text(answers[3])]],
];

const image = (index: number): Segment => ({
  type: 'image',
  data: {
    summary: '',
    file: `${(index * 2_654_435_761).toString(16).toUpperCase()}.jpg`,
    sub_type: 0,
    url: `https://multimedia.nt.qq.com.cn/download?appid=1407&fileid=EhR${index}&rkey=CAQSKAB6JWENi5LM_xp9vumLbuThJSaYf-yzMrbZsuq7`,
    file_size: String(80_000 + index),
  },
});
const mention = (index: number, others: readonly number[]): Segment => ({
  type: 'at',
  data: { qq: String(others[(index * 31) % others.length]) },
});
const quote = (index: number): Segment => ({ type: 'reply', data: { id: String(1_500_000_000 + index) } });

/** The frame in two halves: the message id goes between them. */
type Halves = readonly [head: string, tail: string];

function halvesOf(group: number, account: number, name: string, message: readonly Segment[]): Halves {
  const raw = message.map((one) => (one.type === 'text' ? one.data['text'] : `[CQ:${one.type},…]`)).join('');
  const frame = JSON.stringify({
    self_id: SELF,
    user_id: account,
    time: 1_792_000_000,
    message_id: '@id@',
    message_seq: 40_211,
    real_id: 40_211,
    real_seq: '40211',
    message_type: 'group',
    sender: { user_id: account, nickname: name, card: name, role: 'member' },
    raw_message: raw,
    font: 14,
    sub_type: 'normal',
    message,
    message_format: 'array',
    post_type: 'message',
    group_id: group,
    group_name: '走访工作群',
  });
  const [head = '', tail = ''] = frame.split('"@id@"');
  return [head, tail];
}

/** Chatter of every kind by everybody in every group, in turn for ever; the argument is the message's id. */
export function chatterFrames({ groups, people }: BenchDistrict): (id: number) => string {
  const accounts = people.map((person) => person.account);
  const frames = Array.from({ length: 997 }, (_, index): Halves => {
    const speaker = people[(index * 17) % people.length];
    const group = groups[(index * 5) % groups.length];
    // The rarest kind that is due wins.
    const kind = kinds.findLast(([every]) => index % every === every - 1)?.[1];
    const message = kind?.(index, accounts) ?? [text(remarks[(index * 3) % remarks.length] ?? '')];
    return halvesOf(group ?? 0, speaker?.account ?? 0, speaker?.name ?? '', message);
  });
  return (id) => {
    const [head, tail] = frames[id % frames.length] as Halves;
    return `${head}${id}${tail}`;
  };
}

const matters = [
  '村口路灯坏了半个月，晚上出行不安全',
  '小区下水道堵塞，污水漫到路面',
  '楼上装修夜间施工噪音扰民',
  '3幢2单元501室门框被白蚁蛀空，联系人：陈先生 13800000000',
  '菜场门口占道摆摊，垃圾没人清',
  '楼道里堆满杂物，消防通道堵住了 急',
  '河道发臭，有人排污',
  '农民工工资拖欠三个月',
  '自来水水压太低，三楼以上没水',
  '小区电梯经常停运，物业不修',
  '公交班次太少，等车要四十分钟',
  '变压器老化，一用空调就停电',
  '道路坑洼，雨天积水',
  '烧烤店油烟直排居民楼，居民反映多次，每到晚上九点以后最严重，希望有关部门尽快到现场看一看，给大家一个说法',
] as const;

/** The report a cadre types, with a place, a matter and a number that makes it unlike the others. */
export function reportFrame(cadre: Cadre, id: number): string {
  const village = cadre.villages[id % cadre.villages.length] ?? '';
  const words = `上报 ${cadre.town}${village} ${matters[id % matters.length] ?? ''}（第${id}件）`;
  const [head, tail] = halvesOf(cadre.group, cadre.account, cadre.name, [text(words)]);
  return `${head}${id}${tail}`;
}
