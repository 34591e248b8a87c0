import { type Fen, fen } from '../units/money.ts';
import { codeFigure, yuanFigure } from './figures.ts';
import { type Finding, findingOf } from './finding.ts';

/** What was charged for being late on one debt. */
export interface LateFee {
  readonly account: string;
  readonly arrears: Fen;
  readonly charged: Fen;
  readonly resident: boolean;
  /** Days in the year the debt is of, and in later years. */
  readonly days: number;
  readonly daysOfLaterYears: number;
}

/** A day, in thousandths of the arrears (DOMAIN 7.3). */
const RESIDENT = 1n;
const SAME_YEAR = 2n;
const LATER_YEAR = 3n;

/** What may be asked at most, half up to the fen, and never more than what is owed. */
export const lateFeeLimit = ({ arrears, resident, days, daysOfLaterYears }: Omit<LateFee, 'account' | 'charged'>): Fen => {
  const [early, late] = resident ? [RESIDENT, RESIDENT] : [SAME_YEAR, LATER_YEAR];
  const rounded = (arrears * (early * BigInt(days) + late * BigInt(daysOfLaterYears)) + 500n) / 1_000n;
  return fen(rounded < arrears ? rounded : arrears);
};

/** PC-09: no late fee above its limit; the one farthest above is told. */
export const checkLateFees = (fees: readonly LateFee[]): Finding => {
  const over = fees.map((fee) => ({ ...fee, limit: lateFeeLimit(fee) })).filter(({ charged, limit }) => charged > limit);
  const worst = over.toSorted((a, b) => Number(b.charged - b.limit - (a.charged - a.limit)))[0];
  if (!worst) return findingOf('PC-09', 'kept');
  return findingOf('PC-09', 'broken', [
    codeFigure('subject', worst.account),
    yuanFigure('charged', worst.charged),
    yuanFigure('limit', worst.limit),
    yuanFigure('excess', worst.charged - worst.limit),
  ]);
};
