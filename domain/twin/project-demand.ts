import type { DemandBoard } from '../board/board.ts';
import { WINDOW_MS } from '../metering/chain.ts';
import { newPeakCharge } from '../tariff/demand-charge.ts';
import { HOUR_MS, type InstantMs, instantMs, slotStartOf } from '../time/instant.ts';
import { type Price, roundToFen, yuanFromFen } from '../units/money.ts';
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

/** What the month's demand charge would rise by if the forecast came true: by contract where one is agreed, else by the actual maximum. */
const newPeakYuan = (twin: Twin, point: PointTwin, peak: { forecastW: number; monthMaxW: number }): string | null => {
  const price = demandPriceOf(twin, point);
  if (price === null) return null;
  const { contractW } = point.point;
  const terms =
    contractW === null
      ? ({ type: 'actual', price, capacityVA: 0 } as const)
      : ({ type: 'contract', price, capacityVA: 0, contractW } as const);
  return yuanFromFen(roundToFen(newPeakCharge(terms, { maxDemandW: peak.monthMaxW, usedWh: 0 }, peak.forecastW)));
};

const demandPriceOf = (twin: Twin, point: PointTwin): Price | null => {
  const assigned = point.point.assignments.at(-1);
  const tariff = assigned && twin.model.tariffs.find((candidate) => candidate.id === assigned.tariffId);
  return tariff?.versions.findLast((version) => version.validFrom <= twin.day)?.demandPrice ?? null;
};
