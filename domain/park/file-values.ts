import { type InstantMs, instantMs } from '../time/instant.ts';
import { type RatioMilli, ratioMilli, registerFromKilo } from '../units/quantity.ts';

const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** "2026-10-13T00:00:00+08:00" as an instant; null for anything but ISO 8601 with an offset, at most milliseconds. */
export const instantFromIso = (text: string): InstantMs | null => {
  if (!ISO.test(text)) return null;
  try {
    return instantMs(Temporal.Instant.from(text).epochMilliseconds);
  } catch {
    return null; // a 31 April or an hour 25
  }
};

/** "2026-10-12T16:00:00Z". */
export const isoFromInstant = (at: InstantMs): string => Temporal.Instant.fromEpochMilliseconds(at).toString();

const RATIO = /^(\d{1,6})(?:\.(\d{1,3}))?$/;

/** "8000" or "0.5" as CT x PT; null for anything but a positive decimal below a million with at most three places. */
export const ratioFromText = (text: string): RatioMilli | null => {
  const parts = RATIO.exec(text);
  if (!parts) return null;
  const milli = Number(parts[1]) * 1_000 + Number((parts[2] ?? '').padEnd(3, '0'));
  return milli > 0 ? ratioMilli(milli) : null;
};

const CARBON = /^(\d{1,2})(?:\.(\d{1,6}))?$/;

/** "0.6191" kgCO2 per kWh in millionths; null for anything but a decimal with at most six places. */
export const microFromKg = (text: string): number | null => {
  const parts = CARBON.exec(text);
  return parts ? Number(parts[1]) * 1_000_000 + Number((parts[2] ?? '').padEnd(6, '0')) : null;
};

/** A decimal in thousands as whole units (kWh: Wh, kVA: VA, m²: thousandths), rounded half up; it has been checked. */
export const unitsFromText = (kilo: string): number => Math.floor(((registerFromKilo(kilo) ?? 0) + 500) / 1_000);

/** kW (m³/h) as whole W (litres per hour). */
export const unitsFromKilo = (kilo: number): number => Math.round(kilo * 1_000);
