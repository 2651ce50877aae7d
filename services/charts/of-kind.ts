/** The chart of a kind, for chat, command line and console alike. */
import type { Instant } from '../../domain/time.ts';
import type { Core } from '../core.ts';
import { funnelChart, survivalChart, trendChart, unitCardChart, type Chart } from './make.ts';
import { lookingRefusals } from '../../wording/refusals/looking.ts';

export const chartKinds = ['趋势', '漏斗', '曲线', '单位'] as const;
export type ChartKind = (typeof chartKinds)[number];

/** Why there is none, in words, where a unit is missing or has no row of its own. */
export async function chartOf(
  core: Pick<Core, 'db' | 'readers' | 'log'>,
  kind: ChartKind,
  unit: number | null,
  at: Instant,
): Promise<Chart | string> {
  if (kind === '趋势') return trendChart(core, unit, at);
  if (kind === '漏斗') return funnelChart(core, at);
  if (unit === null) return lookingRefusals.whichChart(kind);
  if (kind === '曲线') return survivalChart(core, unit, at);
  const card = await unitCardChart(core, unit, at);
  return card ?? lookingRefusals.noRow(core.readers().directory.unitName(unit));
}
