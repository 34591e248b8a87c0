import type { TaxItem } from '../bill/tax.ts';
import { OPEN_END, parkMonthFromText } from '../fees/day-span.ts';
import type { Fee } from '../fees/fee.ts';
import { POWER_FACTOR_STANDARDS, type PowerFactorTerms } from '../power-factor/power-factor.ts';
import type { NamedFee } from '../tariff/price-book.ts';
import type { TwoPartBook } from '../tariff/two-part.ts';
import type { ParkDay } from '../time/instant.ts';
import { type ParkMonth, parkDay } from '../time/park-day.ts';
import { type Exact, exactFromFen, fenFromYuan, type Price, priceFromYuan } from '../units/money.ts';
import { type Quantity, quantity } from '../units/quantity.ts';
import type { FileAccountFee, FileFee, FilePowerFactor, FileTerms, FileTwoPart } from './file-terms.ts';
import { unitsFromText } from './file-values.ts';

export interface AccountFee extends NamedFee {
  readonly item: TaxItem;
}

/** Two-part terms without their prices, which are those of a tariff. */
export interface TwoPartTerms extends Omit<TwoPartBook, 'prices'> {
  /** Code of the tariff whose versions name the prices. */
  readonly tariff: string;
}

/** What a contract says of an account beside its prices. */
export interface AccountTerms {
  /** At least 1. */
  readonly households: number;
  /** Litres in each window of a step of the quota; null: none was set, and such a step charges nothing. */
  readonly waterQuota: Quantity | null;
  readonly twoPart: TwoPartTerms | null;
  readonly powerFactor: PowerFactorTerms | null;
  readonly fees: readonly AccountFee[];
}

/** Terms of a checked file; throws for what does not parse. */
export const termsFromFile = ({ households, waterQuotaM3, twoPart, powerFactor, fees }: FileTerms): AccountTerms => ({
  households: households ?? 1,
  waterQuota: waterQuotaM3 === undefined ? null : quantity(unitsFromText(waterQuotaM3)),
  twoPart: twoPart ? { tariff: twoPart.tariff, ...twoPartFromFile(twoPart) } : null,
  powerFactor: powerFactor ? powerFactorFromFile(powerFactor) : null,
  fees: (fees ?? []).map(accountFeeFromFile),
});

/** Nothing but prices. */
export const PLAIN_TERMS: AccountTerms = { households: 1, waterQuota: null, twoPart: null, powerFactor: null, fees: [] };

export const twoPartFromFile = ({ units, modes, divisor }: FileTwoPart): Omit<TwoPartBook, 'prices'> => ({
  units: units.map(({ code, capacityKVA, sealed = [] }) => ({
    code,
    capacityVA: unitsFromText(capacityKVA),
    sealed: sealed.map(({ from, to }) => ({ from: parkDay(from), to: to === undefined ? null : parkDay(to) })).sort(byFrom),
  })),
  modes: modes
    .map(({ from, mode, contractKW }) => ({
      from: monthFrom(from),
      mode,
      ...(contractKW !== undefined && { contractW: unitsFromText(contractKW) }),
    }))
    .sort(byFrom),
  divisor: divisor ?? 'thirty',
});

export const powerFactorFromFile = ({ standard, base, rewardAllowed }: FilePowerFactor): PowerFactorTerms => ({
  standard: POWER_FACTOR_STANDARDS.find((one) => `0.${one}` === standard) ?? 90,
  base,
  rewardAllowed: rewardAllowed ?? true,
});

const accountFeeFromFile = (file: FileAccountFee): AccountFee => ({ ...feeFromFile(file), item: file.item ?? 'service' });

export const feeFromFile = (file: FileFee): NamedFee => {
  const during = { from: parkDay(file.from), to: file.to === undefined ? OPEN_END : parkDay(file.to) };
  const named = (fee: Fee): NamedFee => ({ code: file.code, name: file.name, fee });
  switch (file.type) {
    case 'fixed':
      return named({ type: 'fixed', perMonth: amountOf(file.yuanPerMonth), during, divisor: file.divisor ?? 'calendar' });
    case 'area':
      return named({
        type: 'area',
        price: priceOf(file.yuanPerM2),
        areaMilliM2: unitsFromText(file.areaM2),
        during,
        divisor: file.divisor ?? 'calendar',
      });
    case 'term':
      return named({ type: 'term', amount: amountOf(file.yuan), during });
  }
};

const byFrom = (a: { readonly from: ParkDay | ParkMonth }, b: { readonly from: ParkDay | ParkMonth }): number => (a.from < b.from ? -1 : 1);

const priceOf = (text: string): Price => known(priceFromYuan(text), text);
const amountOf = (text: string): Exact => exactFromFen(known(fenFromYuan(text), text));
const monthFrom = (text: string): ParkMonth => known(parkMonthFromText(text), text);

const known = <T>(value: T | null, text: string): T => {
  if (value === null) throw new Error(`park file: ${text} was not checked before it was read`);
  return value;
};
