import { type StepDay, stepDays } from '#domain/tiers/step-days.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { parkDay } from '#domain/time/park-day.ts';
import { quantity } from '#domain/units/quantity.ts';
import { dayIn, type Queryable, rowOf, rowsOf, wholeIn } from '../queries/row.ts';
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

/** Accounts whose days are read at once: some 200 of them of two years are 150,000 rows. */
const ACCOUNTS_A_PIECE = 200;

/**
 * What tiers added to what accounts used, on the days that it arose: of closed slots, as accruals. Read from the first day of the year, where the longest
 * window begins. Parks without steps cost one look.
 */
export const selectStepDays = async (
  db: Queryable,
  accountIds: readonly number[],
  { from, to }: Days,
): Promise<readonly AccountStepDay[]> => {
  const found: AccountStepDay[] = [];
  for (let first = 0; first < accountIds.length; first += ACCOUNTS_A_PIECE) {
    const piece = await ofPiece(db, accountIds.slice(first, first + ACCOUNTS_A_PIECE), { from, to });
    if (piece === null) return [];
    found.push(...piece);
  }
  return found;
};

/** Null: the park has no steps. */
const ofPiece = async (db: Queryable, accountIds: readonly number[], { from, to }: Days): Promise<readonly AccountStepDay[] | null> => {
  const accounts = numbersOf(accountIds, (id) => id);
  const tariffs = await selectSteppedTariffs(db, accounts);
  if (tariffs.length === 0) return null;
  const rows = await rowsOf(db, USES, [accounts, numbersOf(tariffs, ({ id }) => id), `${from.slice(0, 4)}-01-01`, to], (row) => ({
    accountId: wholeIn(row, 'account_id'),
    tariffId: wholeIn(row, 'tariff_id'),
    day: dayIn(row, 'day'),
    used: quantity(wholeIn(row, 'used')),
  }));
  if (rows.length === 0) return [];
  const terms = await selectStepTerms(db, accounts);
  return [...Map.groupBy(rows, ({ accountId, tariffId }) => `${accountId} ${tariffId}`).values()].flatMap((uses) => {
    const [{ accountId, tariffId } = { accountId: 0, tariffId: 0 }] = uses;
    const tariff = tariffs.find(({ id }) => id === tariffId);
    const own = terms.get(accountId);
    if (!tariff || !own) return [];
    const { medium, steps } = tariff;
    return stepDays({ medium, steps, terms: own, uses }, from).map((day) => ({ accountId, ...day }));
  });
};

/** All that tiers have ever added to an account's use, 1e-11 yuan: what its balance has beside accruals. */
export const selectStepTotal = async (db: Queryable, accountId: number): Promise<bigint> => {
  const all = await selectStepDays(db, [accountId], { from: parkDay('1970-01-01'), to: parkDay('9999-12-31') });
  return all.reduce<bigint>((sum, { charge }) => sum + charge, 0n);
};

const ACCOUNT = 'select a.id from account a join park k on k.id = a.park_id where k.code = $1 and a.code = $2';

/** Of one account by its code, in order of days. */
export const selectStepDaysOf = async (
  db: Queryable,
  { park, account, ...days }: Days & { readonly park: string; readonly account: string },
): Promise<readonly StepDay[]> => {
  const id = await rowOf(db, ACCOUNT, [park, account], (row) => wholeIn(row, 'id'));
  return id === null ? [] : selectStepDays(db, [id], days);
};
