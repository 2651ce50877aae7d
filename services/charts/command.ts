/** 图表 in chat: charts of the district to those who supervise, to a unit its own. */
import { seesDistrict } from '../../domain/permissions.ts';
import { message } from '../../wording/format.ts';
import { lookingRefusals } from '../../wording/refusals/looking.ts';
import { answer } from '../answer.ts';
import type { MessageContext } from '../core.ts';
import { actorOf } from '../issues/act.ts';
import { pictures } from '../made.ts';
import { chartOf, type ChartKind } from './of-kind.ts';

export async function sendChart(ctx: MessageContext, kind: ChartKind, wanted: number | null): Promise<void> {
  const { core, actor, now, rules } = ctx;
  const { directory } = rules;
  const supervises = seesDistrict(actor);
  const own = [...actorOf(actor).handles];
  const refused = refusal();
  if (refused !== null) {
    await answer(ctx, message(refused));
    return;
  }
  const unit = wanted ?? (supervises ? null : (own[0] ?? null));
  const chart = await chartOf(core, kind, unit, now);
  if (typeof chart === 'string') {
    await answer(ctx, message(chart));
    return;
  }
  await answer(ctx, message(pictures(chart.name, chart.pages, chart.words)));

  function refusal(): string | null {
    if (supervises) return null;
    if (kind === '漏斗') return lookingRefusals.funnelOfAll();
    if (wanted !== null && !directory.lineOf(wanted).some((id) => own.includes(id))) return lookingRefusals.ownChart();
    return null;
  }
}
