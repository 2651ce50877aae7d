/** 离职 taken back, in words: what comes back to whom, and what stays with those who have gone on with it. */

/** Something that had gone to another; `label` is #12 or 3-1. */
export interface Thing {
  what: 'duty' | 'call' | 'milestone';
  label: string;
  /** Who has had it since; null for somebody only a plan names. */
  holder: number | null;
  name: string;
}

interface Split {
  back: readonly Thing[];
  stays: readonly Thing[];
}

const names: Record<Thing['what'], string> = { duty: '首问', call: '回访', milestone: '整改节点' };

/** 首问 #1、#3；回访 #5；整改节点 3-1 */
const list = (things: readonly Thing[], listed: number): string =>
  (Object.keys(names) as Thing['what'][])
    .flatMap((what) => {
      const labels = things.filter((one) => one.what === what).map(({ label }) => label);
      const more = labels.length > listed ? `等 ${labels.length} 件` : '';
      return labels.length === 0 ? [] : [`${names[what]} ${labels.slice(0, listed).join('、')}${more}`];
    })
    .join('；');

/** With who has each. */
const listByHolder = (things: readonly Thing[], listed: number): string =>
  [...new Set(things.map(({ name }) => name))]
    .map(
      (name) =>
        `${list(
          things.filter((one) => one.name === name),
          listed,
        )}（${name}）`,
    )
    .join('；');

/** To the office, a line each; none where nothing had gone to others. */
export const returnedWords = ({ back, stays }: Split, listed: number): string[] => [
  ...(back.length === 0 ? [] : [`随离职移交、接手人还没有办过的已交还：${listByHolder(back, listed)}`]),
  ...(stays.length === 0 ? [] : [`接手人已经办过或又转给他人的，仍由现在的人办：${listByHolder(stays, listed)}`]),
];

/** To who is back. */
export const returnedToPerson = ({ back, stays }: Split, listed: number): string =>
  [
    ...(back.length === 0
      ? []
      : [
          `【交还】您的离职已撤回，移交出去、接手人还没有办过的交还给您：${listByHolder(back, listed)}。发“我的”查看。`,
        ]),
    ...(stays.length === 0
      ? []
      : [`【交还】接手人已经办过或又转给他人的不再交还，仍由现在的人办：${listByHolder(stays, listed)}。`]),
  ].join('\n');

/** To each who had something of theirs. */
export const givenBackWords = (name: string, { back, stays }: Split, listed: number): string =>
  [
    ...(back.length === 0
      ? []
      : [`【交还】${name}的离职已撤回，您接手后还没有办过的已交还${name}，不用再办：${list(back, listed)}。`]),
    ...(stays.length === 0 ? [] : [`【交还】${name}的离职已撤回，您接手后的这些仍由您办：${list(stays, listed)}。`]),
  ].join('\n');
