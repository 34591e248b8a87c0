import type { FileFault } from '#domain/park/file-fault.ts';
import { instantFromIso } from '#domain/park/file-values.ts';
import type { Load } from '#domain/tariff/rate-load.ts';
import { HOUR_MS, type InstantMs, instantMs, MINUTE_MS, SLOT_MS } from '#domain/time/instant.ts';
import { createLocalInstants, type LocalTime } from '#domain/time/local-instant.ts';
import { registerFromKilo } from '#domain/units/quantity.ts';
import { createFaultList, type FaultList } from '../park-file/faults.ts';

/** Ten years of quarters of an hour, 40 bytes a line. */
export const LOAD_BYTES_MAX = 64 * 1024 * 1024;
const STEPS_MINUTES = [15, 30, 60];

export type ReadLoad =
  | { readonly type: 'read'; readonly load: Load }
  | { readonly type: 'refused'; readonly faults: readonly FileFault[]; readonly more: number };

export interface LoadOptions {
  /** The clock of times without an offset. */
  readonly zone: string;
  /** Where the file cannot tell it: a file of one line, or with a gap after each. */
  readonly stepMinutes?: number;
}

/** A CSV of interval energy as a load, or every line that is wrong with it. docs/rate.md explains the columns. */
export const readLoad = (text: string, options: LoadOptions): ReadLoad => {
  const faults = createFaultList();
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const columns = columnsOf(lines[0] ?? '', faults);
  if (Buffer.byteLength(text) > LOAD_BYTES_MAX) faults.add('', 'TOO_LARGE', `a load has at most ${LOAD_BYTES_MAX} bytes`);
  if (columns === null || faults.found.length > 0) return { type: 'refused', faults: faults.found, more: faults.more };
  const rows = rowsOf(lines, { columns, faults, zone: options.zone });
  const stepMs = stepOf(rows, options, faults);
  checkGrid(rows, stepMs, faults);
  if (faults.found.length > 0) return { type: 'refused', faults: faults.found, more: faults.more };
  const shift = columns.stamp === 'end' ? stepMs : 0;
  return {
    type: 'read',
    load: {
      stepMs,
      starts: rows.map(({ at }) => instantMs(at - shift)),
      wh: wholeUnits(rows.map(({ active }) => active)),
      varh: columns.reactive === null ? null : wholeUnits(rows.map(({ reactive }) => reactive)),
    },
  };
};

interface Columns {
  readonly separator: string;
  readonly time: number;
  /** Which end of the interval a time names. */
  readonly stamp: 'start' | 'end';
  readonly active: number;
  readonly reactive: number | null;
  readonly reactiveBack: number | null;
}

const columnsOf = (header: string, faults: FaultList): Columns | null => {
  const separator = [';', '\t', ','].find((mark) => header.includes(mark)) ?? ',';
  const names = header.split(separator).map((name) => name.trim().replaceAll('"', '').toLowerCase());
  const stamp = names.includes('end') ? 'end' : 'start';
  const time = names.indexOf(stamp);
  const active = names.indexOf('kwh');
  if (time < 0) faults.add('line 1', 'MISSING', 'a column start or end: the time of each interval');
  if (active < 0) faults.add('line 1', 'MISSING', 'a column kWh: the energy of each interval');
  const place = (name: string): number | null => (names.includes(name) ? names.indexOf(name) : null);
  if (time < 0 || active < 0) return null;
  return { separator, time, stamp, active, reactive: place('kvarh'), reactiveBack: place('kvarhback') };
};

interface Row {
  readonly line: number;
  readonly at: InstantMs;
  /** Thousandths of a Wh (varh). */
  readonly active: number;
  readonly reactive: number;
}

interface Reading {
  readonly columns: Columns;
  readonly faults: FaultList;
  readonly zone: string;
}

const rowsOf = (lines: readonly string[], { columns, faults, zone }: Reading): readonly Row[] => {
  const instantOf = createTimes(zone);
  const rows: Row[] = [];
  let last: InstantMs | null = null;
  for (const [index, text] of lines.entries()) {
    if (index === 0 || text.trim() === '') continue;
    const cells = text.split(columns.separator).map((cell) => cell.trim().replaceAll('"', ''));
    const path = `line ${index + 1}`;
    const at = instantOf(cells[columns.time] ?? '', last);
    if (at === null) {
      faults.add(path, 'SHAPE', `"${cells[columns.time] ?? ''}" is no time as 2026-01-31 23:45 or 2026-01-31T23:45:00+08:00`);
      continue;
    }
    if (last !== null && at <= last) faults.add(path, at === last ? 'DUPLICATE' : 'RANGE', 'times rise from line to line');
    last = at;
    const cell = (column: number | null, name: string): number => {
      if (column === null) return 0;
      const value = registerFromKilo(cells[column] ?? '');
      if (value === null) faults.add(path, 'SHAPE', `"${cells[column] ?? ''}" is no ${name} of zero or more`);
      return value ?? 0;
    };
    const reactive = cell(columns.reactive, 'kvarh') + cell(columns.reactiveBack, 'kvarh');
    rows.push({ line: index + 1, at, active: cell(columns.active, 'kWh'), reactive });
  }
  if (rows.length === 0 && faults.found.length === 0) faults.add('', 'MISSING', 'there is no interval in the file');
  return rows;
};

const LOCAL = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2}))?$/;

/**
 * Times with an offset, or of the zone's clock; "24:00" ends a day. In the hour that autumn repeats a time is the first of its two instants,
 * unless the line before it is already there.
 */
const createTimes = (zone: string): ((text: string, last: InstantMs | null) => InstantMs | null) => {
  const local = createLocalInstants(zone);
  return (text, last) => {
    const parts = LOCAL.exec(text);
    if (!parts) return instantFromIso(text);
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1).map((part) => Number(part ?? 0));
    const isMidnight = hour === 24 && minute === 0 && second === 0;
    const asked: LocalTime = { year, month, day, hour: isMidnight ? 23 : hour, minute, second };
    const at = local(asked);
    if (at === null) return null;
    if (isMidnight) return instantMs(at + HOUR_MS);
    return last !== null && at <= last ? (laterOf(asked, zone) ?? at) : at;
  };
};

/** The second instant of a time that the clock shows twice; null where it shows it once. */
const laterOf = (time: LocalTime, zone: string): InstantMs | null => {
  const plain = new Temporal.PlainDateTime(time.year, time.month, time.day, time.hour, time.minute, time.second);
  const [earlier, later] = (['earlier', 'later'] as const).map(
    (disambiguation) => plain.toZonedDateTime(zone, { disambiguation }).epochMilliseconds,
  );
  return later === undefined || later === earlier ? null : instantMs(later);
};

/** The least distance between two lines. */
const stepOf = (rows: readonly Row[], { stepMinutes }: LoadOptions, faults: FaultList): number => {
  let least = Number.POSITIVE_INFINITY;
  for (const [index, { at }] of rows.entries()) {
    const before = rows[index - 1];
    if (before && at > before.at) least = Math.min(least, at - before.at);
  }
  const minutes = stepMinutes ?? least / MINUTE_MS;
  if (rows.length > 0 && !STEPS_MINUTES.includes(minutes)) {
    const found = Number.isFinite(minutes) ? `${minutes} minutes` : 'a single interval';
    faults.add('', 'RANGE', `intervals are of 15, 30 or 60 minutes, not ${found}; --step says so where the file cannot`);
  }
  return minutes * MINUTE_MS;
};

/** Every interval starts on a quarter of an hour and touches none of its neighbours. */
const checkGrid = (rows: readonly Row[], stepMs: number, faults: FaultList): void => {
  for (const [index, { line, at }] of rows.entries()) {
    const before = rows[index - 1];
    if (at % SLOT_MS !== 0) faults.add(`line ${line}`, 'RANGE', 'an interval starts on a quarter of an hour');
    if (before && at > before.at && at - before.at < stepMs) faults.add(`line ${line}`, 'OVERLAP', 'reaches into the line before it');
  }
};

/** Thousandths as whole units; what a line rounds off is carried to the next, so that the lines sum to the rounded sum. */
const wholeUnits = (milli: readonly number[]): readonly number[] => {
  let sum = 0;
  let told = 0;
  return milli.map((part) => {
    sum += part;
    const whole = Math.floor((sum + 500) / 1_000);
    const own = whole - told;
    told = whole;
    return own;
  });
};
