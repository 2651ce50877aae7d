/** Carries out a change of one person once a message, and says what is different now. */
import { wasAnswered } from '../../db/inbox.ts';
import { changeBySource, changePerson, loadPerson, type PersonChange } from '../../db/roster-changes.ts';
import type { Directory } from '../../domain/directory.ts';
import type { Question } from '../../domain/question.ts';
import { inOrder, type PersonRecord, type RosterChange, type RosterChangeKind } from '../../domain/roster-change.ts';
import { message } from '../../wording/format.ts';
import { changedWords } from '../../wording/roster-changes.ts';
import { writingRefusals } from '../../wording/refusals/roster.ts';
import { answer, commitAndTell } from '../answer.ts';
import { sourceOf, type MessageContext } from '../core.ts';
import { answerAndTell, type Outgoing } from '../issues/outgoing.ts';

export interface WantedChange {
  kind: RosterChangeKind;
  person: number | null;
  before: PersonRecord | null;
  after: PersonRecord;
  takesBack?: number;
}

/** What has to be said before anything can change: a question, and how it is put. */
export interface Asked {
  ask: Question;
  words: string;
}

/** What is said beside what changed: to the one who asked, and to others. Made with the roster as it is then. */
export interface Telling {
  notes?: (directory: Directory) => readonly string[];
  others?: (directory: Directory, change: RosterChange) => readonly Outgoing[];
  /** Answers in another way, beginning with these words: where something follows from the change. */
  instead?: (change: RosterChange, words: string) => Promise<unknown>;
}

/**
 * Answers what a message changed before, else makes the change and answers.
 *
 * @param decide what is to change, why it cannot be, or what has to be known; it is asked only where the message is new
 */
export async function changeOnce(
  ctx: MessageContext,
  decide: () => Promise<WantedChange | Asked | string>,
  telling: Telling = {},
): Promise<void> {
  const { core } = ctx;
  if (await wasAnswered(core.db, ctx)) return;
  const source = sourceOf(ctx);
  if ((await changeBySource(core.db, source)) === null) {
    const wanted = await decide();
    if (typeof wanted !== 'string' && 'ask' in wanted) {
      const { ask, words } = wanted;
      await commitAndTell(ctx, [{ address: ctx.address, segments: message(words) }], { ask });
      return;
    }
    const refused = typeof wanted === 'string' ? wanted : await write(ctx, wanted, source);
    if (refused !== null) {
      await answer(ctx, message(refused));
      return;
    }
  }
  await tellChange(ctx, telling);
}

/** Says what the message has changed, with the roster as it is now. */
export async function tellChange(ctx: MessageContext, { notes, others, instead }: Telling): Promise<void> {
  const { core } = ctx;
  const change = await changeBySource(core.db, sourceOf(ctx));
  if (change === null) throw new Error('a change of the roster is not there');
  await core.renewReaders();
  const { directory } = core.readers();
  const words = changedWords(change, directory, notes?.(directory) ?? []);
  if (instead !== undefined) {
    await instead(change, words);
    return;
  }
  const told = others?.(directory, change) ?? [];
  await commitAndTell(ctx, answerAndTell({ address: ctx.address, segments: message(words) }, told));
}

async function write(ctx: MessageContext, wanted: WantedChange, source: string): Promise<string | null> {
  const { core, now, actor } = ctx;
  const after = inOrder(wanted.after);
  const change: PersonChange = { ...wanted, after, source, at: now, by: actor.id };
  const result = await changePerson(core.db, change);
  switch (result.kind) {
    case 'done':
      return null;
    case 'taken':
      return writingRefusals.taken();
    case 'namesake':
      return writingRefusals.namesake(ctx.rules.directory, after);
    case 'stale':
      return writingRefusals.stale(ctx.rules.directory, after);
  }
}

/** The person as the database has them, for a change to begin with. */
export async function recordOf(ctx: MessageContext, person: number): Promise<PersonRecord> {
  const record = await loadPerson(ctx.core.db, person);
  if (record === null) throw new Error(`person ${person} is not in the database`);
  return record;
}
