/** Why a surge is not dismissed or taken up again, and what can be done instead. */
import type { SurgeRefusal } from '../../domain/surge-dismissal.ts';
import { dismissalWords } from '../emerging.ts';
import { dateWords } from '../format.ts';
import { wordsOf, type WordsOf } from './table.ts';

export const surgeRefusals: WordsOf<SurgeRefusal, [number: number]> = {
  dismissed: ({ dismissal }, number) =>
    `第 ${number} 号苗头${dismissalWords(dismissal)}，${dateWords(dismissal.until)}前不再提出。要恢复请发：苗头 恢复 ${number}`,
  notDismissed: (_, number) => `第 ${number} 号苗头没有排除，或排除已到期，无须恢复。发送“苗头 ${number}”看依据。`,
  inJointItem: ({ item }, number) =>
    `第 ${number} 号苗头已立项，由联合事项 ${item} 号办理，不能排除。查实无须办理的请发：联合 销号 ${item} 说明`,
};

export const surgeRefusal = (number: number, refusal: SurgeRefusal): string => wordsOf(surgeRefusals, refusal, number);

export const surgeSays = {
  dismissIncomplete: (number: number | null) => `请写序号和已知的原因，例如：苗头 排除 ${number ?? 3} 迎检期间集中上报`,
  restoreIncomplete: () => '请写序号，例如：苗头 恢复 3',
};
