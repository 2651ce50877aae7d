/** `huiyin document 月报 out.docx`: the documents of the chat as files; a diary also as sheet and picture, as the path ends. */
import type { Config } from '../config.ts';
import { readMonth } from '../domain/text/numbers.ts';
import { addMonths, dayOf, monthOf, type Instant } from '../domain/time.ts';
import type { MaterialAsked } from '../services/materials/asked.ts';
import { commandLineRefusals } from '../wording/refusals/command-line.ts';
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

export const document = (config: Config, kind: string, path: string, options: DocumentOptions): Promise<void> =>
  writeMaterial(config, path, commandLineRefusals.documentUsage, (_, now) => asked(kind, options, now));

function asked(kind: string, options: DocumentOptions, now: Instant): MaterialAsked | string {
  const month = options.month === undefined ? null : readMonth(options.month, dayOf(now));
  if (options.month !== undefined && month === null) return materialRefusals.whichMonth(options.month);
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
