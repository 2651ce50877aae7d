/** `huiyin chart 趋势 out.png`: the pictures of the chat as files. */
import type { Config } from '../config.ts';
import { readMonth } from '../domain/text/numbers.ts';
import { dayOf, type Instant } from '../domain/time.ts';
import { chartKinds } from '../services/charts/of-kind.ts';
import { findUnit } from '../services/issues/find.ts';
import type { MaterialAsked } from '../services/materials/asked.ts';
import type { Readers } from '../services/roster-memory.ts';
import { commandLineRefusals } from '../wording/refusals/command-line.ts';
import { materialRefusals } from '../wording/refusals/materials.ts';
import { writeMaterial } from './made.ts';

interface ChartOptions {
  unit?: string;
  /** Whose coverage: a cluster, team, town or village. */
  of?: string;
  /** Of the coverage; the running visit period where it is left out. */
  month?: string;
  /** Number of an emerging issue. */
  number?: string;
}

export const chart = (config: Config, kind: string, path: string, options: ChartOptions): Promise<void> =>
  writeMaterial(config, path, commandLineRefusals.chartUsage, (readers, now) => asked(kind, options, readers, now));

function asked(kind: string, options: ChartOptions, readers: Readers, now: Instant): MaterialAsked | string {
  const charted = chartKinds.find((one) => one === kind);
  if (charted !== undefined) {
    const unit = options.unit === undefined ? null : findUnit(readers, options.unit).id;
    if (options.unit !== undefined && unit === null) return materialRefusals.noUnit(options.unit);
    return { kind: 'chart', chart: charted, unit };
  }
  if (kind === '覆盖') {
    const month = options.month === undefined ? null : readMonth(options.month, dayOf(now));
    if (options.month !== undefined && month === null) return materialRefusals.whichMonth(options.month);
    return { kind: 'coverage', scope: options.of ?? options.unit ?? '', month };
  }
  if (kind !== '苗头') return materialRefusals.whichChart(kind);
  const number = Number(options.number ?? '');
  return Number.isInteger(number) && number > 0 ? { kind: 'emerging', number } : materialRefusals.whichSurge();
}
