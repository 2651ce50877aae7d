/** 图表 in chat: charts of the district to those who supervise, to a unit its own. */
import { seesDistrict } from '../../domain/permissions.ts';
import { message } from '../../wording/format.ts';
import { answer } from '../answer.ts';
import type { MessageContext } from '../core.ts';
import { actorOf } from '../issues/act.ts';
import { pictures } from '../made.ts';
import { funnelChart, survivalChart, trendChart, unitCardChart, type Chart } from './make.ts';

export const chartKinds = ['趋势', '漏斗', '曲线', '单位'] as const;
export type ChartKind = (typeof chartKinds)[number];

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
  const chart = await made();
  if (typeof chart === 'string') {
    await answer(ctx, message(chart));
    return;
  }
  await answer(ctx, message(pictures(chart.name, chart.pages, chart.words)));

  function refusal(): string | null {
    if (supervises) return null;
    if (kind === '漏斗') return '漏斗图列出全部单位，供督查使用；看本单位请发“图表 曲线”。';
    if (wanted !== null && !directory.lineOf(wanted).some((id) => own.includes(id))) return '只能查看本单位的图表。';
    return null;
  }

  async function made(): Promise<Chart | string> {
    if (kind === '趋势') return trendChart(core, unit, now);
    if (kind === '漏斗') return funnelChart(core, now);
    if (unit === null) return `请写单位，例如：图表 ${kind} 住建局`;
    if (kind === '曲线') return survivalChart(core, unit, now);
    const card = await unitCardChart(core, unit, now);
    return card ?? `${directory.unitName(unit)}不单独列入督查表，请查上级单位。`;
  }
}
