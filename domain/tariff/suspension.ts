import { type DaySpan, daysOf, OPEN_END, sharedSpan, spanOfMonth, spanOfYear } from '../fees/day-span.ts';
import { type MonthDivisor, monthPart } from '../fees/pro-rata.ts';
import type { ParkDay } from '../time/instant.ts';
import type { ParkMonth } from '../time/park-day.ts';
import { chargeOf, type Exact, exact, type Price } from '../units/money.ts';
import { quantity } from '../units/quantity.ts';

/** A transformer, or a motor connected at high voltage, that a capacity charge counts. Sealed cold standby is left out by the caller. */
export interface CapacityUnit {
  readonly code: string;
  /** Whole VA. */
  readonly capacityVA: number;
  /** 暂停: days [from, to) over which the grid company had it sealed (加封); `to` null where it still is. In order, not overlapping. */
  readonly sealed: readonly Sealing[];
}

export interface Sealing {
  readonly from: ParkDay;
  readonly to: ParkDay | null;
}

/** 每次应不少于十五天 (供电营业规则; the 2024 article number is not checked). A shorter one leaves the charge as it is. */
export const SEALED_DAYS_MIN = 15;
/** 一日历年内累计不超过六个月, reckoned in days of a leap year's half; from the next day on the charge runs again. */
export const SEALED_DAYS_PER_YEAR_MAX = 183;

/** Days of a month over which a unit is free of the capacity charge. */
export const freeDays = (unit: CapacityUnit, month: ParkMonth): number => {
  const within = spanOfMonth(month);
  const year = spanOfYear(Number(month.slice(0, 4)));
  let usedOfYear = 0;
  let free = 0;
  for (const span of unit.sealed.map(spanOf).filter((sealed) => daysOf(sealed) >= SEALED_DAYS_MIN)) {
    const ofYear = daysOf(sharedSpan(span, year));
    const ofMonth = sharedSpan(span, within);
    const beforeMonth = daysOf(sharedSpan(span, { from: year.from, to: within.from }));
    const left = Math.max(0, SEALED_DAYS_PER_YEAR_MAX - usedOfYear - beforeMonth);
    free += Math.min(daysOf(ofMonth), left);
    usedOfYear += ofYear;
  }
  return free;
};

/**
 * 按变压器容量 with suspension by days: each unit pays for the days it was not sealed, a thirtieth of the month's amount each (发改办价格〔2016〕1583号 and
 * 供电营业规则: 按实用天数, 每日三十分之一); a unit that was never sealed pays the month.
 */
export const capacityCharge = (
  units: readonly CapacityUnit[],
  { month, price, divisor }: { readonly month: ParkMonth; readonly price: Price; readonly divisor: MonthDivisor },
): Exact => {
  const daysInMonth = daysOf(spanOfMonth(month));
  return exact(
    units.reduce((sum, unit) => {
      const whole = chargeOf(quantity(unit.capacityVA), price);
      return sum + monthPart(whole, { days: daysInMonth - freeDays(unit, month), daysInMonth, divisor });
    }, 0n),
  );
};

/** What was connected on some day of a month, VA: the contract demand of a demand customer is declared against it. */
export const connectedVA = (units: readonly CapacityUnit[], month: ParkMonth): number => {
  const days = daysOf(spanOfMonth(month));
  return units.reduce((sum, unit) => (freeDays(unit, month) < days ? sum + unit.capacityVA : sum), 0);
};

const spanOf = ({ from, to }: Sealing): DaySpan => ({ from, to: to ?? OPEN_END });
