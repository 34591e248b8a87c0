import type { Pool } from 'pg';
import { selectSteps, selectStepTerms } from '#db/bill/load-steps.ts';
import { selectUsedDays } from '#db/explain/what-if-rows.ts';
import { spanOfYear } from '#domain/fees/day-span.ts';
import { stepParts } from '#domain/tiers/step-parts.ts';
import type { TariffStep } from '#domain/tiers/steps.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { addDays, monthOf, parkDay } from '#domain/time/park-day.ts';

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
  const firsts = new Set<ParkDay>();
  for (let day = parkDay(`${from.slice(0, 7)}-01`); day <= to; day = addDays(day, 1)) if (day.endsWith('-01')) firsts.add(day);
  const months = [...new Set(accountIds)].flatMap((accountId) => [...firsts].map((month) => ({ accountId, month })));
  const sums = new Map<string, bigint>();
  for (const [key, steps] of await selectSteps(db, months)) {
    for (const one of steps) {
      if (one.medium !== 'electricity') continue;
      for (const { day, charge } of stepParts(one.steps, one.terms, one.uses))
        if (key.slice(-10, -3) === monthOf(day)) add(sums, day, charge);
    }
  }
  return sums;
};

/** What other steps would have added to what one account used: its windows begin before the days that are asked for. */
export const surchargesAgainst = async (
  db: Pool,
  { accountId, steps }: { readonly accountId: number; readonly steps: readonly TariffStep[] },
  { from, to }: Days,
): Promise<Surcharges> => {
  const sums = new Map<string, bigint>();
  const terms = steps.length === 0 ? undefined : (await selectStepTerms(db, `{${accountId}}`)).get(accountId);
  if (!terms) return sums;
  const since = spanOfYear(Number(from.slice(0, 4))).from;
  const used = await selectUsedDays(db, accountId, { from: since, to });
  // As prices: a first version that is younger is taken as if it had been in force.
  const taken = steps.map((step) => ({
    ...step,
    versions: step.versions.map((version, i) => (i === 0 && version.from > since ? { ...version, from: since } : version)),
  }));
  for (const { day, charge } of stepParts(taken, terms, used)) if (day >= from) add(sums, day, charge);
  return sums;
};
