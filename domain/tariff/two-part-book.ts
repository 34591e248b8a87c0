import type { TariffVersion } from './tariff.ts';
import type { TwoPartBook } from './two-part.ts';

/** A customer's terms at the prices that a tariff's versions name, each from the day the version holds. */
export const twoPartBookOf = (
  { units, modes, divisor }: Omit<TwoPartBook, 'prices'>,
  versions: readonly Pick<TariffVersion, 'validFrom' | 'demandPrice' | 'capacityPrice'>[],
): TwoPartBook => ({
  units,
  modes,
  divisor,
  prices: versions
    .filter(({ demandPrice, capacityPrice }) => demandPrice !== undefined || capacityPrice !== undefined)
    .map(({ validFrom, demandPrice, capacityPrice }) => ({ from: validFrom, perKW: demandPrice ?? null, perKVA: capacityPrice ?? null })),
});
