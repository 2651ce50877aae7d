/** 状态: connections, queue, last outage. */
import { showStatus } from '../services/status.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '状态',
  aliases: ['运行状态'],
  summary: '看各聊天平台是否连通、还有多少消息待发、有多少没有送达、最近一次断线',
  examples: ['状态'],
  args: {},
  where: 'anywhere',
  run: (ctx) => showStatus(ctx),
});
