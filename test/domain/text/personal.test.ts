/** What must be hidden, what must stay, and what does not belong in a group at all. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDisciplineClue } from '../../../domain/text/clue.ts';
import { maskName, maskPersonal } from '../../../domain/text/mask.ts';

describe('personal data', () => {
  it.each([
    ['电话13812345678', '电话138****'],
    ['联系 138 1234 5678 周先生', '联系 138**** 周先生'],
    ['+86-138-1234-5678', '138****'],
    ['0571-82345678 打不通', '**** 打不通'],
    ['座机：82345678', '座机：****'],
    ['身份证11010519491231002X', '身份证110***************'],
    ['卡号6222021234567890128', '卡号****************'],
    ['拱秀社区3幢2单元501室漏水', '拱秀社区***漏水'],
    ['12栋301有人敲墙', '***有人敲墙'],
    ['5号楼二单元', '***'],
    ['反映人：张三丰，电话不便', '反映人：张**，电话不便'],
    ['反映人张三丰，电话不便', '反映人张**，电话不便'],
    ['姓名：欧阳修远 已约', '姓名：欧*** 已约'],
    ['写信到zhang.san@example.com', '写信到***@***'],
  ])('%j becomes %j', (text, masked) => {
    expect(maskPersonal(text).text).toBe(masked);
  });

  it.each([
    '2026年10月12日上午9点',
    '合同金额1380000元',
    '#1024 与 民情〔2026〕1024号',
    '人民路128号对面',
    '订单号110105194912310021',
    '工资拖欠3个月共45000元',
    '12345热线',
    '3幢楼下',
    '公交105路',
    '反映人：张先生',
    '第13800号',
    '划分请发：网格 姓名 单位',
    '用法：绑定 平台:账号 姓名 单位，或在群里 @对方',
    '地点： 反映人： 电话： 急',
    '请在姓名后写单位。',
  ])('%j stays', (text) => {
    expect(maskPersonal(text).text).toBe(text);
  });

  it('says what was found', () => {
    expect(maskPersonal('13812345678 和 13912345678，3幢501室').found).toEqual([
      { kind: 'phone', count: 2 },
      { kind: 'house', count: 1 },
    ]);
  });

  it('hidden twice is hidden once, and no number of a phone is left', () => {
    const phone = fc
      .tuple(fc.constantFrom('3', '5', '8', '9'), fc.stringMatching(/^\d{9}$/))
      .map(([second, rest]) => `1${second}${rest}`);
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), phone, (words, number) => {
        const text = `${words.replace(/[\dA-Za-z*+-]/g, '')} ${number} 请回电`;
        const once = maskPersonal(text).text;
        expect(once).not.toContain(number.slice(3));
        expect(maskPersonal(once).text).toBe(once);
      }),
    );
  });

  it('in a name is all but the surname', () => {
    expect([maskName('张三丰'), maskName('周先生'), maskName('')]).toEqual(['张**', '周先生', '']);
  });
});

describe('a discipline clue', () => {
  it.each([
    '举报村支书收受红包',
    '某局长受贿二十万',
    '反映街道主任吃拿卡要',
    '村干部挪用公款盖房',
    '村委主任以权谋私，低保给了亲戚',
    '检举某镇长滥用职权',
    '书记违纪违法没人管',
    '工作人员索要好处费',
    '干部公款吃喝',
    '城管队员徇私舞弊',
    '村委成员虚报冒领补贴',
    '领导优亲厚友',
    '尊敬的书记：我要实名举报某村村长欺负村民',
    '拆迁办工作人员侵吞补偿款',
    '毛警官收了好处，包庇对方',
  ])('%j is one', (text) => {
    expect(isDisciplineClue(text)).toBe(true);
  });

  it.each([
    '举报夜间施工噪音扰民',
    '举报无证摊贩占道',
    '投诉物业乱收费',
    '举报楼下烧烤店油烟',
    '建议加强廉政教育宣传',
    '请公布举报电话',
    '局长信箱打不开',
    '干部走访态度很好',
    '村主任说路灯下周修',
    '违章搭建无人管',
    '工作人员不在窗口',
    '反映村委修路质量差',
    '希望领导重视停车难',
    '举报黑网吧',
    '消防通道被占，多次举报未果',
    '尊敬的胡书记：您好！举报某小区群租',
    '举报某培训公司骗取培训费，望领导重视',
    '物业公司侵吞业主公共收入',
    '业主举报开发商虚假宣传，希望领导彻查',
    '派出所说管不了，举报后一直没有回复',
    '饭店油烟扰民，有关部门纵容包庇',
    '路灯坏了',
    '',
  ])('%j is none', (text) => {
    expect(isDisciplineClue(text)).toBe(false);
  });
});
