import type { DemandBoard } from '../board/board.ts';
import { WINDOW_MS } from '../metering/chain.ts';
import { newPeakOf } from '../tariff/two-part.ts';
import { HOUR_MS, type InstantMs, instantMs, type ParkDay, slotStartOf } from '../time/instant.ts';
import { monthOf } from '../time/park-day.ts';
import { roundToFen, yuanFromFen } from '../units/money.ts';
import type { PointTwin, Twin } from './state.ts';

const NONE = -1;
/** Wh in 15 minutes as mean W. */
const W_PER_WINDOW_WH = HOUR_MS / WINDOW_MS;

/**
 * The running 15-minute window of a point: energy so far, and what its end will be if the present power holds,
 * D = (E so far + P x rest) / 0.25 h (DOMAIN 10).
 */
export const demandOf = (twin: Twin, point: PointTwin, now: InstantMs): DemandBoard => {
  const chain = point.current?.registers[0].chain;
  const windowStart = slotStartOf(now);
  const running = chain !== undefined && chain.slot === windowStart;
  const soFarWh = running ? chain.slotQuantity : 0;
  const heardAt = running ? chain.lastAt : windowStart;
  const restMs = windowStart + WINDOW_MS - heardAt;
  const forecastW = Math.round((soFarWh + (Math.max(point.power ?? 0, 0) * restMs) / HOUR_MS) * W_PER_WINDOW_WH);
  const open = chain && sameMonthAs(twin, chain.slot) ? chain.windowMax : NONE;
  const monthMaxWh = Math.max(point.monthWindow, open);
  const monthMaxAt = open > point.monthWindow && chain ? chain.windowAt : point.monthWindowAt;
  return {
    point: point.point.code,
    windowStart,
    soFarWh,
    forecastW,
    slidingW: chain && chain.sliding !== NONE ? chain.sliding * W_PER_WINDOW_WH : null,
    contractW: point.point.contractW,
    monthMaxW: Math.max(monthMaxWh, 0) * W_PER_WINDOW_WH,
    monthMaxAt: monthMaxAt === NONE ? null : instantMs(monthMaxAt),
    newPeakYuan: newPeakYuan(twin, point, { forecastW, monthMaxW: Math.max(monthMaxWh, 0) * W_PER_WINDOW_WH }),
  };
};

const sameMonthAs = (twin: Twin, slot: number): boolean =>
  slot !== NONE && twin.clock.dayOf(slot as InstantMs).slice(0, 7) === twin.day.slice(0, 7);

/** What the month's demand charge would rise by if the forecast came true. Lines of one account are billed by their maxima, summed (DOMAIN 2.3). */
const newPeakYuan = (twin: Twin, point: PointTwin, peak: { forecastW: number; monthMaxW: number }): string | null => {
  const account = twin.accounts.get(point.point.assignments.at(-1)?.accountId ?? 0);
  if (!account?.twoPart) return null;
  const lines = account.points.filter((line) => line.point.medium === 'electricity');
  const others = lines.reduce((sum, line) => (line === point ? sum : sum + Math.max(line.monthWindow, 0) * W_PER_WINDOW_WH), 0);
  const rise = newPeakOf(account.twoPart, monthOf(twin.day as ParkDay), {
    seen: { maxDemandW: others + peak.monthMaxW, usedWh: lines.reduce((sum, line) => sum + line.month, 0) },
    peakW: others + peak.forecastW,
  });
  return rise === null ? null : yuanFromFen(roundToFen(rise));
};
