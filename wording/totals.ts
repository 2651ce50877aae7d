/** Cumulative totals in words: since the beginning, this year, this half-year. */
import { percent } from '../domain/monthly-table.ts';

export interface TotalWords {
  collected: number;
  closed: number;
  visits: number;
  households: number;
  inspections: number;
}

/** Whose they are, and so what is counted. */
type Counted = 'district' | 'accountable' | 'working' | 'place';

const notes: Record<Counted, string> = {
  district: '办结是其中已办结的。',
  accountable: '承办不含退回、转出的；办结是其中已办结的。走访是本单位干部的和到本单位村社的。',
  working: '承办是上级单位下派来的，不含转出的，同时计在上级单位；办结是其中已办结的。走访是本单位干部的。',
  place: '收集是发生在本村社的，由各承办单位办理；办结是其中已办结的。走访是到本村社的和本村社干部的。',
};

export function totalsWords(
  title: string,
  stretches: readonly (readonly [label: string, totals: TotalWords])[],
  counted: Counted,
): string {
  const lines = stretches.map(([label, { collected, closed, visits, households, inspections }]) =>
    [
      `${label}：${counted === 'accountable' || counted === 'working' ? '承办' : '收集'} ${collected} 件，办结 ${closed} 件，办结率 ${percent(collected === 0 ? null : closed / collected)}`,
      `　走访 ${visits} 次${households > 0 ? `、${households} 户` : ''}，督查 ${inspections} 次`,
    ].join('\n'),
  );
  return [title, ...lines, notes[counted]].join('\n');
}
