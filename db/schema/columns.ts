/** Column types of our own: instants as epoch milliseconds, kept as timestamptz; bytes. */
import { customType } from 'drizzle-orm/pg-core';
import type { Instant } from '../../domain/time.ts';

/** Drivers give a Date, JSON gives a string; both become epoch milliseconds. */
export const readInstant = (value: unknown): Instant =>
  value instanceof Date ? value.getTime() : typeof value === 'number' ? value : Date.parse(String(value));

export const instant = customType<{ data: Instant; driverData: string }>({
  dataType: () => 'timestamp(3) with time zone',
  toDriver: (value) => new Date(value).toISOString(),
  fromDriver: readInstant,
});

export const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
