/** Weeks a play lives through, so that the bot's own jobs come to what the play is about. */
import { numberOf } from './number-of.ts';
import type { Stage } from './stage.ts';

/** A report is dealt with in a day, and the resident told: its number. */
export async function settles(stage: Stage, cadre: string, report: string, liaison: string): Promise<number> {
  const number = numberOf(await stage.says(cadre, '私聊', `上报 ${report}`).bot(/已登记/));
  await stage.says(liaison, '私聊', `办结 #${number} 已办好`).bot(/已记录/);
  await stage.says(cadre, '私聊', `反馈 #${number} 1 已办好，当面告知`).bot(/结案/);
  return number;
}

/**
 * A unit leaves reports alone until a Monday, three weeks on, when the weekly look raises it.
 *
 * @param unit the full name of the unit they go to
 * @returns the number of the flag, by its kind as the message names it
 */
export async function leavesAlone(
  stage: Stage,
  reports: readonly string[],
  unit: string,
  monday: string,
): Promise<ReadonlyMap<string, number>> {
  for (const report of reports)
    await stage.says('郭辛夷', '私聊', `上报 ${report}`).bot(new RegExp(`责任单位：${unit}`));
  await stage.sleepUntil(`${monday}T07:00`);
  await stage.clock(`${monday}T09:30`);
  const raised = await stage.room('督查联络群').heard(new RegExp(`【每周预警】[^]*${unit}〔`));
  stage.hush();
  return flagsIn(raised, unit);
}

/** Numbers of a unit's flags that wait for an inspector, as a message lists them, by their kind. */
export function flagsIn({ text }: { text: string }, unit: string): ReadonlyMap<string, number> {
  const lines = text.matchAll(new RegExp(`^(\\d+) ${unit}〔([^·]+)·待核〕`, 'gm'));
  return new Map([...lines].map(([, flag, kind]) => [kind ?? '', Number(flag)]));
}

/**
 * Many reports come in one week after quiet ones, and the weekly look finds what surges.
 *
 * @returns the numbers of the surges, by town and category as the message names them: 城厢街道·供水排水
 */
export async function surges(
  stage: Stage,
  reports: readonly string[],
  monday: string,
): Promise<ReadonlyMap<string, number>> {
  for (const report of reports) await stage.says('郭辛夷', '私聊', `上报 ${report}`).bot(/已登记/);
  await stage.sleepUntil(`${monday}T07:00`);
  await stage.clock(`${monday}T09:30`);
  const raised = await stage.room('督查联络群').heard(/【倾向性苗头】/);
  stage.hush();
  const lines = raised.text.matchAll(/^(\d+) ([^〔\n]+)〔/gm);
  return new Map([...lines].map(([, surge, where]) => [where ?? '', Number(surge)]));
}
