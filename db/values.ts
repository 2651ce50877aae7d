/** One reading and one writing of PostgreSQL's text format, given to both drivers so that they behave alike. */
import type { Parameter } from './database.ts';

type Read = (text: string) => unknown;

/** OIDs from pg_type.dat; they never change. `array` is the OID of the type's array type. */
const types: readonly { readonly oid: number; readonly array: number; readonly read: Read }[] = [
  { oid: 16, array: 1000, read: (text) => text === 't' }, // bool
  { oid: 17, array: 1001, read: (text) => Buffer.from(text.slice(2), 'hex') }, // bytea
  { oid: 20, array: 1016, read: (text) => readInteger(text) }, // int8
  { oid: 21, array: 1005, read: Number }, // int2
  { oid: 23, array: 1007, read: Number }, // int4
  { oid: 25, array: 1009, read: String }, // text
  { oid: 26, array: 1028, read: Number }, // oid
  { oid: 114, array: 199, read: (text) => JSON.parse(text) as unknown }, // json
  { oid: 700, array: 1021, read: Number }, // float4
  { oid: 701, array: 1022, read: Number }, // float8
  { oid: 1042, array: 1014, read: String }, // bpchar
  { oid: 1043, array: 1015, read: String }, // varchar
  { oid: 1082, array: 1182, read: String }, // date
  { oid: 1114, array: 1115, read: String }, // timestamp
  { oid: 1184, array: 1185, read: (text) => new Date(text) }, // timestamptz
  { oid: 1700, array: 1231, read: Number }, // numeric
  { oid: 2950, array: 2951, read: String }, // uuid
  { oid: 3802, array: 3807, read: (text) => JSON.parse(text) as unknown }, // jsonb
];

const readInteger = (text: string): number | bigint => {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
};

/**
 * Reads an array literal such as `{1,NULL,"a \"b\""}`, nested ones too.
 * Both drivers have a reader of their own, and they differ: postgres.js gives the word NULL to the element's reader.
 */
const readArray = (text: string, read: Read): unknown[] => {
  let at = text.indexOf('{'); // bounds that do not begin at 1 are written before it: `[0:1]={1,2}`
  const element = (): unknown => {
    if (text[at] === '{') return list();
    if (text[at] !== '"') {
      const start = at;
      while (text[at] !== ',' && text[at] !== '}') at++;
      const bare = text.slice(start, at);
      return bare === 'NULL' ? null : read(bare);
    }
    let quoted = '';
    for (at++; text[at] !== '"'; at++) {
      if (text[at] === '\\') at++;
      quoted += text[at];
    }
    at++;
    return read(quoted);
  };
  const list = (): unknown[] => {
    const items: unknown[] = [];
    at++;
    while (text[at] !== '}') {
      items.push(element());
      if (text[at] === ',') at++;
    }
    at++;
    return items;
  };
  return list();
};

/** Readers by OID, arrays included. */
export const readers: Readonly<Record<number, Read>> = Object.fromEntries(
  types.flatMap(({ oid, array, read }) => [
    [oid, read],
    [array, (text: string) => readArray(text, read)],
  ]),
);

const writeArray = (items: readonly unknown[]): string =>
  `{${items
    .map((item) =>
      item === null || item === undefined
        ? 'NULL'
        : Array.isArray(item)
          ? writeArray(item)
          : `"${writeScalar(item).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`,
    )
    .join(',')}}`;

const write = (value: unknown): string => (Array.isArray(value) ? writeArray(value) : writeScalar(value));

const writeScalar = (value: unknown): string =>
  value === true ? 't' : value === false ? 'f' : value instanceof Date ? value.toISOString() : String(value);

/**
 * Writers by OID for what drizzle hands to a driver itself. Text passes through unchanged: postgres.js would make JSON of
 * JSON, and a moment of a day. Booleans may come as text, lists (`sql.param(list)`) become `{…}` literals.
 */
export const writers: Readonly<Record<number, (value: unknown) => string>> = Object.fromEntries(
  types
    .filter(({ oid }) => oid !== 17) // bytea comes as bytes, which both drivers write alike
    .flatMap(({ oid, array }) => [oid, array])
    .map((oid) => [oid, write]),
) as Record<number, (value: unknown) => string>;

/** Parameters as the text PostgreSQL reads, so that no driver guesses a type: arrays as `{…}` literals, booleans as t and f. */
export const writeParameters = (params: readonly Parameter[]): (string | null)[] =>
  params.map((value) => (typeof value === 'string' || value === null ? value : write(value)));
