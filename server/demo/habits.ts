import { ALARM_DAYS } from '#db/seeds/account-terms.ts';
import { sceneOf } from '#db/seeds/scenes.ts';
import { spread } from '#db/seeds/spread.ts';
import type { Channel } from '#domain/ledger/chart.ts';
import { type Fen, fen } from '#domain/units/money.ts';

/** What a tenant sees of his account: what is left, and the level he is first warned at. */
export interface Wallet {
  readonly account: string;
  readonly available: Fen;
  readonly alarm1: Fen;
}

export interface Paid {
  readonly amount: Fen;
  readonly channel: Channel;
}

/** Tenths of days, a day being what the first warning level says it is: seasons change it, and tenants come more often then. */
interface Habit {
  /** Tops up at or below it. */
  readonly at: bigint;
  /** And so much for. */
  readonly lasts: bigint;
}

/** Some pay by the month before anybody warns them, some by the week and late. */
const HABITS: readonly (Habit & { readonly outOfTwenty: number })[] = [
  { at: 90n, lasts: 300n, outOfTwenty: 5 },
  { at: 70n, lasts: 140n, outOfTwenty: 5 },
  { at: 60n, lasts: 70n, outOfTwenty: 4 },
  { at: 80n, lasts: 500n, outOfTwenty: 2 },
  { at: 40n, lasts: 70n, outOfTwenty: 2 },
  { at: 30n, lasts: 140n, outOfTwenty: 1 },
  { at: 15n, lasts: 70n, outOfTwenty: 1 },
];

/** Who is staged lives from hand to mouth: half a day around where the scene wants him. */
const STAGED_AROUND = 5n;

export const habitOf = (account: string): Habit => {
  const scene = sceneOf(account);
  if (scene) return { at: BigInt(Math.round(scene.daysLeft * 10)) - STAGED_AROUND, lasts: 2n * STAGED_AROUND };
  let nth = spread(`tops up ${account}`, 0, 20);
  for (const habit of HABITS) {
    if (nth < habit.outOfTwenty) return habit;
    nth -= habit.outOfTwenty;
  }
  throw new Error('demo: habits are not twenty in twenty');
};

/** What a tenant pays in now; null: what he has is enough for him. While the counter is closed only who has nothing left comes: somebody is on duty. */
export const topUpOf = ({ account, available, alarm1 }: Wallet, { counterOpen }: { readonly counterOpen: boolean }): Paid | null => {
  const { at, lasts } = habitOf(account);
  const ofDays = (tenths: bigint): bigint => (alarm1 * tenths) / BigInt(ALARM_DAYS.first * 10);
  const from = ofDays(at);
  if (available > (counterOpen || from < 0n ? from : 0n)) return null;
  const amount = roundSum(ofDays(at + lasts) - available, ofDays(10n));
  return { amount, channel: channelOf(amount) };
};

/** Nobody pays 2,873.41: a round sum below, half a day off at most except where tens of yuan are more. */
const roundSum = (amount: bigint, day: bigint): Fen => {
  const step = STEPS.find((one) => one * 2n <= day) ?? STEP_MIN;
  return fen(amount < step ? step : amount - (amount % step));
};

const STEPS = [100_000n, 50_000n, 10_000n, 5_000n];
const STEP_MIN = 1_000n;

/** Small sums in cash, what a card allows at the terminal, the rest by transfer. */
const channelOf = (amount: Fen): Channel => (amount < 50_000n ? 'cash' : amount < 500_000n ? 'pos' : 'slip');
