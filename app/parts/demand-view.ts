import type { DemandBoard } from '#domain/board/board.ts';
import { HOUR_MS, type InstantMs, instantMs, SECOND_MS, SLOT_MS } from '#domain/time/instant.ts';

/** What the demand window says of itself at an instant. Shares are of the contract (of the month's maximum where there is none). */
export interface DemandView {
  readonly windowEnd: InstantMs;
  /** Share of the window that is over, 0..1. */
  readonly elapsed: number;
  readonly restS: number;
  readonly scaleW: number;
  readonly doneShare: number;
  readonly forecastShare: number;
  /** calm below the contract · over it · beyond the 105 % that contract billing forgives. */
  readonly state: 'calm' | 'over' | 'beyond';
  /** Mean power for the rest of the window that makes no new peak of the month, W; null when there is none to avoid, or no time. */
  readonly safeW: number | null;
}

/** 合同最大需量计费: up to 105 % of the contract the contract is paid (DOMAIN 2.5). */
export const GRACE = 1.05;
const WINDOW_H = SLOT_MS / HOUR_MS;

export const demandView = (demand: DemandBoard, now: InstantMs): DemandView => {
  const elapsedMs = Math.min(SLOT_MS, Math.max(0, now - demand.windowStart));
  const restMs = SLOT_MS - elapsedMs;
  // A contract of nothing is none.
  const scaleW = demand.contractW || Math.max(demand.monthMaxW, demand.forecastW, 1);
  const forecastShare = demand.forecastW / scaleW;
  return {
    windowEnd: instantMs(demand.windowStart + SLOT_MS),
    elapsed: elapsedMs / SLOT_MS,
    restS: Math.ceil(restMs / SECOND_MS),
    scaleW,
    doneShare: demand.soFarWh / WINDOW_H / scaleW,
    forecastShare,
    state: demand.contractW === null || forecastShare <= 1 ? 'calm' : forecastShare <= GRACE ? 'over' : 'beyond',
    safeW: safeW(demand, restMs),
  };
};

const safeW = (demand: DemandBoard, restMs: number): number | null => {
  if (demand.forecastW <= demand.monthMaxW || restMs < SECOND_MS) return null;
  const left = demand.monthMaxW * WINDOW_H - demand.soFarWh;
  return left <= 0 ? null : left / (restMs / HOUR_MS);
};

/** The window to watch: the one whose forecast stands highest against its contract. */
export const worstDemand = (demands: readonly DemandBoard[]): DemandBoard | null =>
  demands.reduce<DemandBoard | null>((worst, next) => (worst === null || pressure(next) > pressure(worst) ? next : worst), null);

const pressure = (demand: DemandBoard): number => demand.forecastW / (demand.contractW ?? Math.max(demand.monthMaxW, 1));
