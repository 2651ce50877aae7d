/** Numbers of visits: when they are made, how often, and whom is reminded. */
import { z } from 'zod';
import { periodLengths } from '../period.ts';
import { days, define, share, timeOfDay } from './define.ts';

const weekly = z.object({ weekday: z.number().int().min(1).max(7), from: timeOfDay, to: timeOfDay });

export const visitsSettings = {
  'visit.day': define(weekly, { weekday: 2, from: '08:30', to: '17:30' }, '走访日：每周二，区级单位干部下到村社'),
  'visit.night': define(weekly, { weekday: 3, from: '18:30', to: '20:30' }, '访谈夜：每周三晚，群众白天上班、晚上在家'),
  'visit.periodMonths': define(
    z.literal(periodLengths),
    1,
    '每个村社每月至少走访一次，与月度督查表同一时段；取 12 的约数，一年正好排满',
  ),
  'visit.lateDays': define(days, 3, '走访可补记前 3 天的：访谈夜后跨一个周末仍记得清，更早的无从核对'),
  'visit.remindShare': define(share, 0.5, '一轮过半仍有村社未走访的，私聊提醒小组成员一次：剩下的走访日还来得及'),
  'visit.groupWorkingDays': define(days, 5, '私聊提醒满 5 个工作日（隔一个走访日）仍未走访的，轮末前在组团群提醒一次'),
  'visit.noticeSeconds': define(
    z.number().min(0).max(3600),
    6,
    '走访提醒每 6 秒发一条：占平台每分钟 20 条的一半，另一半留给即时答复',
  ),
  'visit.noticesPerDay': define(
    z.number().int().min(1).max(100_000),
    1500,
    '一天约提醒 1500 人：每 6 秒一条约两个半小时，上午发完；其余组团下一个工作日',
  ),
  'visit.oftenVisits': define(
    z.number().int().min(2).max(9999),
    30,
    '一户走访满 30 次计为多次走访户（半年里每周一次以上），只显示户数',
  ),
} as const;
