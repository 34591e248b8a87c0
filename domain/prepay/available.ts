import { HOUR_MS } from '../time/instant.ts';
import { type Exact, exactFromFen, type Fen, fen } from '../units/money.ts';

const EXACT_PER_FEN: bigint = exactFromFen(fen(1n));

/** What an account may still use: its ledger balance less what is accrued and not yet posted, rounded down, so it never shows more than there is. */
export const availableOf = (ledger: Fen, unposted: Exact): Fen => {
  const cut = unposted / EXACT_PER_FEN;
  const roundedUp = unposted > cut * EXACT_PER_FEN ? cut + 1n : cut;
  return fen(ledger - roundedUp);
};

/** What an account was charged over a stretch of time; the last seven days, or since it was opened. */
export interface RecentUse {
  readonly charge: Exact;
  readonly overMs: number;
}

const DAY_MS = 24 * HOUR_MS;
const DAYS_LEFT_MAX = 9_999;

/**
 * Days the available amount lasts at the recent pace, in tenths rounded down; 0 when nothing is left, at most 9,999.
 * Null before a day of history or without use.
 */
export const daysLeft = (available: Fen, { charge, overMs }: RecentUse): number | null => {
  if (overMs < DAY_MS || charge <= 0n) return null;
  if (available <= 0n) return 0;
  const tenths = (exactFromFen(available) * BigInt(Math.floor(overMs)) * 10n) / (charge * BigInt(DAY_MS));
  return tenths > BigInt(DAYS_LEFT_MAX * 10) ? DAYS_LEFT_MAX : Number(tenths) / 10;
};
