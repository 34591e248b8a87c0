import { type InstantMs, instantMs, SLOT_MS } from '#domain/time/instant.ts';
import { localInstant } from '#domain/time/local-instant.ts';
import { decimalText, linesOf, type Read, type ReplayReading } from './reading.ts';

export const STEEL_SERIAL = 'STEEL-0001';
/** Korea keeps one offset all year. */
export const STEEL_ZONE = 'Asia/Seoul';
/** When the first interval begins. */
export const STEEL_FROM = { year: 2018, month: 1, day: 1, hour: 0, minute: 0, second: 0 };

const HEADER = ['date', 'Usage_kWh', 'Lagging_Current_Reactive.Power_kVarh'];

/**
 * A steel plant of 2018, UCI data set 851, as the readings of one meter that stood at zero at new year: one at the start and one at the end
 * of each quarter of an hour, kWh and lagging kvarh with two decimals. A row's label is the end of its interval; the 24:00 of a day is
 * printed as 00:00 of that same day, so the order of the rows is the time and the labels are checked against it.
 */
export const steelReadings = (csv: string): Read<{ readonly readings: readonly ReplayReading[] }> => {
  const [header = '', ...rows] = linesOf(csv);
  if (HEADER.some((name, i) => header.split(',')[i] !== name)) return { fault: `line 1: expected columns ${HEADER.join(', ')}` };
  const start = localInstant(STEEL_FROM, STEEL_ZONE);
  if (start === null) throw new Error('steel: the first interval begins at no time');
  let energyCenti = 0;
  let reactiveCenti = 0;
  const readings = [readingAt(start, energyCenti, reactiveCenti)];
  for (const [i, row] of rows.entries()) {
    const [label = '', energy = '', reactive = ''] = row.split(',');
    const end = instantMs(start + (i + 1) * SLOT_MS);
    const expected = labelOf(end);
    if (normalLabel(label) !== expected) return { fault: `line ${i + 2}: the interval that ends at ${expected} is labelled "${label}"` };
    const [used, lagging] = [centiFrom(energy), centiFrom(reactive)];
    if (used === null || lagging === null)
      return { fault: `line ${i + 2}: kWh "${energy}" and kvarh "${reactive}" have at most two decimals` };
    energyCenti += used;
    reactiveCenti += lagging;
    readings.push(readingAt(end, energyCenti, reactiveCenti));
  }
  return { readings };
};

const readingAt = (at: InstantMs, energyCenti: number, reactiveCenti: number): ReplayReading => ({
  serial: STEEL_SERIAL,
  at,
  registers: { importKWh: decimalText(energyCenti, 2), importKvarh: decimalText(reactiveCenti, 2) },
});

/** "24/4/2018 23:45"; at midnight the day that ends. */
const labelOf = (end: InstantMs): string => {
  const clock = Temporal.Instant.fromEpochMilliseconds(end).toZonedDateTimeISO(STEEL_ZONE);
  const day = clock.hour === 0 && clock.minute === 0 ? clock.subtract({ days: 1 }) : clock;
  return `${day.day}/${day.month}/${day.year} ${clock.hour}:${String(clock.minute).padStart(2, '0')}`;
};

const LABEL = /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):(\d{2})$/;

/** The file pads days, months and hours in some rows and not in others. */
const normalLabel = (label: string): string | null => {
  const match = LABEL.exec(label);
  return match && `${Number(match[1])}/${Number(match[2])}/${match[3]} ${Number(match[4])}:${match[5]}`;
};

const CENTI = /^(\d{1,6})(?:\.(\d{1,2}))?$/;

const centiFrom = (text: string): number | null => {
  const match = CENTI.exec(text);
  return match && Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
};
