import type { ClientBase, Pool } from 'pg';
import { type InstantMs, instantMs, type ParkDay } from '#domain/time/instant.ts';
import { parkDay } from '#domain/time/park-day.ts';

/** A pool or one of its clients. */
export type Queryable = Pick<Pool, 'query'> | Pick<ClientBase, 'query'>;

export type Row = Readonly<Record<string, unknown>>;

/** Runs a statement and decodes its rows. Every statement of db/queries goes through here. */
export async function rowsOf<T>(db: Queryable, text: string, values: readonly unknown[], decode: (row: Row) => T): Promise<T[]> {
  const { rows } = await db.query<Record<string, unknown>>(text, [...values]);
  return rows.map(decode);
}

/** The first row, for statements that answer at most one. */
export async function rowOf<T>(db: Queryable, text: string, values: readonly unknown[], decode: (row: Row) => T): Promise<T | null> {
  const [first] = await rowsOf(db, text, values, decode);
  return first ?? null;
}

/** Readers of one column. They do not depend on the pool's type parsers: int8 may come as text, number or bigint. */
export const textIn = (row: Row, column: string): string => {
  const value = row[column];
  if (typeof value !== 'string') throw new TypeError(`row: ${column} is no text`);
  return value;
};

export const wholeIn = (row: Row, column: string): number => {
  const value = row[column];
  const whole = typeof value === 'string' || typeof value === 'bigint' ? Number(value) : value;
  if (typeof whole !== 'number' || !Number.isSafeInteger(whole)) throw new TypeError(`row: ${column} is no safe whole number`);
  return whole;
};

/** int8 and whole numeric columns whose sums may leave the safe integers: money. */
export const bigIn = (row: Row, column: string): bigint => {
  const value = row[column];
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') return BigInt(value);
  throw new TypeError(`row: ${column} is no whole number`);
};

export const flagIn = (row: Row, column: string): boolean => {
  const value = row[column];
  if (typeof value !== 'boolean') throw new TypeError(`row: ${column} is no boolean`);
  return value;
};

/** Selected as milliseconds: `${epochMs('at')} as at`. */
export const instantIn = (row: Row, column: string): InstantMs => instantMs(wholeIn(row, column));

/** Selected as text: `day::text`. */
export const dayIn = (row: Row, column: string): ParkDay => parkDay(textIn(row, column));

export const orNull = <T>(row: Row, column: string, read: (row: Row, column: string) => T): T | null =>
  row[column] === null || row[column] === undefined ? null : read(row, column);

/** SQL: a timestamptz as whole milliseconds since the epoch. */
export const epochMs = (column: string): string => `(extract(epoch from ${column}) * 1000)::bigint`;

/** SQL: the same as a float8, exact below 2^53: what the driver hands over as a number without a parser of its own, also inside arrays and unions. */
export const floatMs = (column: string): string => `(extract(epoch from ${column}) * 1000)::float8`;

/** SQL: milliseconds since the epoch as a timestamptz, which keeps microseconds. */
export const atMs = (parameter: string): string => `to_timestamp(${parameter}::float8 / 1000)`;
