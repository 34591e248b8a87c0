import type { ParkDocument } from '#domain/board/board.ts';
import { HOUR_MS, type InstantMs, instantMs, type ParkDay, SLOT_MS } from '#domain/time/instant.ts';
import { addDays, dayRange } from '#domain/time/park-day.ts';
import { parkW, ripple, ZONE } from './sample-day.ts';

/** Each point's own today, stretched over the range: what flows through a tree of points stays in keeping with the board. */
export const sampleFlows = (document: ParkDocument, medium: string, from: number, to: number, now: InstantMs) => {
  const hoursToday = ((now + 8 * HOUR_MS) % (24 * HOUR_MS)) / HOUR_MS;
  const share = Math.max(0, Math.min(to, now) - from) / HOUR_MS / hoursToday;
  return Object.values(document.points)
    .filter((point) => point.medium === medium)
    .map(({ code, role, today }, i) => ({
      code,
      quantity: Math.round(today * share),
      exported: role === 'pv' ? Math.round(today * share * 0.04) : 0,
      complete: i % 17 !== 16,
    }));
};

export const sampleQuality = (document: ParkDocument, days: number, now: InstantMs) => {
  const expected = (days - 1) * 96 + Math.floor(((now + 8 * HOUR_MS) % (24 * HOUR_MS)) / SLOT_MS);
  return Object.values(document.points).map(({ code }, i) => {
    const missing = i % 11 === 3 ? 9 + (i % 5) * 14 : 0;
    const estimated = i % 7 === 2 ? 8 + (i % 3) * 6 : 0;
    const interpolated = 2 + (i % 9);
    const gaps = [missing, estimated]
      .filter((slots) => slots > 0)
      .map((slots, n) => {
        const to = instantMs((Math.floor(now / SLOT_MS) - (n === 0 && i % 2 === 1 ? 1 : 40 + i)) * SLOT_MS);
        return { from: instantMs(to - slots * SLOT_MS), to };
      });
    return { code, expected, measured: expected - missing - estimated - interpolated, interpolated, estimated, missing, gaps };
  });
};

const AREAS = [126_400, 58_200, 31_750, 44_900, 18_000];

export const sampleCompare = (
  parks: readonly { readonly code: string; readonly share: number }[],
  { from, to }: { readonly from: ParkDay; readonly to: ParkDay },
  now: InstantMs,
) =>
  parks.map(({ code, share }, n) => {
    const days = [];
    for (let day = from; day <= to && dayRange(day, ZONE).from < now && share > 0; day = addDays(day, 1)) {
      const midnight = dayRange(day, ZONE).from;
      const number = Math.floor(midnight / (24 * HOUR_MS));
      const rest = number % 7 === 2 || number % 7 === 3 ? 0.55 : 1;
      const hours = Math.min(24, (now - midnight) / HOUR_MS);
      let wh = 0;
      for (let hour = 0.5; hour < hours; hour++) wh += parkW(hour, (number % 3) / 4) * share * rest * (1 + 0.06 * ripple(number, n));
      const yuan = ((wh / 1_000) * (0.63 + 0.02 * ripple(number, n + 2))).toFixed(2);
      days.push({
        day,
        wh: Math.round(wh),
        litres: Math.round(wh / 260),
        yuan,
        maxW: Math.round((wh / hours) * (1.5 + 0.1 * ripple(number, n + 5))),
      });
    }
    return { park: code, areaM2: AREAS[n % AREAS.length] ?? 20_000, days };
  });
