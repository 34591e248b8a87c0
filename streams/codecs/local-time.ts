import type { InstantMs } from '#domain/time/instant.ts';
import { createLocalInstants, type LocalTime } from '#domain/time/local-instant.ts';

const COMPACT = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/;

/** "20211124101800" on the clock of a zone, as acrelHW and KPM33B send it. Null for what is no time, does not exist there, or lies before 1970. */
export const instantFromCompact = (value: unknown, zone: string): InstantMs | null => {
  const match = typeof value === 'string' ? COMPACT.exec(value) : null;
  const at = match === null ? null : clockOf(zone)(localTimeOf(match));
  return at === null || at < 0 ? null : at;
};

/** The instant as such a device shows it. */
export const compactFromInstant = (at: InstantMs, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'second' })
    .replaceAll(/\D/g, '');

const localTimeOf = (match: RegExpExecArray): LocalTime => ({
  year: Number(match[1]),
  month: Number(match[2]),
  day: Number(match[3]),
  hour: Number(match[4]),
  minute: Number(match[5]),
  second: Number(match[6]),
});

/** Zones of the parks one process serves; a group of 450 parks has a handful. */
const ZONES_MAX = 64;

/** What is remembered of a zone is a function of its name alone. */
const clocks = new Map<string, (local: LocalTime) => InstantMs | null>();

const clockOf = (zone: string): ((local: LocalTime) => InstantMs | null) => {
  const known = clocks.get(zone);
  if (known) return known;
  if (clocks.size >= ZONES_MAX) clocks.clear();
  const made = createLocalInstants(zone);
  clocks.set(zone, made);
  return made;
};
