import type { Period, PeriodRule, TariffVersion } from '../tariff/tariff.ts';
import { parkDay } from '../time/park-day.ts';
import { type Price, priceFromYuan, yuanFromPrice } from '../units/money.ts';
import type { Words } from './model.ts';
import type { FileTariffVersion } from './park-file.ts';

/** What tariff_version.content holds: a price for every period in full, yuan per kWh (m³) with eight decimals. */
export interface TariffContent {
  readonly components: readonly { readonly code: string; readonly name: Words; readonly prices: Readonly<Record<Period, string>> }[];
  readonly rules: readonly PeriodRule[];
  /** Yuan per kW and month. */
  readonly demandPrice?: string;
}

/** A version of a checked file, in one notation, so that "0.1" and "0.10" are the same price; a period left out takes the flat price. */
export const contentFromFile = (version: FileTariffVersion): TariffContent => ({
  components: version.components.map(({ code, name, prices }) => ({
    code,
    name,
    prices: byPeriod((period) => yuanFromPrice(priceOf(prices[period] ?? prices.flat))),
  })),
  rules: version.rules,
  ...(version.demandPrice === undefined ? {} : { demandPrice: yuanFromPrice(priceOf(version.demandPrice)) }),
});

export interface StoredVersion {
  readonly id: number;
  readonly validFrom: string;
  readonly source: string;
  readonly content: TariffContent;
}

export const versionFromContent = ({ id, validFrom, source, content }: StoredVersion): TariffVersion => ({
  id,
  validFrom: parkDay(validFrom),
  source,
  components: content.components.map(({ code, name, prices }) => ({ code, name, prices: byPeriod((period) => priceOf(prices[period])) })),
  rules: content.rules,
  ...(content.demandPrice === undefined ? {} : { demandPrice: priceOf(content.demandPrice) }),
});

const byPeriod = <T>(of: (period: Period) => T): Record<Period, T> => ({
  deepValley: of('deepValley'),
  valley: of('valley'),
  flat: of('flat'),
  peak: of('peak'),
  criticalPeak: of('criticalPeak'),
});

const priceOf = (yuan: string): Price => {
  const found = priceFromYuan(yuan);
  if (found === null) throw new Error(`tariff: ${yuan} is no price`);
  return found;
};
