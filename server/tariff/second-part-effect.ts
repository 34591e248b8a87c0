import type { Pool } from 'pg';
import { selectTwoPartAccounts, selectTwoParts } from '#db/bill/load-contracts.ts';
import type { TariffVersion } from '#domain/tariff/tariff.ts';
import { type TwoPartBook, twoPartCharge } from '#domain/tariff/two-part.ts';
import { twoPartBookOf } from '#domain/tariff/two-part-book.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { monthOf } from '#domain/time/park-day.ts';
import { type Fen, fen, roundToFen } from '#domain/units/money.ts';

/** What being able to draw cost in a month, and what it would have. */
export interface SecondPartEffect {
  /** First day of the month. */
  readonly month: ParkDay;
  readonly accounts: number;
  readonly now: Fen;
  readonly against: Fen;
  /** Of the accounts those that the version has no price for: their bills would wait. */
  readonly unpriced: number;
}

export interface SecondPartAsked {
  readonly parkId: number;
  readonly zone: string;
  /** Code. */
  readonly tariff: string;
  readonly version: TariffVersion;
  /** First day of the month that is looked at. */
  readonly month: ParkDay;
}

/**
 * The second part (capacity or demand) of accounts whose two-part contract has this tariff's prices, as if the version had held all month: each rounded
 * as on its bill, by the same function. Null: no account has such a contract.
 */
export const secondPartEffect = async (db: Pool, asked: SecondPartAsked): Promise<SecondPartEffect | null> => {
  const { parkId, zone, tariff, version, month } = asked;
  const accounts = await selectTwoPartAccounts(db, parkId, tariff);
  if (accounts.length === 0) return null;
  let [now, against, unpriced] = [0n, 0n, 0];
  for (const { book, ...seen } of (await selectTwoParts(db, { parkId, zone, month }, accounts)).values()) {
    const costBy = (own: TwoPartBook): Fen | null => {
      const charge = twoPartCharge(own, monthOf(month), seen);
      return charge && roundToFen(charge.charge);
    };
    const would = costBy(twoPartBookOf(book, [{ ...version, validFrom: month }]));
    now += costBy(book) ?? 0n;
    against += would ?? 0n;
    if (would === null) unpriced += 1;
  }
  return { month, accounts: accounts.length, now: fen(now), against: fen(against), unpriced };
};
