import { HOUR_MS, type InstantMs, instantMs } from '#domain/time/instant.ts';
import { type LocalTime, localInstant } from '#domain/time/local-instant.ts';
import { decimalText, linesOf, type Read, type ReplayReading } from './reading.ts';

/** The trial stood in Alicante; the meters' clocks skip 27 March 2016, 02:00 to 03:00, as Spain's did. */
export const SWM_ZONE = 'Europe/Madrid';

export interface SwmFile {
  readonly readings: readonly ReplayReading[];
  /** Rows at a local time that the zone skips in spring. */
  readonly skipped: number;
  /** Rows taken as the second pass of the hour that the zone repeats in autumn. */
  readonly repeated: number;
}

const HEADER = 'meter_id,local_time,reading_litres,diff_litres';

/**
 * Water meters of the DAIAD trial, hourly, registers in litres: meter M01 is `SWM-M01`. The order of the file is kept, with its roll-backs,
 * jumps and repeats. Local times bear no offset: in the hour that autumn repeats, a row is the first pass unless the meter's row before it
 * is already there; then it is the second, an hour later.
 */
export const swmReadings = (csv: string): Read<SwmFile> => {
  const [header = '', ...rows] = linesOf(csv);
  if (header !== HEADER) return { fault: `line 1: expected columns ${HEADER}` };
  const readings: ReplayReading[] = [];
  const last = new Map<string, InstantMs>();
  let skipped = 0;
  let repeated = 0;
  for (const [i, row] of rows.entries()) {
    const match = ROW.exec(row);
    if (!match) return { fault: `line ${i + 2}: expected meter, local time and litres, found "${row.slice(0, 80)}"` };
    const [, meter = '', , , , , , , litres = ''] = match;
    const local = localTimeOf(match);
    const first = localInstant(local, SWM_ZONE);
    if (first === null) {
      skipped += 1;
      continue;
    }
    const again = (last.get(meter) ?? 0) >= first && isRepeated(first);
    if (again) repeated += 1;
    const at = again ? instantMs(first + HOUR_MS) : first;
    last.set(meter, at);
    readings.push({ serial: `SWM-${meter}`, at, registers: { volumeM3: decimalText(Number(litres), 3) } });
  }
  return { readings, skipped, repeated };
};

const ROW = /^(M\d{2}),(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2}),(\d{1,12}),-?\d+$/;

const localTimeOf = (match: RegExpExecArray): LocalTime => ({
  year: Number(match[2]),
  month: Number(match[3]),
  day: Number(match[4]),
  hour: Number(match[5]),
  minute: Number(match[6]),
  second: Number(match[7]),
});

/** The clock shows the same an hour later. */
const isRepeated = (at: InstantMs): boolean => clockAt(at) === clockAt(instantMs(at + HOUR_MS));

const clockAt = (at: InstantMs): string =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(SWM_ZONE).toPlainDateTime().toString();
