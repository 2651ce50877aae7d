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

/** Faults that wait for their action, in line; a request none waits for may meet one by chance. */
export class Faults {
  private readonly waiting = new Map<string, Fault[]>();
  private chance: (action: string) => Fault | null = () => null;

  add(action: string, ...faults: Fault[]): void {
    this.waiting.set(action, [...(this.waiting.get(action) ?? []), ...faults]);
  }

  byChance(chance: (action: string) => Fault | null): void {
    this.chance = chance;
  }

  next(action: string): Fault | null {
    return this.waiting.get(action)?.shift() ?? this.chance(action);
  }
}
