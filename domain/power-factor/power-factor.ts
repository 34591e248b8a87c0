import { exact, exactFromFen, type Fen, fen, roundToFen } from '../units/money.ts';
import type { Quantity } from '../units/quantity.ts';

/** What a month's registers say. Reactive energy of both directions counts by its amount: pushing it back is no credit. */
export interface ReactiveMonth {
  readonly activeWh: Quantity;
  readonly reactiveVarh: Quantity;
  /** 反向无功, where the customer can push it back; its absolute value is added. */
  readonly reactiveBackVarh?: Quantity;
}

/**
 * 月平均功率因数 in whole hundredths, 0..100: P / √(P² + Q²), rounded half up, exactly ((83)水电财字第215号, DOMAIN 3.2). Null where nothing was
 * used at all: there is nothing to assess. Compared as whole numbers, since 0.645 and 0.6449999 fall on two sides of a step.
 */
export const averagePowerFactor = ({ activeWh, reactiveVarh, reactiveBackVarh }: ReactiveMonth): number | null => {
  const active = BigInt(Math.abs(activeWh));
  const reactive = BigInt(Math.abs(reactiveVarh)) + BigInt(Math.abs(reactiveBackVarh ?? 0));
  if (active === 0n && reactive === 0n) return null;
  const apparentSquared = active * active + reactive * reactive;
  const doubled = 40_000n * active * active;
  // The largest h with h - 0.5 <= 100 cosφ, that is (2h - 1)² S² <= 200² P².
  let low = 0;
  let high = 100;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const edge = BigInt(2 * middle - 1);
    if (edge * edge * apparentSquared <= doubled) low = middle;
    else high = middle - 1;
  }
  return low;
};

/** 考核标准, in hundredths; who falls under which: DOMAIN 3.1. */
export const POWER_FACTOR_STANDARDS = [90, 85, 80] as const;
export type PowerFactorStandard = (typeof POWER_FACTOR_STANDARDS)[number];

/**
 * 功率因数调整电费表 of (83)水电财字第215号 in hundredths of a percent of the base: + is a surcharge (增收), - a reduction (减收). The three standards
 * have one shape: the surcharge is that of the same distance below the standard; only the reductions end differently. For 0.85 from 0.94 on
 * it is -1.10 %: the table's own steps; one public program has -1.00 % (to be checked against the text, DOMAIN 12).
 */
export const adjustmentOf = (standard: PowerFactorStandard, hundredths: number): number => {
  if (!Number.isInteger(hundredths) || hundredths < 0 || hundredths > 100)
    throw new RangeError(`power factor: ${hundredths} is no hundredth from 0 to 100`);
  const below = standard - hundredths;
  return below >= 0 ? surchargeOf(below) : -reductionOf(standard, hundredths);
};

/** +0.5 % for each hundredth up to 20 below the standard, then +1 % up to 25, then +2 %. */
const surchargeOf = (below: number): number => {
  if (below <= 20) return 50 * below;
  return below <= 25 ? 1_000 + 100 * (below - 20) : 1_500 + 200 * (below - 25);
};

/** 0.1 % for each hundredth up to 0.90, 0.15 % beyond, up to the end of the standard's own table. */
const reductionOf = (standard: PowerFactorStandard, hundredths: number): number => {
  const counted = Math.min(hundredths, REDUCTION_ENDS[standard]);
  return 10 * (Math.min(counted, 90) - standard) + 15 * Math.max(0, counted - 90);
};

const REDUCTION_ENDS: Readonly<Record<PowerFactorStandard, number>> = { 90: 95, 85: 94, 80: 92 };

/** How a grid contract adjusts by power factor. */
export interface PowerFactorTerms {
  readonly standard: PowerFactorStandard;
  /**
   * Codes of the bill lines that the percentage applies to; it differs by province (DOMAIN 3.4): Chongqing leaves the system operation fee
   * out, Hubei does not; government funds never belong to it.
   */
  readonly base: readonly string[];
  /** False for who was granted a lowered standard: no reduction, surcharges only. */
  readonly rewardAllowed: boolean;
}

/** A line of a bill as far as the adjustment looks at it. */
export interface ChargedLine {
  readonly component: string;
  readonly amount: Fen;
}

/** What the percentage applies to: the rounded lines as they stand on the bill. */
export const adjustmentBase = (lines: readonly ChargedLine[], { base }: Pick<PowerFactorTerms, 'base'>): Fen =>
  fen(lines.reduce((sum, { component, amount }) => (base.includes(component) ? sum + amount : sum), 0n));

export interface PowerFactorAdjustment {
  /** Hundredths; null where it is not assessed. */
  readonly powerFactor: number | null;
  /** Hundredths of a percent. */
  readonly ratio: number;
  readonly base: Fen;
  /** + to pay, - to get back. */
  readonly amount: Fen;
  /** Reactive energy without active: the table's worst end, over 100 %, to be looked at by a person. */
  readonly suspect: boolean;
}

/** 力调电费: base x ratio, rounded half up to the fen once. */
export const powerFactorAdjustment = (
  terms: PowerFactorTerms,
  month: ReactiveMonth,
  lines: readonly ChargedLine[],
): PowerFactorAdjustment => {
  const powerFactor = averagePowerFactor(month);
  const found = powerFactor === null ? 0 : adjustmentOf(terms.standard, powerFactor);
  const ratio = found < 0 && !terms.rewardAllowed ? 0 : found;
  const base = adjustmentBase(lines, terms);
  return { powerFactor, ratio, base, amount: adjustmentAmount(base, ratio), suspect: powerFactor === 0 };
};

/** A ratio in hundredths of a percent of an amount: whole fen times 1e-4 are whole 1e-11 yuan, rounded once. */
export const adjustmentAmount = (base: Fen, ratio: number): Fen => roundToFen(exact((exactFromFen(base) * BigInt(ratio)) / 10_000n));
