import { type Exact, type Fen, fen, roundToFen } from '../units/money.ts';

/** Of one account and park day: what its accruals are exactly, and what settlements have posted of it. */
export interface DayStanding {
  readonly accrued: Exact;
  readonly posted: Fen;
}

/** What a settlement still has to post of a day, + to be charged; 0 when it is settled. Rounded once, from the exact whole (DOMAIN 4.2). */
export const owedOf = ({ accrued, posted }: DayStanding): Fen => fen(roundToFen(accrued) - posted);
