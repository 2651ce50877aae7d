/** A finding of an inspection in every state, the days reminders come on, and how inspections are read. */
import { describe, expect, it } from 'vitest';
import { answerStatuses, answerSteps, type AnswerStatus } from '../../domain/answering.ts';
import { dueStage } from '../../domain/due-stage.ts';
import { keptUntil } from '../../domain/given-day.ts';
import {
  decideFinding,
  evolveFinding,
  newFinding,
  type FindingCommand,
  type FindingCommandType,
  type FindingState,
} from '../../domain/inspection.ts';
import { readInspection } from '../../domain/text/inspection.ts';
import { at, calendar, people, rules, type Who } from './support.ts';

const NOW = '2026-10-15T10:00';
const commands: { [T in FindingCommandType]: Extract<FindingCommand, { type: T }> } = {
  progress: { type: 'progress', text: '正在联系' },
  answer: { type: 'answer', text: '已更新' },
  sendBack: { type: 'sendBack', reason: '内容不全' },
  settle: { type: 'settle', note: null },
};
const open = (): FindingState =>
  newFinding({ number: 5, inspection: 1, unit: 1, text: '公示栏未更新', due: '2026-10-20', countedFrom: null });

/** The refusal code, or what it became. */
function tries(state: FindingState, who: Who, command: FindingCommand, when = NOW): FindingState | string {
  const decision = decideFinding(state, command, people[who], at(when), rules);
  return decision.ok ? evolveFinding(state, decision.event) : decision.refusal.code;
}
const does = (state: FindingState, who: Who, command: FindingCommand, when?: string): FindingState => {
  const after = tries(state, who, command, when);
  if (typeof after === 'string') throw new Error(after);
  return after;
};
const inStatus = (status: AnswerStatus): FindingState =>
  status === 'open'
    ? open()
    : status === 'answered'
      ? does(open(), 'unit', commands.answer)
      : does(open(), 'inspector', commands.settle);

const types = Object.keys(commands) as FindingCommandType[];
const belongsTo = (type: FindingCommandType): Who => (type === 'progress' || type === 'answer' ? 'unit' : 'inspector');

describe('a finding', () => {
  it.each(types.flatMap((type) => answerStatuses.map((status) => [type, status] as const)))(
    '%s when %s is possible exactly where the table says',
    (type, status) => {
      const after = tries(inStatus(status), belongsTo(type), commands[type]);
      const refused = typeof after === 'string' ? after : null;
      const why = { open: 'notAnswered', answered: 'answeredBefore', settled: 'settledBefore' }[status];
      expect(refused).toBe(answerSteps[type].includes(status) ? null : why);
    },
  );

  it.each(types)('%s is refused to everybody it does not belong to', (type) => {
    for (const who of Object.keys(people) as Who[]) {
      if (who === belongsTo(type)) continue;
      expect(tries(open(), who, commands[type])).toBe(belongsTo(type) === 'unit' ? 'notYourUnit' : 'notPermitted');
    }
  });

  it('sent back is open again, with five working days or its first day, whichever is later', () => {
    expect(does(inStatus('answered'), 'inspector', commands.sendBack)).toMatchObject({
      status: 'open',
      due: '2026-10-22',
    });
    expect(does(inStatus('answered'), 'inspector', commands.sendBack, '2026-10-12T10:00').due).toBe('2026-10-20');
  });
});

describe('a day', () => {
  it.each([
    ['2026-10-14', '2026-10-12', null],
    ['2026-10-13', '2026-10-12', 'soon'],
    ['2026-10-12', '2026-10-12', 'today'],
    ['2026-10-09', '2026-10-12', 'overdue'],
    // A Sunday: the Monday after it is the last day.
    ['2026-10-11', '2026-10-12', 'today'],
    // Friday: Saturday, Sunday and Monday come before or with the next morning's reminders.
    ['2026-10-17', '2026-10-16', 'soon'],
    ['2026-10-19', '2026-10-16', 'soon'],
    ['2026-10-20', '2026-10-16', null],
    // The eve of National Day: the next reminders come on 8 October.
    ['2026-10-08', '2026-09-30', 'soon'],
    ['2026-10-09', '2026-09-30', null],
  ])('%s on the morning of %s is %s', (due, today, stage) => {
    expect(dueStage(due, keptUntil(due, calendar), today, calendar)).toBe(stage);
  });
});

describe('an inspection as it is typed', () => {
  const none = { ask: null, look: null, check: null, deployment: null, progress: null, feedback: null };
  const read = (text: string) => readInspection(text, '2026-10-12');

  it('on one line has its parts and what was found, with its day', () => {
    expect(read('问:联络员清楚进度 看：现场已施工，查: 台账齐全 发现:公示栏未更新 限10月20日')).toEqual({
      notes: { ...none, ask: '联络员清楚进度', look: '现场已施工', check: '台账齐全' },
      found: [{ text: '公示栏未更新', due: '2026-10-20', named: [] }],
    });
  });

  it('on several lines has the three things checked and several findings, some for other units', () => {
    expect(
      read(
        '决策部署：已传达\n工作进展：10 处已完成 9 处\n整改反馈：及时\n发现：\n1. 3 处路灯不亮（交通局），10月19日前整改到位\n2、垃圾桶破损；台账缺页',
      ),
    ).toEqual({
      notes: { ...none, deployment: '已传达', progress: '10 处已完成 9 处', feedback: '及时' },
      found: [
        { text: '3 处路灯不亮（交通局）', due: '2026-10-19', named: ['交通局'] },
        { text: '垃圾桶破损', due: null, named: [] },
        { text: '台账缺页', due: null, named: [] },
      ],
    });
  });

  it.each(['无', '没有', '未发现问题。', '未发现明显问题', '暂无问题'])('found nothing where it says %s', (words) => {
    expect(read(`看：现场整洁 发现：${words}`).found).toEqual([]);
  });

  it('does not take 检查 or 察看 for a mark, and hides personal data', () => {
    const { notes } = read('看:已检查:合格 查:联系人张三丰电话13812345678');
    expect(notes).toEqual({ ...none, look: '已检查:合格', check: '联系人张**电话138****' });
  });

  it('written twice, a part keeps both', () => {
    expect(read('问:甲 问:乙').notes.ask).toBe('甲；乙');
  });
});
