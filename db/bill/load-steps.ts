import type { SteppedMonth } from '#domain/bill/step-charges.ts';
import { termsFromFile } from '#domain/park/account-terms.ts';
import type { FileStep, FileTerms } from '#domain/park/file-terms.ts';
import { stepFromFile } from '#domain/park/tariff-steps.ts';
import { type StepTerms, stepCutsOf, type TariffStep } from '#domain/tiers/steps.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { parkDay } from '#domain/time/park-day.ts';
import { type Medium, quantity } from '#domain/units/quantity.ts';
import { dayIn, type Queryable, rowsOf, wholeIn } from '../queries/row.ts';
import { numbersOf, wordsOf } from '../store/arrays.ts';
import { nextMonth } from './bill-month.ts';
import { type AccountMonth, monthKey } from './load-use.ts';

const TARIFFS = `
  select t.id, t.medium, t.steps, array(select valid_from::text from tariff_version where tariff_id = t.id order by 1) as froms from tariff t
  where t.steps <> '[]' and t.park_id in (select park_id from account where id = any($1::int[])) order by t.id`;

interface SteppedTariff {
  readonly id: number;
  readonly medium: Medium;
  readonly steps: readonly TariffStep[];
  readonly versions: readonly { readonly validFrom: ParkDay }[];
}

/** Of the parks of these accounts (an array of ids as text). */
export const selectSteppedTariffs = (db: Queryable, accounts: string): Promise<SteppedTariff[]> =>
  rowsOf(db, TARIFFS, [accounts], (row) => ({
    id: wholeIn(row, 'id'),
    medium: row.medium === 'water' ? 'water' : 'electricity',
    // Written from a checked file alone.
    steps: (row.steps as readonly FileStep[]).map(stepFromFile),
    versions: (row.froms as readonly string[]).map((from) => ({ validFrom: parkDay(from) })),
  }));

const TERMS = 'select id, terms, opened_on::text as opened_on from account where id = any($1::int[])';

/** By account id. */
export const selectStepTerms = async (db: Queryable, accounts: string): Promise<ReadonlyMap<number, StepTerms>> =>
  new Map(
    await rowsOf(
      db,
      TERMS,
      [accounts],
      (row) => [wholeIn(row, 'id'), { ...termsFromFile(row.terms as FileTerms), openedOn: dayIn(row, 'opened_on') }] as const,
    ),
  );

/** Whole stretches (`stretchOf`), cut at $3. */
const USES = `
  select c.account_id, v.tariff_id, c.version_id, greatest(date_trunc('month', c.day)::date, ($3::date[])[width_bucket(c.day, $3::date[])])::text as day,
    sum(c.quantity)::bigint as used, min(c.day)::text as from_on, max(c.day)::text as to_on
  from accrual c join tariff_version v on v.id = c.version_id
  where c.account_id = any($1::int[]) and v.tariff_id = any($2::int[]) and c.day >= $4::date and ($5::date is null or c.day < $5::date)
  group by 1, 2, 3, 4 order by 1, 2, 4`;

/**
 * What surcharges of steps of these months are reckoned with, by `monthKey`: each tariff's use from the year's first day to the month's last, of park days
 * before `before` alone where it is given. Parks without steps cost one look.
 */
export const selectSteps = async (
  db: Queryable,
  months: readonly AccountMonth[],
  before: ParkDay | null = null,
): Promise<ReadonlyMap<string, readonly SteppedMonth[]>> => {
  const accounts = numbersOf(months, ({ accountId }) => accountId);
  const tariffs = months.length === 0 ? [] : await selectSteppedTariffs(db, accounts);
  if (tariffs.length === 0) return new Map();
  const first = months.map(({ month }) => month).sort()[0] ?? '';
  const cuts = wordsOf(stepCutsOf(tariffs), (day) => day);
  const rows = await rowsOf(
    db,
    USES,
    [accounts, numbersOf(tariffs, ({ id }) => id), cuts, `${first.slice(0, 4)}-01-01`, before],
    (row) => ({
      accountId: wholeIn(row, 'account_id'),
      tariffId: wholeIn(row, 'tariff_id'),
      versionId: wholeIn(row, 'version_id'),
      day: dayIn(row, 'day'),
      used: quantity(wholeIn(row, 'used')),
      from: dayIn(row, 'from_on'),
      to: dayIn(row, 'to_on'),
    }),
  );
  if (rows.length === 0) return new Map();
  const terms = await selectStepTerms(db, accounts);
  const byAccount = Map.groupBy(rows, ({ accountId }) => accountId);
  return new Map(
    months.map((one) => {
      const [year, end] = [`${one.month.slice(0, 4)}-01-01`, nextMonth(one.month)];
      const own = (byAccount.get(one.accountId) ?? []).filter(({ day }) => day >= year && day < end);
      const of = terms.get(one.accountId);
      const steps = tariffs.flatMap(({ id, medium, steps: all }): SteppedMonth[] => {
        const uses = own.filter(({ tariffId }) => tariffId === id);
        if (!of || uses.length === 0) return [];
        const { households, waterQuota, openedOn } = of;
        const plain = uses.map(({ versionId, day, used, from, to }) => ({ versionId, day, used, from, to }));
        return [{ medium, steps: all, terms: { households, waterQuota, openedOn }, uses: plain }];
      });
      return [monthKey(one), steps] as const;
    }),
  );
};
