import type { KeptTariff, KeptVersion } from '#db/park/select-tariffs.ts';
import { dayKindsOf, holidayNamesOf } from '#domain/tariff/calendar.ts';
import { heldFrom, stateOfVersion } from '#domain/tariff/change-version.ts';
import { dayBand } from '#domain/tariff/day-band.ts';
import type { Calendar, TariffVersion } from '#domain/tariff/tariff.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { addDays, parkDay } from '#domain/time/park-day.ts';
import { type Fen, fen, yuanFromFen, yuanFromPrice } from '#domain/units/money.ts';
import type { AccountEffect, Effect, MonthEffect } from '../tariff/effect.ts';

const headOut = ({ versions }: Pick<KeptTariff, 'versions'>, { validFrom, source }: KeptVersion, today: ParkDay) => {
  const dated = versions.map((one) => ({ validFrom: parkDay(one.validFrom) }));
  return {
    validFrom,
    validTo: heldFrom(dated, parkDay(validFrom)).to,
    state: stateOfVersion(dated, parkDay(validFrom), today),
    source,
  };
};

export const tariffAnswer = (tariff: KeptTariff, today: ParkDay) => ({
  code: tariff.code,
  medium: tariff.medium,
  name: tariff.name,
  accounts: tariff.accounts,
  points: tariff.points,
  versions: tariff.versions.map((version) => headOut(tariff, version, today)),
  steps: tariff.steps.map((step) => ({
    ...step,
    versions: step.versions.map(({ from, limits, surcharges, seasons }) => ({
      from,
      limits: [...limits],
      surcharges: [...surcharges],
      ...(seasons && { seasons: seasons.map(({ months, limits: own }) => ({ months: [...months], limits: [...own] })) }),
    })),
  })),
});

export const versionAnswer = (tariff: KeptTariff, version: KeptVersion, today: ParkDay) => ({
  ...headOut(tariff, version, today),
  components: version.components.map(({ code, name, prices }) => ({ code, name, prices })),
  rules: version.rules.map(ruleAnswer),
  vectors: (version.vectors ?? []).map(({ code, name, days }) => ({
    code,
    name,
    days: days.map(({ prices, ...held }) => ({ ...held, prices: [...prices] })),
  })),
  demandPrice: version.demandPrice ?? null,
  capacityPrice: version.capacityPrice ?? null,
});

/** Lists that may be written to, as a form does. */
export const ruleAnswer = ({ ranges, months, holidayNames, ...rule }: KeptVersion['rules'][number]) => ({
  ...rule,
  ranges: [...ranges],
  ...(months && { months: [...months] }),
  ...(holidayNames && { holidayNames: [...holidayNames] }),
});

/** A day by a version; `version` null: none holds on it. */
export const dayAnswer = (version: TariffVersion | null, day: ParkDay, at: { readonly zone: string; readonly calendar: Calendar }) => {
  const kinds = dayKindsOf(day, at.calendar);
  const band = version === null ? null : dayBand(version, day, at);
  return {
    day,
    kind: kinds.includes('holiday') ? ('holiday' as const) : kinds.includes('restDay') ? ('restDay' as const) : ('workday' as const),
    holidays: [...holidayNamesOf(day, at.calendar)],
    validFrom: version?.validFrom ?? null,
    pieces: band?.map((piece) => ({ ...piece, price: yuanFromPrice(piece.price) })) ?? null,
  };
};

export const effectAnswer = ({ kind, held, lastMonth, secondPart, months, more, days, accounts, top, bills }: Effect) => ({
  kind,
  from: held.from,
  /** The last day; null: until further notice. */
  to: held.to === null ? null : addDays(held.to, -1),
  lastMonth: lastMonth === null ? null : monthAnswer(lastMonth),
  secondPart: secondPart && {
    month: secondPart.month.slice(0, 7),
    accounts: secondPart.accounts,
    unpriced: secondPart.unpriced,
    ...amounts(secondPart),
  },
  months: months.map(monthAnswer),
  more,
  days,
  accounts,
  ...amounts({ now: sum(months, ({ now }) => now), against: sum(months, ({ against }) => against) }),
  top: top.map((one: AccountEffect) => ({ account: one.account, name: one.name, ...amounts(one) })),
  bills: bills.map(({ month, bills: n }) => ({ month: month.slice(0, 7), bills: n })),
});

const monthAnswer = (month: MonthEffect) => ({
  month: month.from.slice(0, 7),
  from: month.from,
  to: month.to,
  accounts: month.accounts,
  quantity: month.quantity,
  ...amounts(month),
});

/** `difference` > 0: it costs more. */
const amounts = ({ now, against }: { readonly now: Fen; readonly against: Fen }) => ({
  nowYuan: yuanFromFen(now),
  againstYuan: yuanFromFen(against),
  differenceYuan: yuanFromFen(fen(against - now)),
});

const sum = (months: readonly MonthEffect[], read: (month: MonthEffect) => Fen): Fen =>
  fen(months.reduce((all, month) => all + read(month), 0n));
