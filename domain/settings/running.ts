/** Numbers of the program's running: delivery, channels, what is caught up with and how long things are kept. */
import { z } from 'zod';
import { days, define } from './define.ts';

export const runningSettings = {
  'delivery.roomSeconds': define(z.number().min(0).max(3600), 3, '每群最快 3 秒一条，平台不公布限额，宁慢勿封'),
  'delivery.accountPerMinute': define(z.number().positive(), 20, '每个账号每分钟 20 条'),
  'delivery.attempts': define(z.number().int().min(1).max(50), 8, '发送失败重试次数，之后转人工'),
  'delivery.vanishedAttempts': define(
    z.number().int().min(1).max(50),
    5,
    '发出后没有回音、聊天记录里也没有的消息最多发 5 次：每次要等十几秒，再发只会挡住同一群后面的消息',
  ),
  'delivery.mergeAbove': define(
    z.number().int().min(1).max(100),
    5,
    '同一群积压超过 5 条文字消息时并作一条：按 3 秒一条，第 6 条已要等 15 秒以上，赶不上对话',
  ),
  'delivery.swallowedMinutes': define(
    z.number().min(0).max(1440),
    10,
    '被平台吞掉的消息 10 分钟后换个样子再发一次：风控多按几分钟计，马上重发只会加重',
  ),
  'channel.alarmSeconds': define(
    z.number().int().min(5).max(3600),
    45,
    '断线 45 秒仍未恢复即告知管理员：一般重连不到半分钟，连同发现和投递在一分钟之内',
  ),
  'catchUp.hours': define(
    z
      .number()
      .int()
      .min(0)
      .max(24 * 14),
    72,
    '恢复后补办最近 72 小时内漏收的消息：够一个周末；再早的多半已重发或过时，提醒各群重发',
  ),
  'catchUp.privateDays': define(
    z.number().int().min(0).max(90),
    14,
    '恢复后也补看最近 14 天内有来往的私聊：欠着答复的人都收到过提醒，每日、每周的提醒都在两周之内',
  ),
  'catchUp.privateChats': define(
    z.number().int().min(0).max(2000),
    200,
    '一次最多补看 200 个私聊，最近有来往的在先：每个要向平台问一次，几百次只需一分钟上下',
  ),
  'contact.keptDays': define(
    z.number().int().min(30).max(3650),
    180,
    '反映人的联系方式在结案或撤回 180 天后清除：回访和重办都在此之前，之后无须再找本人',
  ),
  'inbox.keptDays': define(days, 30, '收到的消息编号保留 30 天，平台不会更晚重发'),
  'outbox.bytesKeptDays': define(
    days,
    7,
    '发出的消息里图片、文件和私聊看过的联系方式（加密）保留 7 天，之后只留名称和文字；发布的督查表另存',
  ),
} as const;
