import type { Pool } from 'pg';
import { nextMonth } from '#db/bill/bill-month.ts';
import { selectSteps, selectStepTerms } from '#db/bill/load-steps.ts';
import { selectUsedStretches } from '#db/explain/what-if-rows.ts';
import { numbersOf } from '#db/store/arrays.ts';
import { spanOfYear } from '#domain/fees/day-span.ts';
import { stepParts } from '#domain/tiers/step-parts.ts';
import { stepCutsOf, type TariffStep } from '#domain/tiers/steps.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { monthOf, parkDay } from '#domain/time/park-day.ts';

interface Days {
  readonly from: ParkDay;
  /** Included. */
  readonly to: ParkDay;
}

/** 1e-11 yuan by month ("2026-11"). */
export type Surcharges = ReadonlyMap<string, bigint>;

const add = (sums: Map<string, bigint>, day: ParkDay, charge: bigint): void => {
  const month = String(monthOf(day));
  sums.set(month, (sums.get(month) ?? 0n) + charge);
};

/** What steps of the tariffs in force have added to the electricity of some accounts. */
export const surchargesNow = async (db: Pool, accountIds: readonly number[], { from, to }: Days): Promise<Surcharges> => {
  // The last month of each year has the whole of its year's windows.
  const lasts = new Map<string, ParkDay>();
  for (let month = parkDay(`${from.slice(0, 7)}-01`); month <= to; month = nextMonth(month)) lasts.set(month.slice(0, 4), month);
  const sums = new Map<string, bigint>();
  for (const piece of piecesOf(accountIds)) {
    const months = piece.flatMap((accountId) => [...lasts.values()].map((month) => ({ accountId, month })));
    for (const { medium, steps, terms, uses } of [...(await selectSteps(db, months)).values()].flat()) {
      if (medium !== 'electricity') continue;
      for (const { day, charge } of stepParts(steps, terms, uses)) if (day >= from) add(sums, day, charge);
    }
  }
  return sums;
};

/**
 * What other steps would have added to what accounts used, each in the windows of its own: they are of one customer. A window begins before the days that are
 * asked for.
 */
export const surchargesAgainst = async (
  db: Pool,
  { accountIds, steps }: { readonly accountIds: readonly number[]; readonly steps: readonly TariffStep[] },
  { from, to }: Days,
): Promise<Surcharges> => {
  const sums = new Map<string, bigint>();
  if (steps.length === 0) return sums;
  const since = spanOfYear(Number(from.slice(0, 4))).from;
  // As prices: a first version that is younger is taken as if it had been in force.
  const taken = steps.map((step) => ({
    ...step,
    versions: step.versions.map((version, i) => (i === 0 && version.from > since ? { ...version, from: since } : version)),
  }));
  const cuts = stepCutsOf([{ steps: taken, versions: [] }]);
  for (const piece of piecesOf(accountIds)) {
    const terms = await selectStepTerms(
      db,
      numbersOf(piece, (id) => id),
    );
    for (const [accountId, uses] of await selectUsedStretches(db, piece, { from: since, to, cuts })) {
      const own = terms.get(accountId);
      if (!own) continue;
      for (const { day, charge } of stepParts(taken, own, uses)) if (day >= from) add(sums, day, charge);
    }
  }
  return sums;
};

/** Accounts whose use is read at once: 1,000 of them have some 24 stretches in two years each. */
const ACCOUNTS_A_PIECE = 1_000;

function* piecesOf(accountIds: readonly number[]): Generator<readonly number[]> {
  const all = [...new Set(accountIds)];
  for (let first = 0; first < all.length; first += ACCOUNTS_A_PIECE) yield all.slice(first, first + ACCOUNTS_A_PIECE);
}
