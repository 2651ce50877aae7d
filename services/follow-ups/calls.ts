/** The calls that are to be made, with who makes them now: whoever has left is stood in for. */
import { callsAbout, openCalls, type OpenCall } from '../../db/follow-ups.ts';
import type { Directory } from '../../domain/directory.ts';
import { callerOf } from '../../domain/follow-up.ts';
import { reach } from '../../domain/permitted.ts';
import type { Month } from '../../domain/time.ts';
import type { Core } from '../core.ts';

function withCaller(calls: readonly OpenCall[], directory: Directory): OpenCall[] {
  const stillCalls = (id: number): boolean => {
    const person = directory.person(id);
    return person !== undefined && reach(person, 'listCalls').has('called');
  };
  return calls.map((call) => {
    const standIns = directory.inspectorsFor(call.unit).map(({ id }) => id);
    const drawn = call.inspector === null ? null : directory.actingFor(call.inspector);
    return { ...call, inspector: callerOf({ ...call, inspector: drawn }, stillCalls, standIns) };
  });
}

type Asked = Pick<Core, 'db' | 'readers'>;

export const callsToMake = async ({ db, readers }: Asked, month: Month | null = null): Promise<OpenCall[]> =>
  withCaller(await openCalls(db, month), readers().directory);

export const callsOf = async (core: Asked, inspector: number): Promise<OpenCall[]> =>
  (await callsToMake(core)).filter((call) => call.inspector === inspector);

/** Whether an inspector has to call about an issue and has not reached the resident yet. */
export const hasToCall = async ({ db, readers }: Asked, issue: number, inspector: number): Promise<boolean> =>
  withCaller(await callsAbout(db, issue), readers().directory).some((call) => call.inspector === inspector);
