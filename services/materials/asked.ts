/** What somebody may ask for to take away, as the console's form says it. */
import type { Month } from '../../domain/time.ts';
import type { ChartKind } from '../charts/of-kind.ts';

export type MaterialAsked =
  | { kind: 'table' | 'report' | 'circular'; month: Month }
  | { kind: 'chart'; chart: ChartKind; unit: number | null }
  /** A cluster, team, town or village; empty for the district. Of a month, or of the teams' running periods. */
  | { kind: 'coverage'; scope: string; month: Month | null }
  | { kind: 'diary'; of: string; period: string }
  /** As it is typed: `3`, `#12`, `交办〔2026〕1号`. */
  | { kind: 'order' | 'form'; number: string }
  | { kind: 'pack'; quarter: string }
  /** All of the last quarter, or one with its evidence. */
  | { kind: 'emerging'; number: number | null };
