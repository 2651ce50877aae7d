/** 图表 in chat: charts of the district to those who supervise, to a unit its own. */
import { mayEverywhere, unitsWithin } from '../../domain/permitted.ts';
import { message } from '../../wording/format.ts';
import { answer } from '../answer.ts';
import type { MessageContext } from '../core.ts';
import { pictures } from '../made.ts';
import { ofUnit, permitted } from '../permitted.ts';
import { chartOf, type ChartKind } from './of-kind.ts';

export async function sendChart(ctx: MessageContext, kind: ChartKind, wanted: number | null): Promise<void> {
  const { core, actor, now } = ctx;
  if (kind === '漏斗' && !(await permitted(ctx, 'readFunnel'))) return;
  const unit = wanted ?? (mayEverywhere(actor, 'readChart') ? null : (unitsWithin(actor, 'readChart')[0] ?? null));
  if (!(await permitted(ctx, 'readChart', unit === null ? {} : ofUnit(ctx, unit)))) return;
  const chart = await chartOf(core, kind, unit, now);
  if (typeof chart === 'string') {
    await answer(ctx, message(chart));
    return;
  }
  await answer(ctx, message(pictures(chart.name, chart.pages, chart.words)));
}
