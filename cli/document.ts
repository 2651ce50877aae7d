/** `huiyin document 月报 out.docx`: the Word documents of the chat as files. */
import { writeFileSync } from 'node:fs';
import type { Config } from '../config.ts';
import type { OutgoingSegment } from '../domain/message.ts';
import { readMonth } from '../domain/text/numbers.ts';
import { readPeriod } from '../domain/text/period.ts';
import { addMonths, dayOf, monthOf } from '../domain/time.ts';
import { diaryOf } from '../services/diary/diary.ts';
import { diaryDocument } from '../services/diary/files.ts';
import { diaristNamed } from '../services/diary/named.ts';
import { formMaterial, orderMaterial, packMaterial } from '../services/materials/by-number.ts';
import { circularDocument } from '../services/papers/circular.ts';
import { monthlyReportDocument } from '../services/papers/monthly-report.ts';
import { readRoster } from '../services/roster-memory.ts';
import { message } from '../wording/format.ts';
import { materialRefusals } from '../wording/refusals/materials.ts';
import { print, withDatabase } from './open.ts';

interface DocumentOptions {
  /** Number of a 督办单 or 问题交办单. */
  number?: string;
  month?: string;
  /** Whose diary: a cadre, or cluster and team. */
  of?: string;
  period?: string;
}

const USAGE =
  '用法：huiyin document 月报|通报 文件.docx [--month 2026-10]；督办单|交办单 文件.docx --number 3；季度研究 文件.docx [--period 2026年第3季度]；日记 文件.docx --of 干部或小组 [--period 上月]';

export function document(config: Config, kind: string, path: string, options: DocumentOptions): Promise<void> {
  return withDatabase(config, async ({ db, log }) => {
    const readers = await readRoster(db);
    const core = { db, log, readers: () => readers };
    const now = Date.now();
    const month = options.month === undefined ? null : readMonth(options.month, dayOf(now));
    const found = options.month !== undefined && month === null ? message(materialRefusals.whichMonth()) : await make();
    const made = found.find(({ type }) => type === 'file');
    if (made?.type !== 'file') {
      const said = found.map((segment) => (segment.type === 'text' ? segment.text : '')).join('');
      print(`没有做成：${said === '' ? '可能没有这份文件，或写法不对。' : `${said}\n`}${USAGE}`);
      process.exitCode = 1;
      return;
    }
    const bytes = Buffer.from(made.data, 'base64');
    writeFileSync(path, bytes);
    print(`已写入 ${path}（${Math.ceil(bytes.length / 1024)} KB）`);

    async function make(): Promise<OutgoingSegment[]> {
      if (kind === '月报') return monthlyReportDocument(core, month ?? addMonths(monthOf(now), -1), now);
      if (kind === '通报') return circularDocument(core, month ?? monthOf(now), now);
      if (kind === '督办单') return orderMaterial(core, options.number ?? '');
      if (kind === '交办单' || kind === '问题交办单') return formMaterial(core, options.number ?? '', now);
      if (kind === '季度研究') return packMaterial(core, options.period ?? '上季度', now);
      if (kind !== '日记') return [];
      const whose = diaristNamed(readers, options.of ?? '');
      if (typeof whose === 'string') return message(whose);
      const period = readPeriod(options.period ?? '本月', dayOf(now));
      if (period === null) return message(materialRefusals.whichPeriod());
      return diaryDocument(core, await diaryOf(core, whose, period, now));
    }
  });
}
