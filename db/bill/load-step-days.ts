import { type StepDay, type SteppedDays, stepDays } from '#domain/tiers/step-days.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { parkDay } from '#domain/time/park-day.ts';
import { quantity } from '#domain/units/quantity.ts';
import { selectAccountKey } from '../queries/account-key.ts';
import { dayIn, type Queryable, rowsOf, wholeIn } from '../queries/row.ts';
import { numbersOf } from '../store/arrays.ts';
import { selectSteppedTariffs, selectStepTerms } from './load-steps.ts';

interface Days {
  readonly from: ParkDay;
  /** Included. */
  readonly to: ParkDay;
}

export interface AccountStepDay extends StepDay {
  readonly accountId: number;
}

/** By account, tariff and park day. */
const USES = `
  select c.account_id, v.tariff_id, c.day::text as day, sum(c.quantity)::bigint as used
  from accrual c join tariff_version v on v.id = c.version_id
  where c.account_id = any($1::int[]) and v.tariff_id = any($2::int[]) and c.day >= $3::date and c.day <= $4::date
  group by 1, 2, 3 order by 1, 2, 3`;

/** What accounts used by each tariff with steps, of closed slots, day by day from the very days asked for. Parks without steps cost one look. */
export const selectSteppedDays = async (
  db: Queryable,
  accountIds: readonly number[],
  { from, to }: Days,
): Promise<readonly (SteppedDays & { readonly accountId: number })[]> => {
  const accounts = numbersOf(accountIds, (id) => id);
  const tariffs = accountIds.length === 0 ? [] : await selectSteppedTariffs(db, accounts);
  if (tariffs.length === 0) return [];
  const rows = await rowsOf(db, USES, [accounts, numbersOf(tariffs, ({ id }) => id), from, to], (row) => ({
    accountId: wholeIn(row, 'account_id'),
    tariffId: wholeIn(row, 'tariff_id'),
    day: dayIn(row, 'day'),
    used: quantity(wholeIn(row, 'used')),
  }));
  if (rows.length === 0) return [];
  const terms = await selectStepTerms(db, accounts);
  return [...Map.groupBy(rows, ({ accountId, tariffId }) => `${accountId} ${tariffId}`).values()].flatMap((uses) => {
    const [first] = uses;
    const tariff = tariffs.find(({ id }) => id === first?.tariffId);
    const own = terms.get(first?.accountId ?? 0);
    if (!first || !tariff || !own) return [];
    return [{ accountId: first.accountId, medium: tariff.medium, steps: tariff.steps, terms: own, uses }];
  });
};

/** Accounts whose days are read at once: some 200 of them of two years are 150,000 rows. */
const ACCOUNTS_A_PIECE = 200;

/**
 * What tiers added to what accounts used, on the days that it arose: of closed slots, as accruals. Read from the first day of the year, where the longest
 * window begins.
 */
export const selectStepDays = async (
  db: Queryable,
  accountIds: readonly number[],
  { from, to }: Days,
): Promise<readonly AccountStepDay[]> => {
  const found: AccountStepDay[] = [];
  const since = yearOf(from);
  for (let first = 0; first < accountIds.length; first += ACCOUNTS_A_PIECE) {
    const piece = accountIds.slice(first, first + ACCOUNTS_A_PIECE);
    for (const { accountId, ...stepped } of await selectSteppedDays(db, piece, { from: since, to }))
      for (const day of stepDays(stepped, from)) found.push({ accountId, ...day });
  }
  return found;
};

/** The first day of a day's year. */
const yearOf = (day: ParkDay): ParkDay => parkDay(`${day.slice(0, 4)}-01-01`);

/** All that tiers have ever added to an account's use, 1e-11 yuan: what its balance has beside accruals. */
export const selectStepTotal = async (db: Queryable, accountId: number): Promise<bigint> => {
  const all = await selectStepDays(db, [accountId], { from: parkDay('1970-01-01'), to: parkDay('9999-12-31') });
  return all.reduce<bigint>((sum, { charge }) => sum + charge, 0n);
};

/** Of one account by its code, in order of days. */
export const selectStepDaysOf = async (
  db: Queryable,
  { park, account, ...days }: Days & { readonly park: string; readonly account: string },
): Promise<readonly StepDay[]> => {
  const key = await selectAccountKey(db, park, account);
  return key === null ? [] : selectStepDays(db, [key.id], days);
};
