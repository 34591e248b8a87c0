import { HOUR_MS, MINUTE_MS, SLOT_MS } from '#domain/time/instant.ts';

/** Offsets change on quarters of an hour at the earliest. Some years of quarters. */
const KNOWN_MAX = 200_000;

/** Writes instants as a zone's clock shows them, "2026-11-22T10:00:00+08:00": a million of them in a second. */
export const localTextOf = (zone: string): ((at: number) => string) => {
  const known = new Map<number, { readonly ms: number; readonly text: string }>();
  const offsetAt = (at: number) => {
    const quarter = Math.floor(at / SLOT_MS);
    const before = known.get(quarter);
    if (before) return before;
    const { offset } = Temporal.Instant.fromEpochMilliseconds(quarter * SLOT_MS).toZonedDateTimeISO(zone);
    const made = { ms: millisecondsOf(offset), text: offset };
    if (known.size >= KNOWN_MAX) known.clear();
    known.set(quarter, made);
    return made;
  };
  return (at) => {
    const { ms, text } = offsetAt(at);
    const local = new Date(at + ms).toISOString();
    // Meters say whole seconds, mostly.
    return (at % 1_000 === 0 ? local.slice(0, 19) : local.slice(0, 23)) + text;
  };
};

/** "+05:30" */
const millisecondsOf = (offset: string): number => {
  const size = Number(offset.slice(1, 3)) * HOUR_MS + Number(offset.slice(4, 6)) * MINUTE_MS;
  return offset.startsWith('-') ? -size : size;
};

/** Whole thousandths as a decimal with three places: Wh as kWh, litres as m³. No digit passes through a float. */
export const kiloText = (thousandths: number): string => {
  const digits = String(Math.abs(thousandths)).padStart(4, '0');
  return `${thousandths < 0 ? '-' : ''}${digits.slice(0, -3)}.${digits.slice(-3)}`;
};

/** A register in thousandths of a Wh (litre) as kWh (m³) with six places. */
export const registerText = (milli: number | null): string | null => {
  if (milli === null) return null;
  const digits = String(milli).padStart(7, '0');
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
};
