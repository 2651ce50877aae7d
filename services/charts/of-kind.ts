/** The chart of a kind, for chat, command line and console alike. */
import type { Instant } from '../../domain/time.ts';
import type { Core } from '../core.ts';
import { funnelChart, survivalChart, trendChart, unitCardChart, type Chart } from './make.ts';

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
  if (unit === null) return `请写单位，例如：图表 ${kind} 住建局`;
  if (kind === '曲线') return survivalChart(core, unit, at);
  const card = await unitCardChart(core, unit, at);
  return card ?? `${core.readers().directory.unitName(unit)}不单独列入督查表，请查上级单位。`;
}
