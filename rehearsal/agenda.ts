/** What is to happen when: a heap of moments, earliest first, first come first served among equals. */
import type { Instant } from '../domain/time.ts';

interface Entry<T> {
  at: Instant;
  order: number;
  what: T;
}

export class Agenda<T> {
  private readonly heap: Entry<T>[] = [];
  private added = 0;

  get size(): number {
    return this.heap.length;
  }

  /** The earliest moment, or null when nothing is to happen. */
  get next(): Instant | null {
    return this.heap[0]?.at ?? null;
  }

  add(at: Instant, what: T): void {
    this.added += 1;
    const entry = { at, order: this.added, what };
    let index = this.heap.push(entry) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = this.heap[parent] as Entry<T>;
      if (!before(entry, above)) break;
      this.heap[index] = above;
      index = parent;
    }
    this.heap[index] = entry;
  }

  take(): T | null {
    const first = this.heap[0];
    const last = this.heap.pop();
    if (first === undefined || last === undefined) return null;
    if (this.heap.length > 0) this.sink(last);
    return first.what;
  }

  private sink(entry: Entry<T>): void {
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      const left = this.heap[child];
      if (left === undefined) break;
      const right = this.heap[child + 1];
      if (right !== undefined && before(right, left)) child += 1;
      const least = this.heap[child] as Entry<T>;
      if (!before(least, entry)) break;
      this.heap[index] = least;
      index = child;
    }
    this.heap[index] = entry;
  }
}

const before = <T>(a: Entry<T>, b: Entry<T>): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);
