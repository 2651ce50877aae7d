/** What doctor found, as it is printed. */
import type { Finding } from '../../cli/finding.ts';
import { findingTitles } from '../../wording/doctor.ts';
import { sent } from '../support/touched.ts';

export function told(findings: readonly Finding[]): string[] {
  const lines = findings.map(({ kind, words }) => `${findingTitles[kind]} ${words}`);
  sent(lines.join('\n'));
  return lines;
}
