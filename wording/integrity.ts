/** What is said when the record is not what people did. */

/** Issues named one by one. */
const NAMED = 20;

/** @param issues at least one */
export function tamperedWords(issues: readonly number[]): string {
  const named = issues
    .slice(0, NAMED)
    .map((number) => `#${number}`)
    .join('、');
  const more = issues.length > NAMED ? `等 ${issues.length} 件` : '';
  return `【数据校验】${named}${more}的记录绕过程序被改动或缺失，与当时记下的经过不符，相关统计可能失实。请勿采用，从备份核对，并报告纪检监察机关。`;
}
