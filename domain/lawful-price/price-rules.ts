import { PERIODS, type Period } from '../tariff/tariff.ts';
import type { ParkDay } from '../time/instant.ts';
import type { Price } from '../units/money.ts';
import { codeFigure, priceFigure } from './figures.ts';
import { type Finding, findingOf } from './finding.ts';

export interface PeriodInput {
  /** What one tenant's tariff charges by the kWh, all components. */
  readonly tenant: Readonly<Partial<Record<Period, Price>>>;
  /** The grid's for the park's class and voltage, or the table for end users where the province has one; null: not entered. */
  readonly grid: Readonly<Partial<Record<Period, Price>>> | null;
}

/** PC-04: no period above the grid's price of it; a period the grid does not price proves nothing. The farthest is told. */
export const checkPeriods = ({ tenant, grid }: PeriodInput): Finding => {
  if (grid === null) return findingOf('PC-04', 'unknown');
  const pairs = PERIODS.flatMap((period) => {
    const [price, limit] = [tenant[period], grid[period]];
    return price === undefined ? [] : [{ period, price, limit }];
  });
  if (pairs.length === 0 || pairs.some(({ limit }) => limit === undefined)) return findingOf('PC-04', 'unknown');
  const compared = pairs.flatMap(({ period, price, limit }) => (limit === undefined ? [] : [{ period, price, limit }]));
  const worst = compared.toSorted((a, b) => Number(b.price - b.limit - (a.price - a.limit)))[0];
  if (worst === undefined) return findingOf('PC-04', 'unknown');
  return findingOf('PC-04', worst.price > worst.limit ? 'broken' : 'kept', [
    codeFigure('period', worst.period),
    priceFigure('price', worst.price),
    priceFigure('limit', worst.limit),
    priceFigure('excess', worst.price - worst.limit),
  ]);
};

/** A fee of a bill, and what it is counted by. */
export interface FeeItem {
  readonly code: string;
  readonly per: 'kWh' | 'kW' | 'm3' | 'm2' | 'month' | 'once' | 'percentOfElectricity';
  /** A component of the grid's own price. */
  readonly isComponent: boolean;
}

/** PC-05: nothing beside the price of electricity is counted by the kWh, or by what electricity costs. */
export const checkFees = (fees: readonly FeeItem[]): Finding => {
  const found = fees.find(({ per, isComponent }) => !isComponent && (per === 'kWh' || per === 'percentOfElectricity'));
  return found ? findingOf('PC-05', 'broken', [codeFigure('subject', found.code)]) : findingOf('PC-05', 'kept');
};

/** A price from a day on, of the same period or of the mean. */
export interface DatedPrice {
  readonly from: ParkDay;
  readonly price: Price;
}

export interface PassThroughInput {
  readonly grid: readonly DatedPrice[];
  readonly tenant: readonly DatedPrice[];
  /** Looked at, both included. */
  readonly from: ParkDay;
  readonly to: ParkDay;
}

/** PC-07: on each day on which the grid became cheaper the tenant's price falls too. The first day it does not is told. */
export const checkPassThrough = ({ grid, tenant, from, to }: PassThroughInput): Finding => {
  if (grid.length === 0 || tenant.length === 0) return findingOf('PC-07', 'unknown');
  const falls = stepsOf(grid).filter(({ day, after, before }) => after < before && day >= from && day <= to);
  const passed = new Set(stepsOf(tenant).flatMap(({ day, after, before }) => (after < before ? [day] : [])));
  const missed = falls.find(({ day }) => !passed.has(day));
  if (!missed) return findingOf('PC-07', 'kept');
  return findingOf('PC-07', 'broken', [
    codeFigure('since', missed.day),
    priceFigure('limit', missed.after),
    priceFigure('excess', missed.before - missed.after),
  ]);
};

const stepsOf = (prices: readonly DatedPrice[]) => {
  const sorted = prices.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  return sorted.slice(1).map(({ from, price }, i) => ({ day: from, after: price, before: sorted[i]?.price ?? price }));
};

export interface SharedPaidBy {
  readonly inPropertyFee: boolean;
  readonly inElectricityBill: boolean;
}

/** PC-08: shared electricity is in the property fee or in the electricity bill, never in both. */
export const checkDoubleRecovery = ({ inPropertyFee, inElectricityBill }: SharedPaidBy): Finding =>
  findingOf('PC-08', inPropertyFee && inElectricityBill ? 'broken' : 'kept');
