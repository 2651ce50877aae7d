/** What `huiyin rehearse` prints of the months it played. */
import { dayOf, type Day, type Instant, type Month } from '../domain/time.ts';
import { momentWords } from './format.ts';

export const progressWords = (day: Day, reported: number): string => `${day} 已上报 ${reported} 件`;

interface Played {
  reported: number;
  clues: number;
  visits: number;
  commands: number;
  jobs: number;
}

export const playedWords = (from: Day, to: Day, counts: Played, seconds: number): string =>
  `演练 ${from} 至 ${to}：上报 ${counts.reported} 件，疑似违纪线索不予登记 ${counts.clues} 件，走访 ${counts.visits} 次，命令 ${counts.commands} 条，定时任务 ${counts.jobs} 次，用时 ${seconds.toFixed(1)} 秒`;

export const roomsHead = '各群收到的消息：';
export const roomCount = (room: string, count: number): string => `${room}：${count} 条`;
export const lastOf = (room: string, shown: number): string => `—— ${room}，最后 ${shown} 条 ——`;
export const flagsHead = (count: number, slow: readonly string[]): string =>
  `—— 最近的预警（${count} 条；演练中拖延的单位：${slow.join('、')}）——`;
export const surgesHead = (count: number): string => `—— 倾向性苗头（${count} 条）——`;

export const yearWords = (at: Instant): string => `${dayOf(at).slice(0, 4)}年${momentWords(at)}`;
export const heardIn = (room: string, at: Instant, text: string): string => `【${room}】${yearWords(at)} ${text}`;

const outcome = (differences: number, counted: string, fine: string): string =>
  differences === 0 ? fine : `${differences} ${counted}不符`;
export const tablesChecked = (months: number, differences: number): string =>
  `核对：${months} 个月的督查表逐单位与事件记录重新统计比对，${outcome(differences, '处', '全部一致')}`;
export const issuesReplayed = (issues: number, differences: number): string =>
  `逐件重演 ${issues} 件事项的经过，${outcome(differences, '件', '与登记全部一致')}`;
export const notIssued = (month: Month): string => `${month} 督查表未发布`;
export const otherwiseThanLog = (issue: number): string => `#${issue} 的登记与经过不符`;
