/** The issues of messages that were sent lately, so that quoting one costs no query; older ones are in the database. */
import type { Parcel } from '../domain/parcel.ts';
import { issuesAbout } from '../domain/text/quoted.ts';

const REMEMBERED = 10_000;

export class SentMessages {
  private readonly issues = new Map<string, readonly number[]>();

  remember(parcels: readonly [Parcel, ...Parcel[]], platformMessage: string): void {
    if (this.issues.size >= REMEMBERED) {
      const oldest = this.issues.keys().next();
      if (!oldest.done) this.issues.delete(oldest.value);
    }
    const issues = parcels.flatMap(({ issue, segments }) => issuesAbout(issue, wordsOf(segments)));
    this.issues.set(keyOf(parcels[0].room, platformMessage), [...new Set(issues)]);
  }

  /** Undefined when the message is not remembered. */
  issuesOf(room: string, platformMessage: string): readonly number[] | undefined {
    return this.issues.get(keyOf(room, platformMessage));
  }
}

const keyOf = (room: string, platformMessage: string): string => `${room}|${platformMessage}`;

const wordsOf = (segments: Parcel['segments']): string =>
  segments.map((segment) => (segment.type === 'text' ? segment.text : '')).join(' ');
