/** What is asked for by a number in the console: 督办单, 问题交办单, a quarter's pack, one 苗头. */
import { loadEmergingIssue } from '../../db/emerging.ts';
import { latestOrderOf } from '../../db/ladder.ts';
import { issueOfForm } from '../../db/materials.ts';
import type { OutgoingSegment } from '../../domain/message.ts';
import { toHalfWidth } from '../../domain/text/normalize.ts';
import { readQuarter } from '../../domain/text/quarter.ts';
import { dayOf, type Instant } from '../../domain/time.ts';
import { emergingLine, weekWords } from '../../wording/emerging.ts';
import { message } from '../../wording/format.ts';
import { formText, packText, quarterWords } from '../../wording/handover.ts';
import { packRefusals } from '../../wording/refusals/packs.ts';
import { orderWords } from '../../wording/ladder.ts';
import { notThere } from '../../wording/refusals/there.ts';
import { materialRefusals } from '../../wording/refusals/materials.ts';
import { nothingThere } from '../../wording/refusals/nothing.ts';
import type { Core } from '../core.ts';
import { evidenceOf, recentEmerging } from '../emerging/show.ts';
import { handoverForm } from '../handover/form.ts';
import { packDocument, packOfQuarter } from '../handover/pack-edition.ts';
import { studiedSince } from '../handover/study.ts';
import { loadSuperviseOrder } from '../ladder/paper.ts';
import { formFile } from '../papers/handover.ts';
import { orderFile } from '../papers/supervise-order.ts';

type Making = Pick<Core, 'db' | 'readers' | 'log'>;
type Made = Promise<OutgoingSegment[]>;

/** `#12` is an issue; `3`, `3号` and `督办〔2026〕3号` are papers. */
function readNumber(typed: string): { issue: number } | { paper: number; year: number | null } | null {
  const plain = toHalfWidth(typed.trim());
  const issue = /^#(\d{1,9})$/.exec(plain)?.[1];
  if (issue !== undefined) return { issue: Number(issue) };
  const paper = /^\D*?(?:[〔[(【](\d{4})[〕\])】])?(\d{1,9})号?$/.exec(plain);
  return paper === null ? null : { paper: Number(paper[2]), year: paper[1] === undefined ? null : Number(paper[1]) };
}

export async function orderMaterial(core: Making, typed: string): Made {
  const read = readNumber(typed);
  if (read === null) return message(materialRefusals.whichOrder());
  const number = 'issue' in read ? await latestOrderOf(core.db, read.issue) : read.paper;
  const order = number === null ? null : await loadSuperviseOrder(core, number);
  if (order !== null) {
    const files = await orderFile(core, order.number);
    return message(orderWords(order).trim(), files.length === 0 ? `\n${materialRefusals.notMade()}` : '', files);
  }
  return message('issue' in read ? materialRefusals.noOrder(read.issue) : materialRefusals.noOrderNumber(read.paper));
}

export async function formMaterial(core: Making, typed: string, now: Instant): Made {
  const read = readNumber(typed);
  if (read === null) return message(materialRefusals.whichForm());
  const year = Number(dayOf(now).slice(0, 4));
  const issue = 'issue' in read ? read.issue : await issueOfForm(core.db, read.year ?? year, read.paper);
  const form = issue === null ? null : await handoverForm(core, issue, now);
  if (form === null)
    return message(
      'issue' in read
        ? materialRefusals.noForm(read.issue)
        : materialRefusals.noFormNumber(read.year ?? year, read.paper),
    );
  const files = await formFile(core, form);
  return message(formText(form), files.length === 0 ? `\n${materialRefusals.notMade()}` : '', files);
}

export async function packMaterial(core: Making, typed: string, now: Instant): Made {
  const read = readQuarter(typed, dayOf(now));
  if (read === null || read.rest !== '') return message(packRefusals.noQuarter());
  const { quarter } = read;
  if (quarter.from > dayOf(now)) return message(packRefusals.notBegun(quarterWords(quarter)));
  const edition = await packOfQuarter(core, quarter, now);
  const { lines } = await studiedSince(core, edition.pack, now);
  const words = [packText(edition.pack, core.readers().rules.settings['digest.listed']), ...lines].join('\n');
  if (edition.pack.forms.length === 0) return message(words);
  const files = packDocument(edition);
  return message(words, files.length === 0 ? `\n${materialRefusals.notMade()}` : '', files);
}

export async function emergingMaterial(core: Making, number: number | null, now: Instant): Made {
  if (number !== null) {
    const one = await loadEmergingIssue(core.db, number);
    return one === null ? message(notThere.surge(number)) : evidenceOf(core, one, now);
  }
  const found = await recentEmerging(core, now, null);
  const lines = found.map((one) => `${weekWords(one.week)} ${emergingLine(one, core.readers().directory)}`);
  return message(found.length === 0 ? nothingThere.surges() : lines.join('\n\n'));
}
