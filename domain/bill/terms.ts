import type { ParkDay } from '../time/instant.ts';
import { type DatedRates, GENERAL_RATES, rateOn, type TaxItem } from './tax.ts';

/** On what terms a park bills from a day on. */
export interface BillingTerms {
  readonly validFrom: ParkDay;
  /** Days after issue in which a bill is to be paid, 0 to 365. */
  readonly daysToPay: number;
  /** Hundredths of a percent; an item that is left out has the general rate of the day. */
  readonly taxRates: { readonly [Item in TaxItem]?: number | undefined };
  /** The contract or notice they stand in. */
  readonly source: string;
}

/** Of a park that has said nothing. */
export const DAYS_TO_PAY = 15;

/** What bills that go out on a day leave for paying. `terms` by validFrom, ascending. */
export const daysToPayOn = (terms: readonly BillingTerms[], day: ParkDay): number =>
  terms.findLast(({ validFrom }) => validFrom <= day)?.daysToPay ?? DAYS_TO_PAY;

/** The tables of rates a park's bills are taxed by: the general ones, and from each of its own days on those with what it says otherwise. */
export const ratesOf = (terms: readonly BillingTerms[]): readonly DatedRates[] => {
  const days = [...new Set([...GENERAL_RATES.map(({ from }) => from), ...terms.map(({ validFrom }) => validFrom)])].toSorted();
  return days.map((from) => {
    const own = terms.findLast(({ validFrom }) => validFrom <= from)?.taxRates ?? {};
    return { from, rates: ratesBy((item) => own[item] ?? rateOn(GENERAL_RATES, item, from)) };
  });
};

const ratesBy = (rate: (item: TaxItem) => number): Readonly<Record<TaxItem, number>> => ({
  electricity: rate('electricity'),
  water: rate('water'),
  sewage: rate('sewage'),
  waterResource: rate('waterResource'),
  service: rate('service'),
  lease: rate('lease'),
});
