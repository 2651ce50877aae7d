/** Rows as JSON and back, by the schema's own column names: what the one-statement writes and reads speak. */
import { getTableColumns, type Table } from 'drizzle-orm';
import { readInstant } from './schema/columns.ts';

interface Field {
  key: string;
  name: string;
  isInstant: boolean;
}

export interface Codec<T> {
  /** Column names, in schema order. */
  columns: readonly string[];
  toJson(value: T): Record<string, unknown>;
  fromJson(row: Record<string, unknown>): T;
}

/** A codec for a table. Instants travel as ISO strings; nulls are left out, for a populated record has them by itself. */
export function codecFor<T extends object>(table: Table, omit: readonly string[] = []): Codec<T> {
  const fields: Field[] = Object.entries(getTableColumns(table))
    .filter(([key]) => !omit.includes(key))
    .map(([key, column]) => ({ key, name: column.name, isInstant: column.getSQLType().startsWith('timestamp') }));
  return {
    columns: fields.map((field) => field.name),
    toJson(value) {
      const row: Record<string, unknown> = {};
      for (const { key, name, isInstant } of fields) {
        const cell = (value as Record<string, unknown>)[key] ?? null;
        if (cell !== null) row[name] = isInstant && typeof cell === 'number' ? new Date(cell).toISOString() : cell;
      }
      return row;
    },
    fromJson(row) {
      const value: Record<string, unknown> = {};
      for (const { key, name, isInstant } of fields) {
        const cell = row[name] ?? null;
        value[key] = isInstant && cell !== null ? readInstant(cell) : cell;
      }
      return value as T;
    },
  };
}
