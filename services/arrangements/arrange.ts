/** Changes a rota, the grid of an inspector or a day of the calendar, once a message, with what was there before. */
import { arrangementBySource, loadArrangement, writeArrangement } from '../../db/arrangements.ts';
import type { Database } from '../../db/connect.ts';
import type { ArrangementChange, ArrangementStates, ArrangementSubject } from '../../domain/arrangement.ts';
import type { Instant } from '../../domain/time.ts';
import { sourceOf, type MessageContext } from '../core.ts';

/** How often it is decided anew when others keep changing the same. */
const TRIES = 20;

/** Who asks for it, when and by what: delivered twice it is one change. */
export interface Asking {
  source: string;
  at: Instant;
  /** Null on the command line. */
  by: number | null;
}

/**
 * The change as it was made, now or by the same message before; null where nothing is to change.
 *
 * @param decide what it is to be, by how it stands; undefined where nothing is to change
 */
export async function arrange<S extends ArrangementSubject>(
  db: Database,
  asking: Asking,
  subject: S,
  key: string,
  decide: (state: ArrangementStates[S]) => ArrangementStates[S] | undefined,
): Promise<ArrangementChange<S> | null> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const made = await arrangementBySource(db, subject, asking.source);
    if (made !== null) return made;
    const before = await loadArrangement(db, subject, key);
    const after = decide(before.state);
    if (after === undefined) return null;
    await writeArrangement(db, { ...asking, subject, key, before, after });
  }
  throw new Error(`${subject} ${key} kept changing while it was changed`);
}

/** As a message asks for it; the roster in memory is anew before it is answered. */
export async function arrangeFor<S extends ArrangementSubject>(
  ctx: MessageContext,
  subject: S,
  key: string,
  decide: (state: ArrangementStates[S]) => ArrangementStates[S] | undefined,
): Promise<ArrangementChange<S> | null> {
  const { core, now, actor } = ctx;
  const change = await arrange(core.db, { source: sourceOf(ctx), at: now, by: actor.id }, subject, key, decide);
  await core.renewReaders();
  return change;
}
