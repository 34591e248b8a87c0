import type { Pool } from 'pg';
import {
  type BookedMonth,
  type ChargedStretch,
  type LoadScope,
  onWholeHours,
  type StoredTariff,
  selectBooked,
  selectCalendar,
  selectLoad,
  selectPeaks,
  selectStretches,
  selectTariffs,
} from '#db/explain/what-if-rows.ts';
import { bookOver, takenBack, versionsInArea } from '#domain/explain/other-tariff.ts';
import { bestContractW } from '#domain/tariff/best-contract.ts';
import type { PriceBook } from '#domain/tariff/price-book.ts';
import { areaOf } from '#domain/tariff/provinces/areas.ts';
import { type MonthEnergy, type RatedLoad, rateLoad } from '#domain/tariff/rate-load.ts';
import type { Calendar, Period, TariffVersion } from '#domain/tariff/tariff.ts';
import { type TwoPartBook, twoPartCharge } from '#domain/tariff/two-part.ts';
import { HOUR_MS, type ParkDay, SLOT_MS } from '#domain/time/instant.ts';
import { addDays, type InstantRange, monthOf, monthRange, type ParkMonth, parkDay, parkDayOf } from '#domain/time/park-day.ts';
import { exact, type Fen, fen, type Price, roundToFen } from '#domain/units/money.ts';
import { type Surcharges, surchargesAgainst, surchargesNow } from './what-if-steps.ts';

export interface Span {
  readonly zone: string;
  /** The first days of the first and of the last month. */
  readonly from: ParkDay;
  readonly to: ParkDay;
}

export type Against =
  /** A tariff of the park, with all of its versions. */
  | { readonly type: 'tariff'; readonly code: string }
  /** The scope's own flat prices under the periods and floats of another grid area. */
  | { readonly type: 'area'; readonly code: string; readonly customers: string | undefined };

export interface ComparedMonth {
  readonly month: string;
  readonly wh: number;
  /** What was charged for electricity. */
  readonly now: Fen;
  readonly against: Fen;
  /** > 0: the other costs less. */
  readonly saving: Fen;
  readonly byPeriod: readonly { readonly period: Period; readonly wh: number; readonly charge: bigint }[];
  /** Every hour of the month was measured. */
  readonly complete: boolean;
  /** Charged for other energy than was measured: something was not priced, or waits to be. */
  readonly whCharged: number;
}

export type Comparison =
  | {
      readonly type: 'compared';
      readonly months: readonly ComparedMonth[];
      readonly now: Fen;
      readonly against: Fen;
      readonly saving: Fen;
      readonly sources: readonly string[];
      /** The other tariff is younger than the months: since when it really is in force. */
      readonly takenBackFrom: ParkDay | null;
      /** What tiers add on both sides, each account in the windows of its own; in the sums. */
      readonly tiers: { readonly now: Fen; readonly against: Fen };
      /** What was rated: by hours, where no price changes within one. */
      readonly by: 'hour' | 'slot';
    }
  | {
      readonly type: 'refused';
      readonly why: 'noLoad' | 'noTariff' | 'noArea' | 'floatsUnknown' | 'nothingFloats' | 'unpriced';
    };

/** Past months of an account, or of all tenants, under another tariff, beside what was charged. Energy alone. */
export const compareTariff = async (
  db: Pool,
  scope: LoadScope,
  { span, against }: { readonly span: Span; readonly against: Against },
): Promise<Comparison> => {
  const range = rangeOf(span);
  const days = { from: span.from, to: addDays(parkDayOf(range.to, span.zone), -1) };
  const stretches = await selectStretches(db, scope, range);
  if (stretches.length === 0) return { type: 'refused', why: 'noLoad' };
  const tariffs = await selectTariffs(db, scope.park);
  const other = otherVersions(tariffs, stretches, { against, days });
  if (typeof other === 'string') return { type: 'refused', why: other };
  const steps = against.type === 'tariff' ? (tariffs.find(({ code }) => code === against.code)?.steps ?? []) : [];
  const book = bookOver(other, { zone: span.zone, calendar: await selectCalendar(db, days), from: days.from });
  const accountIds = stretches.map(({ accountId }) => accountId);
  const booked = await selectBooked(db, accountIds, days);
  const more = {
    now: await surchargesNow(db, accountIds, days),
    against: await surchargesAgainst(db, { accountIds, steps }, days),
  };
  const { months, unpriced, by } = await rated(db, book, { stretches, range });
  if (months.length === 0) return { type: 'refused', why: 'noLoad' };
  if (unpriced.length > 0) return { type: 'refused', why: 'unpriced' };
  const compared = months.map((month) =>
    comparedMonth(month, {
      booked: booked.find((one) => one.month === month.month),
      now: more.now.get(month.month) ?? 0n,
      against: more.against.get(month.month) ?? 0n,
    }),
  );
  return {
    type: 'compared',
    months: compared,
    now: sumOf(compared, ({ now }) => now),
    against: sumOf(compared, (month) => month.against),
    saving: sumOf(compared, ({ saving }) => saving),
    sources: [...new Set(other.map(({ source }) => source))],
    takenBackFrom: takenBack(other, days.from),
    tiers: { now: roundedSum(more.now), against: roundedSum(more.against) },
    by,
  };
};

const roundedSum = (surcharges: Surcharges): Fen => roundToFen(exact([...surcharges.values()].reduce((sum, charge) => sum + charge, 0n)));

const rangeOf = ({ zone, from, to }: Span): InstantRange => ({ from: monthRange(from, zone).from, to: monthRange(to, zone).to });

const sumOf = <T>(list: readonly T[], read: (row: T) => Fen): Fen => fen(list.reduce((sum, row) => sum + read(row), 0n));

type Refusal = Extract<Comparison, { type: 'refused' }>['why'];

const otherVersions = (
  tariffs: readonly StoredTariff[],
  stretches: readonly ChargedStretch[],
  { against, days }: { readonly against: Against; readonly days: { readonly from: ParkDay; readonly to: ParkDay } },
): readonly TariffVersion[] | Refusal => {
  if (against.type === 'tariff') return tariffs.find(({ code }) => code === against.code)?.versions ?? 'noTariff';
  const area = areaOf(against.code);
  if (area === null) return 'noArea';
  const own = tariffs.find(({ id }) => id === commonest(stretches));
  if (!own) return 'noTariff';
  const made = versionsInArea(area, own.versions, { ...days, customers: against.customers });
  return made.type === 'versions' ? made.versions : made.type;
};

/** The tariff that most stretches are charged by; of equals the first. */
const commonest = (stretches: readonly ChargedStretch[]): number => {
  const counts = Map.groupBy(stretches, ({ tariffId }) => tariffId);
  return [...counts].sort(([a, x], [b, y]) => y.length - x.length || a - b)[0]?.[0] ?? 0;
};

interface Load {
  readonly stretches: readonly ChargedStretch[];
  readonly range: InstantRange;
}

/** By hours, which are summed already; where a price changes within an hour by quarters of one. Both come to the same fen. */
const rated = async (db: Pool, book: PriceBook, { stretches, range }: Load): Promise<RatedLoad & { readonly by: 'hour' | 'slot' }> => {
  if (onWholeHours(stretches, range)) {
    const load = await selectLoad(db, stretches, { range, by: 'hour' });
    const found = rateLoad(book, { ...load, varh: null });
    if (found.months.every(({ estimatedWh }) => estimatedWh === 0)) return { ...found, by: 'hour' };
  }
  const load = await selectLoad(db, stretches, { range, by: 'slot' });
  return { ...rateLoad(book, { ...load, varh: null }), by: 'slot' };
};

/** `now`, `against`: what steps add. */
const comparedMonth = (
  { month, usedWh, intervals, expected, lines }: MonthEnergy,
  { booked, ...more }: { readonly booked: BookedMonth | undefined; readonly now: bigint; readonly against: bigint },
): ComparedMonth => {
  const charge = lines.reduce((sum, line) => sum + line.charge, more.against);
  const now = roundToFen(exact((booked?.charge ?? 0n) + more.now));
  const against = roundToFen(exact(charge));
  const periods = Map.groupBy(lines, ({ period }) => period);
  return {
    month: String(month),
    wh: usedWh,
    now,
    against,
    saving: fen(now - against),
    // Each version's use is there once for each part of its price.
    byPeriod: [...periods].map(([period, of]) => ({
      period,
      wh: [...new Map(of.map(({ versionFrom, used }) => [versionFrom, used])).values()].reduce((sum, used) => sum + used, 0),
      charge: of.reduce((sum, line) => sum + line.charge, 0n),
    })),
    complete: intervals >= expected,
    whCharged: booked?.wh ?? 0,
  };
};

/** How somebody could pay for being able to draw. */
export interface DemandTermsAsked {
  readonly capacityVA: number;
  /** Contract demand, W; absent: the best one is looked for. */
  readonly contractW: number | null;
  readonly perKW: Price;
  readonly perKVA: Price;
}

const MODES = ['capacity', 'contract', 'actual'] as const;
export type DemandMode = (typeof MODES)[number];

export interface DemandMonthCompared {
  readonly month: string;
  readonly maxDemandW: number;
  readonly wh: number;
  readonly charges: Readonly<Record<DemandMode, Fen>>;
  /** By the 260 rule, of the modes by demand. */
  readonly discounted: boolean;
}

export interface DemandComparison {
  readonly months: readonly DemandMonthCompared[];
  readonly totals: Readonly<Record<DemandMode, Fen>>;
  /** The one that costs least; of equals the first. */
  readonly best: DemandMode;
  /** What the dearest of them costs more than the best. */
  readonly saving: Fen;
  /** What was reckoned with, W, and the best there could have been. */
  readonly contractW: number;
  readonly bestContractW: number;
}

const NO_CALENDAR: Calendar = new Map();

/** Capacity against demand (DOMAIN 2.2) over past months, for an account's points together; null without a measured window. */
export const compareDemand = async (
  db: Pool,
  scope: LoadScope,
  { span, terms }: { readonly span: Span; readonly terms: DemandTermsAsked },
): Promise<DemandComparison | null> => {
  const range = rangeOf(span);
  const stretches = await selectStretches(db, scope, range);
  const peaks = await selectPeaks(db, stretches, { ...range, zone: span.zone });
  const booked = await selectBooked(
    db,
    stretches.map(({ accountId }) => accountId),
    { from: span.from, to: addDays(parkDayOf(range.to, span.zone), -1) },
  );
  const seen = peaks.map(({ month, windowWh }) => ({
    month: monthOf(parkDay(`${month}-01`)),
    maxDemandW: windowWh * (HOUR_MS / SLOT_MS),
    usedWh: booked.find((one) => one.month === month)?.wh ?? 0,
  }));
  const [first] = seen;
  if (!first) return null;
  const twoPart = twoPartOf(terms, first.month, span.from);
  const book = { ...bookOver([], { zone: span.zone, calendar: NO_CALENDAR, from: span.from }), twoPart };
  const best = bestContractW(book, seen)?.contractW ?? Math.max(...seen.map(({ maxDemandW }) => maxDemandW));
  const contractW = terms.contractW ?? best;
  const months = seen.map((one): DemandMonthCompared => {
    const charges = MODES.map((mode) => {
      const charged = twoPartCharge(
        { ...twoPart, modes: [{ from: first.month, mode, ...(mode === 'contract' ? { contractW } : {}) }] },
        one.month,
        one,
      );
      return { mode, discounted: charged?.discounted ?? false, amount: roundToFen(exact(charged?.charge ?? 0n)) };
    });
    const amountOf = (mode: DemandMode): Fen => charges.find((charge) => charge.mode === mode)?.amount ?? fen(0n);
    return {
      month: String(one.month),
      maxDemandW: one.maxDemandW,
      wh: one.usedWh,
      charges: { capacity: amountOf('capacity'), contract: amountOf('contract'), actual: amountOf('actual') },
      discounted: charges.some(({ discounted }) => discounted),
    };
  });
  const total = (mode: DemandMode): Fen => sumOf(months, ({ charges }) => charges[mode]);
  const totals = { capacity: total('capacity'), contract: total('contract'), actual: total('actual') };
  const ranked = [...MODES].sort((a, b) => (totals[a] < totals[b] ? -1 : totals[a] > totals[b] ? 1 : 0));
  const [cheapest = 'capacity', , dearest = 'capacity'] = ranked;
  return { months, totals, best: cheapest, saving: fen(totals[dearest] - totals[cheapest]), contractW, bestContractW: best };
};

const twoPartOf = ({ capacityVA, perKW, perKVA }: DemandTermsAsked, month: ParkMonth, from: ParkDay): TwoPartBook => ({
  units: [{ code: 'all', capacityVA, sealed: [] }],
  modes: [{ from: month, mode: 'capacity' }],
  prices: [{ from, perKW, perKVA }],
  divisor: 'thirty',
});
