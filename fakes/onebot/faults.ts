/** What befalls requests. */

export type Fault =
  | 'drop' // carried out never, answered never
  | 'hang' // carried out, answered never
  | 'refuse' // retcode 1404
  | 'fail' // retcode 100, worth another try
  | '1200' // failure reported, not sent
  | '1200-but-sent' // failure reported, and yet sent
  | 'swallow' // success reported, message id 0, not sent
  | 'close' // carried out, and the connection goes
  | { delay: number }; // carried out and answered after so many milliseconds

/** Faults that wait for their action, in line. */
export class Faults {
  private readonly waiting = new Map<string, Fault[]>();

  add(action: string, ...faults: Fault[]): void {
    this.waiting.set(action, [...(this.waiting.get(action) ?? []), ...faults]);
  }

  next(action: string): Fault | null {
    return this.waiting.get(action)?.shift() ?? null;
  }
}
