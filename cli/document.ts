/** `huiyin document 月报 out.docx`: the documents of the chat as files; a diary also as sheet and picture, as the path ends. */
import type { Config } from '../config.ts';
import { readMonth } from '../domain/text/numbers.ts';
import { addMonths, dayOf, monthOf, type Instant } from '../domain/time.ts';
import type { MaterialAsked } from '../services/materials/asked.ts';
import { materialRefusals } from '../wording/refusals/materials.ts';
import { writeMaterial } from './made.ts';

interface DocumentOptions {
  /** Number of a 督办单 or 问题交办单, or of its issue. */
  number?: string;
  month?: string;
  /** Whose diary: a cadre, or cluster and team. */
  of?: string;
  period?: string;
}

const USAGE =
  '用法：huiyin document 月报|通报 文件.docx [--month 2026-10]；督办单|交办单 文件.docx --number 3；季度研究 文件.docx [--period 2026年第3季度]；民情日记 文件.docx|.xlsx|.png --of 干部或小组 [--period 上月]';

export const document = (config: Config, kind: string, path: string, options: DocumentOptions): Promise<void> =>
  writeMaterial(config, path, USAGE, (_, now) => asked(kind, options, now));

function asked(kind: string, options: DocumentOptions, now: Instant): MaterialAsked | string {
  const month = options.month === undefined ? null : readMonth(options.month, dayOf(now));
  if (options.month !== undefined && month === null) return materialRefusals.whichMonth();
  switch (kind) {
    case '月报':
      return { kind: 'report', month: month ?? addMonths(monthOf(now), -1) };
    case '通报':
      return { kind: 'circular', month: month ?? monthOf(now) };
    case '督办单':
      return { kind: 'order', number: options.number ?? '' };
    case '交办单':
    case '问题交办单':
      return { kind: 'form', number: options.number ?? '' };
    case '季度研究':
      return { kind: 'pack', quarter: options.period ?? '上季度' };
    case '日记':
    case '民情日记':
      return { kind: 'diary', of: options.of ?? '', period: options.period ?? '本月' };
    default:
      return materialRefusals.whichDocument(kind);
  }
}
