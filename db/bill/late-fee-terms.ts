import type { LateFeeTerms } from '#domain/fees/late-fee.ts';
import type { InstantMs, ParkDay } from '#domain/time/instant.ts';
import { fen } from '#domain/units/money.ts';
import { atMs, bigIn, dayIn, orNull, type Queryable, rowsOf, textIn, wholeIn } from '../queries/row.ts';

/** Late-fee terms of a park for bills that fall due from a day on. */
export interface DatedLateFee extends LateFeeTerms {
  readonly validFrom: ParkDay;
  /** The contract or notice they stand in. */
  readonly source: string;
}

const TERMS = `
  select valid_from::text as valid_from, daily_ppm, carried_over_ppm, grace_days, cap_ppm, minimum_fen::text as minimum, source
  from late_fee_terms where park_id = $1 order by valid_from`;

/** Oldest first. */
export const selectLateFeeTerms = (db: Queryable, parkId: number): Promise<DatedLateFee[]> =>
  rowsOf(db, TERMS, [parkId], (row) => ({
    validFrom: dayIn(row, 'valid_from'),
    dailyPpm: wholeIn(row, 'daily_ppm'),
    carriedOverPpm: wholeIn(row, 'carried_over_ppm'),
    graceDays: wholeIn(row, 'grace_days'),
    capPpm: orNull(row, 'cap_ppm', wholeIn),
    minimum: fen(bigIn(row, 'minimum')),
    source: textIn(row, 'source'),
  }));

/** What holds for a bill due on a day; null: nothing is asked. */
export const termsOn = (all: readonly DatedLateFee[], dueOn: ParkDay): DatedLateFee | null =>
  all.findLast(({ validFrom }) => validFrom <= dueOn) ?? null;

const SET = `
  insert into late_fee_terms (park_id, valid_from, daily_ppm, carried_over_ppm, grace_days, cap_ppm, minimum_fen, source, set_at, set_by)
  values ($1, $2::date, $3, $4, $5, $6, $7::bigint, $8, ${atMs('$9')}, $10)
  on conflict (park_id, valid_from) do update set daily_ppm = excluded.daily_ppm, carried_over_ppm = excluded.carried_over_ppm, grace_days = excluded.grace_days,
    cap_ppm = excluded.cap_ppm, minimum_fen = excluded.minimum_fen, source = excluded.source, set_at = excluded.set_at, set_by = excluded.set_by`;

/** Sets what holds from a day on, in place of what was said of that day before; what bills have charged stays. */
export async function setLateFeeTerms(
  db: Queryable,
  parkId: number,
  {
    validFrom,
    dailyPpm,
    carriedOverPpm,
    graceDays,
    capPpm,
    minimum,
    source,
    at,
    actor,
  }: DatedLateFee & { readonly at: InstantMs; readonly actor: string },
): Promise<void> {
  const values = [parkId, validFrom, dailyPpm, carriedOverPpm, graceDays, capPpm, minimum.toString(), source, at, actor];
  await rowsOf(db, SET, values, () => null);
}
