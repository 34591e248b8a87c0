import { type InstantMs, instantMs } from '#domain/time/instant.ts';
import { dayOf, timeText } from '../../format/time.ts';

/** "2026-11-22T14:05" on the park's clock, as a form's field holds it. */
export const localText = (at: InstantMs, zone: string): string => `${dayOf(at, zone)}T${timeText(at, zone)}`;

const LOCAL = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/;

/**
 * The instant a park's clock shows a text: the first of two where the clock is put back; where it is put forward and never shows it, null.
 * (domain/time does it with Temporal, which not every browser has.)
 */
export const instantOfLocal = (text: string, zone: string): InstantMs | null => {
  const match = LOCAL.exec(text);
  if (!match) return null;
  const [, year, month, day, hour, minute] = match.map(Number);
  const asUtc = Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1, hour ?? 0, minute ?? 0);
  if (!Number.isFinite(asUtc)) return null;
  // The offset at the answer is that of half a day before or after it, whatever happens in between.
  const candidates = [asUtc + offsetAt(asUtc - HALF_DAY_MS, zone), asUtc + offsetAt(asUtc + HALF_DAY_MS, zone)];
  const found = candidates.sort((a, b) => a - b).find((at) => localText(instantMs(at), zone) === text);
  return found === undefined ? null : instantMs(found);
};

const HALF_DAY_MS = 12 * 3_600_000;

/** UTC less the park's clock, ms, at an instant. */
const offsetAt = (at: number, zone: string): number => {
  const [, year, month, day, hour, minute] = (LOCAL.exec(localText(instantMs(at), zone)) ?? []).map(Number);
  const minuteOf = at - (at % 60_000);
  return minuteOf - Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1, hour ?? 0, minute ?? 0);
};
