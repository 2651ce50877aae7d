/** What somebody is told whose message came to no command, or to one that is not for them, or that broke. */
import type { IncomingMessage } from '../../domain/message.ts';

export const dispatchRefusals = {
  clue: () =>
    '这类反映涉及干部问题线索，不在群里受理，也未作记录。请通过 12388 举报电话或纪检监察机关来信来访渠道反映，并请撤回原消息。若只是反映普通问题，请去掉指责个人的话再上报一次。',
  stranger: ({ room, sender }: IncomingMessage) =>
    `您的账号（${room.platform}:${sender.account}）还没有绑定。请联系双访办或本单位联络员，由其发送：绑定 ${room.platform}:${sender.account} 姓名 单位`,
  privateOnly: (command: string) => `“${command}”涉及个人信息，请私聊我发送。`,
  incident: (id: string) => `没有处理成功，您的消息未登记，请稍后重发。仍不行请把编号 ${id} 告诉管理员。`,
  notUnderstood: () => '没有看懂。发送“帮助”看能做什么，上报问题请以“上报”开头。',
  nearCommand: (closest: string) => `没有看懂。您是不是要“${closest}”？发送“帮助”看全部用法。`,
  noSuchCommand: (name: string) => `没有“${name}”这个命令。`,
};
