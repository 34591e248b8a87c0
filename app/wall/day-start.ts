import { type InstantMs, instantMs, MINUTE_MS } from '#domain/time/instant.ts';

/** Midnight of a park's day, "2026-11-01". (domain/time does it with Temporal, which not every browser of a wall has.) */
export const dayStart = (day: string, zone: string): InstantMs => {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // The offset is asked again at the midnight it gives: it may differ from that of UTC's midnight on a day that changes the clock.
  return instantMs(midnight - offsetAt(midnight - offsetAt(midnight, zone), zone));
};

const offsetAt = (at: number, zone: string): number => {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  return hours === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MINUTE_MS;
};
