import type { TariffStep } from '../tiers/steps.ts';
import type { ParkDay } from '../time/instant.ts';
import { parkDay } from '../time/park-day.ts';
import { type Price, priceFromYuan, yuanFromPrice } from '../units/money.ts';
import { type Quantity, quantity } from '../units/quantity.ts';
import type { FileStep } from './file-terms.ts';
import { unitsFromText } from './file-values.ts';

/** Steps of a checked file or of the table that keeps them; throws for what does not parse. */
export const stepFromFile = ({ code, name, window, of, versions }: FileStep): TariffStep => ({
  code,
  name,
  window,
  of,
  versions: versions
    .map(({ from, limits, surcharges, seasons }) => ({
      from: parkDay(from),
      limits: limits.map(unitsOf),
      prices: surcharges.map(priceOf),
      ...(seasons && { seasons: seasons.map(({ months, limits: own }) => ({ months, limits: own.map(unitsOf) })) }),
    }))
    .sort(byFrom),
});

/** In one notation, so that "0.1" and "0.10" are the same surcharge. */
export const plainStep = (step: FileStep): FileStep => ({
  ...step,
  versions: step.versions.map((version) => ({ ...version, surcharges: version.surcharges.map((text) => yuanFromPrice(priceOf(text))) })),
});

const unitsOf = (text: string): Quantity => quantity(unitsFromText(text));

const byFrom = (a: { readonly from: ParkDay }, b: { readonly from: ParkDay }): number => (a.from < b.from ? -1 : 1);

const priceOf = (yuan: string): Price => {
  const found = priceFromYuan(yuan);
  if (found === null) throw new Error(`steps: ${yuan} is no price`);
  return found;
};
