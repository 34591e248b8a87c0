import { CALENDARS } from '#db/seeds/holidays.ts';
import { OPEN_END, parkMonthFromText } from '#domain/fees/day-span.ts';
import type { Fee } from '#domain/fees/fee.ts';
import { contentFromFile, versionFromContent } from '#domain/park/tariff-content.ts';
import { POWER_FACTOR_STANDARDS } from '#domain/power-factor/power-factor.ts';
import type { BookVersion, NamedFee, PriceBook } from '#domain/tariff/price-book.ts';
import type { Calendar } from '#domain/tariff/tariff.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { type ParkMonth, parkDay } from '#domain/time/park-day.ts';
import { exactFromFen, fenFromYuan, type Price, priceFromYuan } from '#domain/units/money.ts';
import { quantity, registerFromKilo } from '#domain/units/quantity.ts';
import type { RateTariff } from './tariff-schema.ts';

/** The book of a file whose shape is right. */
export const bookFromFile = (file: RateTariff): PriceBook => ({
  zone: file.zone,
  calendar: calendarFromFile(file.calendar ?? []),
  versions: versionsFromFile(file),
  twoPart: file.twoPart ? twoPartFromFile(file.twoPart) : null,
  powerFactor: file.powerFactor
    ? {
        standard: POWER_FACTOR_STANDARDS.find((standard) => `0.${standard}` === file.powerFactor?.standard) ?? 90,
        base: file.powerFactor.base,
        rewardAllowed: file.powerFactor.rewardAllowed ?? true,
      }
    : null,
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
        vectors: (version.vectors ?? []).map(({ code, name, days }) => ({
          code,
          name,
          vectors: days.map(({ from, to, dayKind, prices }) => ({
            from: parkDay(from),
            ...(to !== undefined && { to: parkDay(to) }),
            ...(dayKind !== undefined && { dayKind }),
            prices: prices.map(priceOf),
          })),
        })),
      }),
    )
    .sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));

const twoPartFromFile = ({ units, modes, prices, divisor }: NonNullable<RateTariff['twoPart']>): PriceBook['twoPart'] => ({
  units: units.map(({ code, capacityKVA, sealed = [] }) => ({
    code,
    capacityVA: unitsOf(capacityKVA),
    sealed: sealed.map(({ from, to }) => ({ from: parkDay(from), to: to === undefined ? null : parkDay(to) })).sort(byFrom),
  })),
  modes: modes
    .map(({ from, mode, contractKW }) => ({
      from: monthFrom(from),
      mode,
      ...(contractKW !== undefined && { contractW: unitsOf(contractKW) }),
    }))
    .sort(byFrom),
  prices: prices.map(({ from, perKW, perKVA }) => ({ from: parkDay(from), perKW: priceOf(perKW), perKVA: priceOf(perKVA) })).sort(byFrom),
  divisor: divisor ?? 'thirty',
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

const feeFromFile = (file: NonNullable<RateTariff['fees']>[number]): NamedFee => {
  const during = { from: parkDay(file.from), to: file.to === undefined ? OPEN_END : parkDay(file.to) };
  const named = (fee: Fee): NamedFee => ({ code: file.code, name: file.name, fee });
  switch (file.type) {
    case 'fixed':
      return named({ type: 'fixed', perMonth: amountOf(file.yuanPerMonth), during, divisor: file.divisor ?? 'calendar' });
    case 'area':
      return named({
        type: 'area',
        price: priceOf(file.yuanPerM2),
        areaMilliM2: unitsOf(file.areaM2),
        during,
        divisor: file.divisor ?? 'calendar',
      });
    case 'term':
      return named({ type: 'term', amount: amountOf(file.yuan), during });
  }
};

const byFrom = (a: { readonly from: ParkDay | ParkMonth }, b: { readonly from: ParkDay | ParkMonth }): number => (a.from < b.from ? -1 : 1);

const limitsOf = (kWh: readonly string[]) => kWh.map((text) => quantity(unitsOf(text)));

/** Thousands as whole units (kWh: Wh, kVA: VA, m²: thousandths), rounded half up; the schema has taken what is no decimal. */
export const unitsOf = (kilo: string): number => Math.floor(((registerFromKilo(kilo) ?? 0) + 500) / 1_000);

const priceOf = (text: string): Price => known(priceFromYuan(text), text);
const amountOf = (text: string) => exactFromFen(known(fenFromYuan(text), text));
const monthFrom = (text: string): ParkMonth => known(parkMonthFromText(text), text);

const known = <T>(value: T | null, text: string): T => {
  if (value === null) throw new Error(`tariff file: ${text} passed the schema and cannot be read`);
  return value;
};
