import type { ClientBase } from 'pg';
import { parkDay } from '#domain/time/park-day.ts';
import { daysBefore } from '#domain/twin/book-slot.ts';
import type { Twin } from '#domain/twin/state.ts';
import { numbersOf, wordsOf } from './arrays.ts';

/** What an account used by a version of a tariff with steps: over a stretch, or (`kept`) on one of the last days of it. */
export interface SteppedRow {
  readonly accountId: number;
  readonly versionId: number;
  readonly day: string;
  readonly used: number;
  readonly kept: boolean;
}

/** The first day of the stretch that a day lies in: its month's, or a later cut ($2, sorted). */
export const STRETCH = `greatest(date_trunc('month', a.day)::date, ($2::date[])[width_bucket(a.day, $2::date[])])`;

const STEPPED = `
  select account_id, version_id, day::text as day, used::float8 as used, kept from (
    select a.account_id, a.version_id, ${STRETCH} as day, sum(a.quantity) as used, false as kept from accrual a
    where a.account_id = any($1::int[]) and a.version_id = any($3::int[]) and ($4::date is null or a.day < $4::date) group by 1, 2, 3
    union all
    select a.account_id, a.version_id, a.day, sum(a.quantity), true from accrual a
    where a.account_id = any($1::int[]) and a.version_id = any($3::int[]) and a.day >= $5::date and a.day <= $6::date
      and ($4::date is null or a.day < $4::date) group by 1, 2, 3) as x`;

const DAYS_KEPT = 8;

/** Of the accounts of a twin that have steps; of days before `before`, or (null) of all. */
export const loadSteps = async (
  client: ClientBase,
  twin: Twin,
  { today, before }: { readonly today: string; readonly before: string | null },
): Promise<readonly SteppedRow[]> => {
  const stepped = [...twin.accounts.values()].filter((account) => account.stepped !== null);
  const [first] = stepped.flatMap((account) => [...(account.stepped?.values() ?? [])]);
  if (!first) return [];
  const versions = new Set(stepped.flatMap((account) => [...(account.stepped?.keys() ?? [])]));
  const answer = await client.query(STEPPED, [
    numbersOf(stepped, ({ account }) => account.id),
    wordsOf(first.cuts, (day) => day),
    [...versions],
    before,
    daysBefore(today, DAYS_KEPT - 1),
    today,
  ]);
  return answer.rows.map((row) => ({ accountId: row.account_id, versionId: row.version_id, day: row.day, used: row.used, kept: row.kept }));
};

/** Adds them to what the twin knows. */
export const fillSteps = (twin: Twin, rows: readonly SteppedRow[]): void => {
  for (const { accountId, versionId, day, used, kept } of rows) {
    const stepped = twin.accounts.get(accountId)?.stepped?.get(versionId);
    if (!stepped) continue;
    const sums = kept ? stepped.days : stepped.uses;
    sums.set(parkDay(day), (sums.get(parkDay(day)) ?? 0) + used);
    stepped.sums = null;
  }
};
