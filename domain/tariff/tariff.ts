import type { TariffStep } from '../tiers/steps.ts';
import type { ParkDay } from '../time/instant.ts';
import type { Price } from '../units/money.ts';
import type { Medium } from '../units/quantity.ts';
import type { VectorComponent } from './price-vector.ts';

/** 深谷 · 低谷 · 平段 · 高峰 · 尖峰, from cheap to dear. The index is what a slot row stores. */
export const PERIODS = ['deepValley', 'valley', 'flat', 'peak', 'criticalPeak'] as const;
export type Period = (typeof PERIODS)[number];

/** What kind of day a rule speaks of. `restDay` = weekend or holiday less make-up workdays; `holiday` = a State Council day off. */
export type DayKind = 'anyDay' | 'workday' | 'restDay' | 'holiday';

/**
 * Half-open park-local times of day, "07:00".."09:00"; "24:00" ends a day; edges lie on quarters of an hour. `from` after `to` means the
 * two ends of the same calendar day: 22:00-06:00 is 00:00-06:00 and 22:00-24:00 of each day the rule applies to.
 */
export interface TimeRange {
  readonly from: string;
  readonly to: string;
}

/**
 * One line of a period table. A rule applies to a day when every condition it names holds. Where rules overlap:
 * criticalPeak beats peak, deepValley beats valley, either beats flat; peak against valley is a fault of the table. A rule for holidays
 * beats every rule that is not (Zhejiang's deep valley of 春节 lies over its peak). Time no rule names is flat.
 */
export interface PeriodRule {
  readonly period: Period;
  readonly ranges: readonly TimeRange[];
  /** 1..12; absent: all. */
  readonly months?: readonly number[];
  /** Days of the year from..to inclusive as "MM-DD" (Anhui 07-15..08-31); absent: all. */
  readonly dates?: { readonly from: string; readonly to: string };
  /** Absent: anyDay. */
  readonly dayKind?: DayKind;
  /** Names of statutory holidays as in the State Council list (春节, 劳动节 ...); only with dayKind holiday. Absent: any. */
  readonly holidayNames?: readonly string[];
}

/** A part of the price with its own price in each period (DOMAIN 0.1: never one multiplier on one total). */
export interface PriceComponent {
  /** Stable code, e.g. `purchase`, `lineLoss`, `td`, `sysOp`, `fund`, or `all` where only the delivered price is published. */
  readonly code: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly prices: Readonly<Record<Period, Price>>;
}

/** Prices and periods in force from a park-local day until the next version of the same tariff. */
export interface TariffVersion {
  readonly id: number;
  readonly validFrom: ParkDay;
  /** Where the rule comes from: document number, and "check with your current notice". */
  readonly source: string;
  readonly components: readonly PriceComponent[];
  readonly rules: readonly PeriodRule[];
  /** Components priced by the clock instead of by period; in a park one at most, so that its charge is what is left of an accrual's. */
  readonly vectors?: readonly VectorComponent[];
  /** Of a kW of demand and a month, where the tariff has a demand charge; and of a kVA of capacity. */
  readonly demandPrice?: Price;
  readonly capacityPrice?: Price;
}

export interface Tariff {
  readonly id: number;
  readonly code: string;
  readonly medium: Medium;
  readonly name: { readonly zh: string; readonly en: string };
  /** By validFrom, ascending, no two alike. */
  readonly versions: readonly TariffVersion[];
  /** Surcharges by what an account has used in a window, on top of the versions' prices. */
  readonly steps?: readonly TariffStep[];
}

/** One State Council calendar entry: a day off, or a make-up workday on a weekend. */
export interface CalendarDay {
  readonly day: ParkDay;
  readonly name: string;
  readonly off: boolean;
}
export type Calendar = ReadonlyMap<ParkDay, CalendarDay>;
