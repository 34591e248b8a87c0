import type { ParkDay } from '../time/instant.ts';
import { parkDay } from '../time/park-day.ts';
import { type Fen, fen } from '../units/money.ts';
import type { Medium } from '../units/quantity.ts';

/** What a line is to the tax office (DOMAIN 7.1). Charges collected for the state beside water bear none. */
export const TAX_ITEMS = ['electricity', 'water', 'sewage', 'waterResource', 'service', 'lease'] as const;
export type TaxItem = (typeof TAX_ITEMS)[number];

/** Rates in hundredths of a percent from a day on. */
export interface DatedRates {
  readonly from: ParkDay;
  readonly rates: Readonly<Record<TaxItem, number>>;
}

/** General taxpayers, DOMAIN 7.1 (13/9/6 in force through the VAT law of 2026-01-01); a park with other rates has its own. By `from`, ascending. */
export const GENERAL_RATES: readonly DatedRates[] = [
  { from: parkDay('2019-04-01'), rates: { electricity: 1_300, water: 900, sewage: 0, waterResource: 0, service: 600, lease: 900 } },
];

/** The rate of an item on a day; of days before the first table, the first's. */
export const rateOn = (tables: readonly DatedRates[], item: TaxItem, on: ParkDay): number => {
  const table = tables.findLast(({ from }) => from <= on) ?? tables[0];
  if (!table) throw new Error('tax: no table of rates');
  return table.rates[item];
};

export interface Taxed {
  readonly excl: Fen;
  readonly tax: Fen;
}

const BASIS = 10_000n;

/** excl = round(total / (1 + r)), half away from zero; tax is the rest, so that the two are the whole. */
export const splitTax = (total: Fen, rate: number): Taxed => {
  const whole = BASIS + BigInt(rate);
  const doubled = total * BASIS * 2n;
  const excl = (doubled + (total < 0n ? -whole : whole)) / (2n * whole);
  return { excl: fen(excl), tax: fen(total - excl) };
};

const FOR_THE_STATE: Readonly<Record<string, TaxItem>> = { sewage: 'sewage', waterResource: 'waterResource' };

/** A component of a price of water may be collected for the state; electricity's funds are part of its price. */
export const itemOf = (medium: Medium, component: string): TaxItem => {
  if (medium === 'electricity') return 'electricity';
  return FOR_THE_STATE[component] ?? 'water';
};
