import { ratioShown } from '../../format/register.ts';
import { instantOfLocal, localText } from '../../past/local-time.ts';
import type { ChangeForm, FormDevice, FormRegisters, TakenBackLine } from '../../rpc/installations.ts';

export const CHANGE_KINDS = ['install', 'replace', 'ratio', 'end'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** The form as it is typed. */
export interface Typed {
  /** "2026-11-22T08:30" on the park's clock. */
  readonly at: string;
  readonly importEnd: string;
  readonly exportEnd: string;
  readonly reactiveEnd: string;
  readonly serial: string;
  readonly ratio: string;
  readonly importStart: string;
  readonly exportStart: string;
  readonly reactiveStart: string;
  readonly codec: string;
  readonly intervalS: string;
  readonly model: string;
  readonly modulus: string;
  readonly max: string;
}

export type Field = keyof Typed;
export type TypedFault = 'MISSING' | 'NUMBER' | 'TIME';

export const END: readonly Field[] = ['importEnd', 'exportEnd', 'reactiveEnd'];
export const START: readonly Field[] = ['importStart', 'exportStart', 'reactiveStart'];
const DEVICE: readonly Field[] = ['serial', 'codec', 'intervalS', 'model', 'modulus', 'max'];

/** What a kind of change asks for; the rest of what is typed is left alone. */
const FIELDS_OF: Readonly<Record<ChangeKind, readonly Field[]>> = {
  install: ['at', ...DEVICE, 'ratio', ...START],
  replace: ['at', ...END, ...DEVICE, 'ratio', ...START],
  ratio: ['at', ...END, 'ratio'],
  end: ['at', ...END],
};
const REQUIRED: readonly Field[] = ['at', 'serial', 'codec', 'intervalS', 'ratio'];
const NUMBERS: readonly Field[] = [...END, ...START, 'ratio', 'intervalS', 'modulus', 'max'];
const DECIMAL = /^\d{1,12}(\.\d{1,6})?$/;

/** What can be told without asking: empty fields, what is no number, a time the park's clock never shows. */
export const typedFaults = (kind: ChangeKind, typed: Typed, zone: string): ReadonlyMap<Field, TypedFault> => {
  const faults = new Map<Field, TypedFault>();
  for (const field of FIELDS_OF[kind]) {
    const text = typed[field].trim();
    if (text === '') {
      // The energy around other transformers has no ratio without the register of that moment.
      if (REQUIRED.includes(field) || (kind === 'ratio' && field === 'importEnd')) faults.set(field, 'MISSING');
    } else if (NUMBERS.includes(field) && !DECIMAL.test(text)) faults.set(field, 'NUMBER');
    else if (field === 'at' && instantOfLocal(text, zone) === null) faults.set(field, 'TIME');
  }
  return faults;
};

/** The form as it is sent; null while something in it is wrong. */
export const sentChange = (kind: ChangeKind, typed: Typed, zone: string): ChangeForm | null => {
  const at = instantOfLocal(typed.at.trim(), zone);
  if (at === null || typedFaults(kind, typed, zone).size > 0) return null;
  const end = registersOf(typed.importEnd, typed.exportEnd, typed.reactiveEnd);
  const start = registersOf(typed.importStart, typed.exportStart, typed.reactiveStart);
  const ratio = typed.ratio.trim();
  switch (kind) {
    case 'install':
      return { kind, at, device: deviceOf(typed), ratio, start };
    case 'replace':
      return { kind, at, end, device: deviceOf(typed), ratio, start };
    case 'ratio':
      return { kind, at, end, ratio };
    case 'end':
      return { kind, at, end };
  }
};

const registersOf = (drawn: string, given: string, reactive: string): FormRegisters => ({
  ...(drawn.trim() !== '' && { import: drawn.trim() }),
  ...(given.trim() !== '' && { export: given.trim() }),
  ...(reactive.trim() !== '' && { reactive: reactive.trim() }),
});

const deviceOf = ({ serial, codec, intervalS, model, modulus, max }: Typed): FormDevice => ({
  serial: serial.trim(),
  codec: codec.trim(),
  intervalS: Number(intervalS),
  ...(model.trim() !== '' && { model: model.trim() }),
  ...(modulus.trim() !== '' && { modulus: modulus.trim() }),
  ...(max.trim() !== '' && { max: Number(max) }),
});

/** The form as it was typed for a change that was taken back. */
export const typedBefore = (first: Typed, { at, ended, begun }: TakenBackLine, zone: string): Typed => ({
  ...first,
  at: localText(at, zone),
  ...(ended && {
    importEnd: kiloTyped(ended.end.import),
    exportEnd: kiloTyped(ended.end.export),
    reactiveEnd: kiloTyped(ended.end.reactive),
  }),
  ...(begun && {
    serial: begun.serial,
    ratio: ratioShown(begun.ratioMilli),
    importStart: kiloTyped(begun.start.import),
    exportStart: kiloTyped(begun.start.export),
    reactiveStart: kiloTyped(begun.start.reactive),
    codec: begun.codec,
    intervalS: String(begun.intervalS),
    model: begun.model,
    modulus: kiloTyped(begun.modulusMilli),
    max: String(begun.maxRate / 1_000),
  }),
});

const MILLI_PER_KILO = 1_000_000;

/** Thousandths of a Wh (litre) as a person types kWh (m³): every digit, and none too many. */
const kiloTyped = (milli: number | null): string => {
  if (milli === null) return '';
  const decimals = String(milli % MILLI_PER_KILO)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return `${Math.floor(milli / MILLI_PER_KILO)}${decimals === '' ? '' : `.${decimals}`}`;
};

/** The field a fault of the server speaks of; null: of the form as a whole, or of a field this kind does not show. */
export const fieldOfPath = (kind: ChangeKind, path: string): Field | null => {
  const field = FIELDS[path];
  return field !== undefined && FIELDS_OF[kind].includes(field) ? field : null;
};

const FIELDS: Readonly<Record<string, Field>> = {
  at: 'at',
  serial: 'serial',
  codec: 'codec',
  model: 'model',
  ratio: 'ratio',
  modulus: 'modulus',
  max: 'max',
  intervalS: 'intervalS',
  'end.import': 'importEnd',
  'end.export': 'exportEnd',
  'end.reactive': 'reactiveEnd',
  'start.import': 'importStart',
  'start.export': 'exportStart',
  'start.reactive': 'reactiveStart',
};
