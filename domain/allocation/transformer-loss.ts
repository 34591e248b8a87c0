import type { TransformerRule } from './rules.ts';

/** A stretch of time in quarters of an hour. */
export interface LoadOfTransformer {
  /** Through the meter on the low side, Wh; below zero: it gave back. */
  readonly wh: bigint;
  readonly quarters: number;
}

/**
 * Loss of a transformer over a stretch (变损), whole Wh, half up: P0·T + Pk·β²·K·T, with β = mean apparent power / rated (DOMAIN 5.1).
 * Exact until the one rounding: T = q/4, S = 4·Wh / (q·cosφ), so the second term is 4·Pk·K·(Wh / cosφ)² / (q·S_N²).
 */
export const transformerLossWh = (rule: TransformerRule, { wh, quarters }: LoadOfTransformer): bigint => {
  if (quarters <= 0) return 0n;
  const q = BigInt(quarters);
  const scaled = wh * MILLI;
  const rated = BigInt(rule.ratedVA) * BigInt(rule.cosMilli);
  // Both terms over one denominator: 4 · q · rated² · 1000.
  const denominator = 4n * q * rated * rated * MILLI;
  const noLoad = BigInt(rule.noLoadW) * q * q * rated * rated * MILLI;
  const load = 16n * BigInt(rule.loadLossW) * BigInt(rule.curveMilli) * scaled * scaled;
  return (2n * (noLoad + load) + denominator) / (2n * denominator);
};

const MILLI = 1_000n;
