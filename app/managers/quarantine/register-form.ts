import { instantOfLocal } from '../../past/local-time.ts';
import type { RegisterForm } from '../../rpc/shapes.ts';

/** The form as it is typed. */
export interface Typed {
  readonly serial: string;
  readonly point: string;
  readonly codec: string;
  readonly ratio: string;
  readonly intervalS: string;
  /** "2026-11-22T08:30" on the park's clock. */
  readonly from: string;
  readonly importStart: string;
  readonly exportStart: string;
  readonly reactiveStart: string;
  readonly modulus: string;
  readonly max: string;
  readonly model: string;
}

export type Field = keyof Typed;

/** What is wrong with a field; the server says the rest. */
export type TypedFault = 'MISSING' | 'NUMBER' | 'TIME';

const DECIMAL = /^\d{1,12}(\.\d{1,6})?$/;
const REQUIRED: readonly Field[] = ['serial', 'point', 'codec', 'ratio', 'intervalS', 'from'];
const NUMBERS: readonly Field[] = ['ratio', 'intervalS', 'importStart', 'exportStart', 'reactiveStart', 'modulus', 'max'];

/** What can be told without asking: empty fields, what is no number, a time the park's clock never shows. */
export const typedFaults = (typed: Typed, zone: string): ReadonlyMap<Field, TypedFault> => {
  const faults = new Map<Field, TypedFault>();
  if (instantOfLocal(typed.from, zone) === null) faults.set('from', 'TIME');
  for (const field of NUMBERS) if (typed[field].trim() !== '' && !DECIMAL.test(typed[field].trim())) faults.set(field, 'NUMBER');
  for (const field of REQUIRED) if (typed[field].trim() === '') faults.set(field, 'MISSING');
  return faults;
};

/** The form as it is sent; null while something in it is wrong. */
export const sentForm = (park: string, typed: Typed, zone: string): RegisterForm | null => {
  const from = instantOfLocal(typed.from, zone);
  if (from === null || typedFaults(typed, zone).size > 0) return null;
  const given = (text: string) => (text.trim() === '' ? undefined : text.trim());
  const start = { import: given(typed.importStart), export: given(typed.exportStart), reactive: given(typed.reactiveStart) };
  return {
    park,
    serial: typed.serial.trim(),
    point: typed.point.trim(),
    codec: typed.codec.trim(),
    ratio: typed.ratio.trim(),
    intervalS: Number(typed.intervalS),
    from,
    ...withoutAbsent({ model: given(typed.model), modulus: given(typed.modulus) }),
    ...(given(typed.max) === undefined ? {} : { max: Number(typed.max) }),
    ...(Object.values(start).some((value) => value !== undefined) ? { start: withoutAbsent(start) } : {}),
  };
};

const withoutAbsent = <Key extends string>(fields: Readonly<Record<Key, string | undefined>>): Partial<Record<Key, string>> => {
  const present: Partial<Record<Key, string>> = {};
  for (const key in fields) {
    const value = fields[key];
    if (value !== undefined) present[key] = value;
  }
  return present;
};

/** The field a fault of the server speaks of; null: of the form as a whole. */
export const fieldOfPath = (path: string): Field | null => FIELDS[path] ?? null;

const FIELDS: Readonly<Record<string, Field>> = {
  serial: 'serial',
  point: 'point',
  codec: 'codec',
  model: 'model',
  ratio: 'ratio',
  modulus: 'modulus',
  max: 'max',
  intervalS: 'intervalS',
  from: 'from',
  'start.import': 'importStart',
  'start.export': 'exportStart',
  'start.reactive': 'reactiveStart',
};
