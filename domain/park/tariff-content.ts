import type { DatedVector, VectorComponent } from '../tariff/price-vector.ts';
import type { Period, PeriodRule, TariffVersion } from '../tariff/tariff.ts';
import { parkDay } from '../time/park-day.ts';
import { type Price, priceFromYuan, yuanFromPrice } from '../units/money.ts';
import type { FileVector } from './file-terms.ts';
import type { Words } from './model.ts';
import type { FileTariffVersion } from './park-file.ts';

/** What tariff_version.content holds: a price for every period in full, yuan per kWh (m³) with eight decimals. */
export interface TariffContent {
  readonly components: readonly { readonly code: string; readonly name: Words; readonly prices: Readonly<Record<Period, string>> }[];
  readonly rules: readonly PeriodRule[];
  readonly vectors?: readonly FileVector[];
  /** Yuan per kW and month. */
  readonly demandPrice?: string;
  /** Yuan per kVA and month. */
  readonly capacityPrice?: string;
}

/** A version of a checked file, in one notation, so that "0.1" and "0.10" are the same price; a period left out takes the flat price. */
export const contentFromFile = (version: FileTariffVersion): TariffContent => ({
  components: version.components.map(({ code, name, prices }) => ({
    code,
    name,
    prices: byPeriod((period) => yuanFromPrice(priceOf(prices[period] ?? prices.flat))),
  })),
  rules: version.rules,
  ...(version.vectors === undefined ? {} : { vectors: version.vectors.map(plainVector) }),
  ...(version.demandPrice === undefined ? {} : { demandPrice: plainPrice(version.demandPrice) }),
  ...(version.capacityPrice === undefined ? {} : { capacityPrice: plainPrice(version.capacityPrice) }),
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
  ...(content.vectors === undefined ? {} : { vectors: content.vectors.map(vectorFromFile) }),
  ...(content.demandPrice === undefined ? {} : { demandPrice: priceOf(content.demandPrice) }),
  ...(content.capacityPrice === undefined ? {} : { capacityPrice: priceOf(content.capacityPrice) }),
});

const plainPrice = (yuan: string): string => yuanFromPrice(priceOf(yuan));

const plainVector = ({ code, name, days }: FileVector): FileVector => ({
  code,
  name,
  days: days.map((day) => ({ ...day, prices: day.prices.map(plainPrice) })),
});

export const vectorFromFile = ({ code, name, days }: FileVector): VectorComponent => ({
  code,
  name,
  vectors: days.map(
    ({ from, to, dayKind, prices }): DatedVector => ({
      from: parkDay(from),
      ...(to !== undefined && { to: parkDay(to) }),
      ...(dayKind !== undefined && { dayKind }),
      prices: prices.map(priceOf),
    }),
  ),
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
