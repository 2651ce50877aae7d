/** Cumulative totals in words: since the beginning, this year, this half-year. */
import { percent } from '../domain/monthly-table.ts';

export interface TotalWords {
  collected: number;
  closed: number;
  visits: number;
  households: number;
  inspections: number;
}

/** @param unit whether they are a unit's: what it was given, instead of what was collected */
export function totalsWords(
  title: string,
  stretches: readonly (readonly [label: string, totals: TotalWords])[],
  unit: boolean,
): string {
  const lines = stretches.map(([label, { collected, closed, visits, households, inspections }]) =>
    [
      `${label}：${unit ? '承办' : '收集'} ${collected} 件，办结 ${closed} 件，办结率 ${percent(collected === 0 ? null : closed / collected)}`,
      `　走访 ${visits} 次${households > 0 ? `、${households} 户` : ''}，督查 ${inspections} 次`,
    ].join('\n'),
  );
  const note = unit
    ? '承办不含退回、转出的；办结是其中已办结的。走访是本单位干部的和到本单位村社的。'
    : '办结是其中已办结的。';
  return [title, ...lines, note].join('\n');
}
