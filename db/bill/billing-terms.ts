import type { BillingTerms } from '#domain/bill/terms.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import { atMs, dayIn, type Queryable, rowsOf, textIn, wholeIn } from '../queries/row.ts';

const TERMS = `
  select valid_from::text as valid_from, days_to_pay, tax_rates, source from billing_terms where park_id = $1 order by valid_from`;

/** What a park has said, oldest first. */
export const selectBillingTerms = (db: Queryable, parkId: number): Promise<BillingTerms[]> =>
  rowsOf(db, TERMS, [parkId], (row) => ({
    validFrom: dayIn(row, 'valid_from'),
    daysToPay: wholeIn(row, 'days_to_pay'),
    // Written by setBillingTerms alone.
    taxRates: row.tax_rates as BillingTerms['taxRates'],
    source: textIn(row, 'source'),
  }));

const SET = `
  insert into billing_terms (park_id, valid_from, days_to_pay, tax_rates, source, set_at, set_by)
  values ($1, $2::date, $3, $4::jsonb, $5, ${atMs('$6')}, $7)
  on conflict (park_id, valid_from) do update set days_to_pay = excluded.days_to_pay, tax_rates = excluded.tax_rates, source = excluded.source,
    set_at = excluded.set_at, set_by = excluded.set_by`;

/** Sets what holds from a day on, in place of what was said of that day before; bills that are out stay as they are. */
export async function setBillingTerms(
  db: Queryable,
  parkId: number,
  { validFrom, daysToPay, taxRates, source, at, actor }: BillingTerms & { readonly at: InstantMs; readonly actor: string },
): Promise<void> {
  await rowsOf(db, SET, [parkId, validFrom, daysToPay, JSON.stringify(taxRates), source, at, actor], () => null);
}
