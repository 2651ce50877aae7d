/** 名册变动: what was changed in the roster from chat, and the way back. */
import { listChanges, loadChange } from '../../db/roster-changes.ts';
import { rangeOf } from '../../domain/period.ts';
import type { RosterChange } from '../../domain/roster-change.ts';
import { takePeriod } from '../../domain/text/period.ts';
import { dayOf } from '../../domain/time.ts';
import { message } from '../../wording/format.ts';
import { changeLine } from '../../wording/roster-changes.ts';
import { rosterUsage, takingBackRefusals } from '../../wording/refusals/roster.ts';
import { nothingThere } from '../../wording/refusals/nothing.ts';
import { answer } from '../answer.ts';
import type { MessageContext } from '../core.ts';
import { countWords, listedOf, moreWords, offerNext, offsetOf } from '../pages.ts';
import { separate } from '../units/merge.ts';
import { renameOnce } from '../units/rename.ts';
import { changeOnce, type WantedChange } from './change.ts';
import { comeBack } from './come-back.ts';
import { notes } from './move.ts';
import { unitMeant } from './named.ts';
import { takeBackStandIn } from './stand-in.ts';

export async function listRosterChanges(
  ctx: MessageContext,
  text: string,
  wanted: number | null = null,
): Promise<void> {
  const { core, rules, now } = ctx;
  const { directory } = rules;
  const page = wanted ?? Math.max(Number(/第\s*(\d{1,4})\s*页/.exec(text)?.[1] ?? '1'), 1);
  const { period, words } = takePeriod(text.replace(/第\s*\d{1,4}\s*页/, ' '), dayOf(now));
  const [word, ...more] = words;
  if (more.length > 0) {
    await answer(ctx, message(rosterUsage.changes()));
    return;
  }
  const all = [...directory.data.people, ...(directory.data.gone ?? [])];
  const people = word === undefined ? [] : all.filter((one) => one.name === word).map(({ id }) => id);
  const unit = word === undefined || people.length > 0 ? null : unitMeant(ctx, word);
  if (typeof unit === 'string') {
    await answer(ctx, message(takingBackRefusals.nobodyOrUnit(word ?? '', unit)));
    return;
  }
  const listed = listedOf(ctx);
  const range = period === null ? null : rangeOf(period);
  const { changes, total } = await listChanges(
    core.db,
    {
      people: people.length > 0 ? people : null,
      units: unit === null ? null : directory.withFormer([unit]),
      from: range?.from ?? null,
      to: range?.to ?? null,
    },
    listed,
    offsetOf(page, listed),
  );
  const title = `名册变动${word === undefined ? '' : ` ${word}`}`;
  const shown = { page, total, listed };
  offerNext(ctx, shown, (later) => listRosterChanges(later, text, page + 1));
  const lines = [
    `${title}${countWords(shown, '条')}`,
    ...changes.map((change) => changeLine(change, directory)),
    ...moreWords(shown, '条'),
  ];
  await answer(ctx, message(changes.length === 0 ? nothingThere.listed(title) : lines.join('\n')));
}

/** Puts back what a change changed, as a change of its own; refused where it is not as that change left it. */
export async function takeBackChange(ctx: MessageContext, number: number): Promise<void> {
  const { core } = ctx;
  const known = await loadChange(core.db, number);
  if (known !== null && known.takenBackBy === null && known.takesBack === null) {
    if (known.kind === 'stoodIn') {
      const refused = await takeBackStandIn(ctx, number);
      if (refused !== null) await answer(ctx, message(refused));
      return;
    }
    if (known.data.merged !== undefined) return separate(ctx, known);
    if (known.data.names !== undefined && known.unit !== null) {
      const { before, after } = known.data.names;
      return renameOnce(ctx, known.unit, { before: after, after: before }, number);
    }
  }
  await changeOnce(
    ctx,
    async () => {
      const change = await loadChange(ctx.core.db, number);
      if (change === null) return takingBackRefusals.noChange(number);
      if (change.takenBackBy !== null) return takingBackRefusals.takenBackBefore(number, change.takenBackBy);
      return backwards(change);
    },
    {
      notes: (directory) => notes(ctx.rules.directory, directory),
      ...(known?.kind !== 'left'
        ? {}
        : {
            instead: ({ person }, words) => {
              const back = person === null ? undefined : core.readers().directory.person(person);
              if (back === undefined) throw new Error(`who came back by change ${number} is not in the roster`);
              return comeBack(ctx, back, number, words);
            },
          }),
    },
  );
}

function backwards({ number, kind, person, data }: RosterChange): WantedChange | string {
  if (data.person === undefined || person === null) return takingBackRefusals.notSo(kind);
  const { before, after } = data.person;
  const gone = { ...after, active: false, roles: [], accounts: [], teams: [], leads: [] };
  return { kind, person, before: after, after: before ?? gone, takesBack: number };
}
