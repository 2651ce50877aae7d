/** How what follows a command is named to people where its label alone would not do. */
export const argumentHints = {
  moreTime: '天数或新日期，如 5天、12月31日',
  day: '日期，如 12月31日',
  month: '月份，如 2026-10 或 上月',
  point: '序号：整改写 3，其中一个节点写 3-1',
} as const;

/** Several issues, the first of them by number. */
export const numbersOf = (listed: readonly number[], all: number): string =>
  `${listed.map((issue) => `#${issue}`).join('、')}${all > listed.length ? `等 ${all} 件` : ''}`;

export const eitherOf = (first: string, second: string): string => `${first} 或 ${second}`;

/** Leaders a form may name. */
export const leadersKnown = (names: readonly string[]): string =>
  names.length === 0 ? '名册里还没有区领导，请双访办在人员表里写上' : `名册里的区领导：${names.join('、')}`;
