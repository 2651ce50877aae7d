/** What goes wrong with the next requests of the fake server, written down in advance. */
import { setTimeout as sleep } from 'node:timers/promises';
import { answer, type StateCode } from './codes.ts';

/** A number is the code the request is refused with; nothing is done then. */
export type MiraiFault =
  | 'drop' // carried out never, answered never
  | 'hang' // carried out, answered never
  | 'swallow' // success reported, message id −1, not sent
  | 'close' // carried out, and the connection goes
  | 'bad-gateway' // HTTP 502 from whatever stands before it
  | 'garbage' // HTTP 200 with a page for people
  | { delayMs: number } // carried out and answered so much later
  | StateCode;

/** How a request ends other than by an answer of its own. */
export type Mishap = 'silence' | 'cut' | 'bad-gateway' | 'garbage';

export class FaultScript {
  private readonly faults = new Map<string, MiraiFault[]>();

  /** The next request of the action meets this; several wait in line. */
  add(action: string, fault: MiraiFault): void {
    this.faults.set(action, [...(this.faults.get(action) ?? []), fault]);
  }

  /** Carries an action out, or does what the script says instead. */
  async meet(action: string, run: () => Promise<object | null>): Promise<object | null | Mishap> {
    const fault = this.faults.get(action)?.shift();
    if (typeof fault === 'number') return answer(fault);
    if (typeof fault === 'object') {
      await sleep(fault.delayMs);
      return run();
    }
    switch (fault) {
      case 'drop':
        return 'silence';
      case 'bad-gateway':
      case 'garbage':
        return fault;
      case 'swallow':
        return { ...answer(0), messageId: -1 };
      case 'hang':
        await run();
        return 'silence';
      case 'close':
        await run();
        return 'cut';
      case undefined:
        return run();
    }
  }
}
