import { CALENDARS } from '#db/seeds/holidays.ts';
import { feeFromFile, powerFactorFromFile, twoPartFromFile } from '#domain/park/account-terms.ts';
import { unitsFromText } from '#domain/park/file-values.ts';
import { contentFromFile, vectorFromFile, versionFromContent } from '#domain/park/tariff-content.ts';
import type { BookVersion, PriceBook } from '#domain/tariff/price-book.ts';
import type { Calendar } from '#domain/tariff/tariff.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { parkDay } from '#domain/time/park-day.ts';
import { type Price, priceFromYuan } from '#domain/units/money.ts';
import { quantity } from '#domain/units/quantity.ts';
import type { RateTariff } from './tariff-schema.ts';

/** The book of a file whose shape is right. */
export const bookFromFile = (file: RateTariff): PriceBook => ({
  zone: file.zone,
  calendar: calendarFromFile(file.calendar ?? []),
  versions: versionsFromFile(file),
  twoPart: file.twoPart ? twoPartOf(file.twoPart) : null,
  powerFactor: file.powerFactor ? powerFactorFromFile(file.powerFactor) : null,
  tiers: file.tiers ? tiersFromFile(file.tiers) : null,
  fees: (file.fees ?? []).map(feeFromFile),
});

const calendarFromFile = (calendar: NonNullable<RateTariff['calendar']>): Calendar => {
  const days = typeof calendar === 'string' ? CALENDARS[calendar]() : calendar;
  return new Map(
    days.map(({ day, name, off }) => {
      const own = parkDay(day);
      return [own, { day: own, name, off }];
    }),
  );
};

export const versionsFromFile = ({ versions }: Pick<RateTariff, 'versions'>): readonly BookVersion[] =>
  versions
    .map(
      (version, id): BookVersion => ({
        ...versionFromContent({ id, validFrom: version.validFrom, source: version.source, content: contentFromFile(version) }),
        vectors: (version.vectors ?? []).map(vectorFromFile),
      }),
    )
    .sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));

const twoPartOf = (file: NonNullable<RateTariff['twoPart']>): PriceBook['twoPart'] => ({
  ...twoPartFromFile(file),
  prices: file.prices
    .map(({ from, perKW, perKVA }) => ({ from: parkDay(from), perKW: priceOf(perKW), perKVA: priceOf(perKVA) }))
    .sort(byFrom),
});

const tiersFromFile = ({ window, households, since, versions }: NonNullable<RateTariff['tiers']>): PriceBook['tiers'] => ({
  window,
  households: households ?? 1,
  ...(since !== undefined && { since: parkDay(since) }),
  versions: versions
    .map(({ from, limitsKWh, surcharges, seasons }) => ({
      from: parkDay(from),
      limits: limitsOf(limitsKWh),
      prices: surcharges.map(priceOf),
      ...(seasons && { seasons: seasons.map(({ months, limitsKWh: limits }) => ({ months, limits: limitsOf(limits) })) }),
    }))
    .sort(byFrom),
});

const byFrom = (a: { readonly from: ParkDay }, b: { readonly from: ParkDay }): number => (a.from < b.from ? -1 : 1);

const limitsOf = (kWh: readonly string[]) => kWh.map((text) => quantity(unitsFromText(text)));

const priceOf = (text: string): Price => known(priceFromYuan(text), text);

const known = <T>(value: T | null, text: string): T => {
  if (value === null) throw new Error(`tariff file: ${text} passed the schema and cannot be read`);
  return value;
};
