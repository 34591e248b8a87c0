import type { Pool } from 'pg';
import { type PricedUse, type SlotPrices, selectBillsOut, selectPricedUse } from '#db/explain/price-effect.ts';
import { selectCalendar } from '#db/explain/what-if-rows.ts';
import type { KeptTariff, PricedPark } from '#db/park/select-tariffs.ts';
import type { Words } from '#domain/park/model.ts';
import type { FileTariffVersion } from '#domain/park/park-file.ts';
import { contentFromFile, versionFromContent } from '#domain/park/tariff-content.ts';
import { type ChangeKind, type HeldDays, heldFrom, kindOfChange } from '#domain/tariff/change-version.ts';
import { createRatePlan } from '#domain/tariff/rate-plan.ts';
import type { Calendar, TariffVersion } from '#domain/tariff/tariff.ts';
import { HOUR_MS, type InstantMs, instantMs, type ParkDay, SLOT_MS } from '#domain/time/instant.ts';
import { addDays, dayRange, type monthRange, parkDay, parkDayOf } from '#domain/time/park-day.ts';
import { exact, type Fen, fen, type Price, roundToFen } from '#domain/units/money.ts';
import { type SecondPartEffect, secondPartEffect } from './second-part-effect.ts';

/** A month, or the part of one that a change reaches. */
export interface MonthEffect {
  /** Both included. */
  readonly from: ParkDay;
  readonly to: ParkDay;
  readonly accounts: number;
  readonly quantity: number;
  readonly now: Fen;
  readonly against: Fen;
}

export interface AccountEffect {
  readonly account: string;
  readonly name: Words;
  readonly now: Fen;
  readonly against: Fen;
}

/** What a version would do, before it is written. */
export interface Effect {
  readonly kind: ChangeKind;
  readonly held: HeldDays;
  /** The last whole month, as if the version had held in it; null: nothing was used, or a price by the clock does not reach back. */
  readonly lastMonth: MonthEffect | null;
  /** Last month's capacity or demand of accounts whose contract has this tariff's prices; null: there are none. */
  readonly secondPart: SecondPartEffect | null;
  /** What was used and will be priced anew, by month: empty for what is scheduled. */
  readonly months: readonly MonthEffect[];
  /** Days before these months are priced anew as well; their money is not summed up here. */
  readonly more: boolean;
  readonly days: number;
  readonly accounts: number;
  /** By the difference, the largest first: of what is priced anew, or else of the last month. */
  readonly top: readonly AccountEffect[];
  readonly bills: readonly { readonly month: ParkDay; readonly bills: number }[];
}

/** Two years: older months are priced anew, but not summed up beforehand. */
const MONTHS_MAX = 24;
const TOP_MAX = 10;

interface Asked {
  readonly park: PricedPark;
  readonly tariff: KeptTariff;
  readonly version: FileTariffVersion;
  readonly now: InstantMs;
}

/** What the accounts of a tariff would pay with a checked version against what they were charged: energy exactly, one statement a month, and last month's second part. */
export const effectOf = async (db: Pool, { park, tariff, version, now }: Asked): Promise<Effect> => {
  const { zone } = park;
  const today = parkDayOf(now, zone);
  const from = parkDay(version.validFrom);
  const held = heldFrom(
    tariff.versions.map(({ validFrom }) => ({ validFrom: parkDay(validFrom) })),
    from,
  );
  const priced = versionFromContent({ id: 0, validFrom: version.validFrom, source: version.source, content: contentFromFile(version) });
  const lastMonth = monthBefore(today);
  const spans = reached(held, today);
  const shown = spans.slice(-MONTHS_MAX);
  const calendar = await selectCalendar(db, { from: earliest(lastMonth.from, shown[0]?.from ?? today), to: today });
  const usesOf = (span: Span) => usesIn(db, tariff.id, { version: priced, span, zone, calendar, now });
  const asIf = await usesOf(lastMonth);
  const anew: { readonly span: Span; readonly uses: readonly PricedUse[] }[] = [];
  for (const span of shown) anew.push({ span, uses: (await usesOf(span)) ?? [] });
  const affected = anew.flatMap(({ uses }) => uses);
  const accountIds = [...new Set(affected.map(({ accountId }) => accountId))];
  return {
    kind: kindOfChange(from, today),
    held,
    lastMonth: asIf === null || asIf.length === 0 ? null : monthEffect(lastMonth, asIf),
    secondPart: await secondPartEffect(db, { parkId: park.id, zone, tariff: tariff.code, version: priced, month: lastMonth.from }),
    months: anew.filter(({ uses }) => uses.length > 0).map(({ span, uses }) => monthEffect(span, uses)),
    more: spans.length > shown.length,
    days: spans.reduce((sum, span) => sum + daysIn(span), 0),
    accounts: accountIds.length,
    top: topOf(spans.length > 0 ? affected : (asIf ?? [])),
    bills: spans.length === 0 ? [] : await selectBillsOut(db, park.id, { accountIds, from: held.from, to: today }),
  };
};

/** Both days included. */
interface Span {
  readonly from: ParkDay;
  readonly to: ParkDay;
}

const monthBefore = (today: ParkDay): Span => {
  const to = addDays(parkDay(`${today.slice(0, 7)}-01`), -1);
  return { from: parkDay(`${to.slice(0, 7)}-01`), to };
};

/** The used days that a version holds, by month; none for one that is scheduled. */
const reached = ({ from, to }: HeldDays, today: ParkDay): readonly Span[] => {
  const spans: Span[] = [];
  const last = to === null || to > today ? today : addDays(to, -1);
  for (let first = from; first <= last; ) {
    const end = addDays(parkDay(`${addDays(parkDay(`${first.slice(0, 7)}-28`), 4).slice(0, 7)}-01`), -1);
    spans.push({ from: first, to: earliest(end, last) });
    first = addDays(end, 1);
  }
  return spans;
};

const earliest = (a: ParkDay, b: ParkDay): ParkDay => {
  if (a < b) return a;
  return b;
};

const daysIn = ({ from, to }: Span): number => Math.round((dayRange(to, 'UTC').to - dayRange(from, 'UTC').from) / DAY_MS);

const DAY_MS = 24 * HOUR_MS;

interface PricedSpan {
  readonly version: TariffVersion;
  readonly span: Span;
  readonly zone: string;
  readonly calendar: Calendar;
  readonly now: InstantMs;
}

/** Null where the version does not price every quarter of an hour of the span. */
const usesIn = async (
  db: Pool,
  tariffId: number,
  { version, span, zone, calendar, now }: PricedSpan,
): Promise<readonly PricedUse[] | null> => {
  const range = {
    from: dayRange(span.from, zone).from,
    to: instantMs(Math.min(dayRange(span.to, zone).to, Math.ceil(now / SLOT_MS) * SLOT_MS)),
  };
  const priced = pricesOver(version, range, { zone, calendar, from: span.from });
  return priced === null ? null : selectPricedUse(db, tariffId, { ...span, range, priced });
};

const pricesOver = (
  version: TariffVersion,
  range: ReturnType<typeof monthRange>,
  { zone, calendar, from }: { readonly zone: string; readonly calendar: Calendar; readonly from: ParkDay },
): SlotPrices | null => {
  const plan = createRatePlan({ versions: [{ ...version, validFrom: from }] }, zone, calendar);
  const starts: InstantMs[] = [];
  const prices: Price[] = [];
  for (let start = range.from; start < range.to; start = instantMs(start + SLOT_MS)) {
    const rate = plan.rateAt(start);
    if (rate === null) return null;
    starts.push(start);
    prices.push(rate.price);
  }
  return { starts, prices };
};

const monthEffect = (span: Span, uses: readonly PricedUse[]): MonthEffect => ({
  ...span,
  accounts: uses.length,
  quantity: uses.reduce((sum, { quantity }) => sum + quantity, 0),
  now: sumFen(uses, ({ now }) => now),
  against: sumFen(uses, ({ against }) => against),
});

/** Each account by itself to the fen, as each is billed. */
const sumFen = (uses: readonly PricedUse[], read: (use: PricedUse) => bigint): Fen =>
  fen(uses.reduce((sum, use) => sum + roundToFen(exact(read(use))), 0n));

const topOf = (uses: readonly PricedUse[]): readonly AccountEffect[] =>
  [...Map.groupBy(uses, ({ account }) => account)]
    .flatMap(([account, own]) =>
      own[0] ? [{ account, name: own[0].name, now: sumFen(own, ({ now }) => now), against: sumFen(own, ({ against }) => against) }] : [],
    )
    .filter(({ now, against }) => now !== against)
    .sort((a, b) => bySize(size(b), size(a)) || (a.account < b.account ? -1 : 1))
    .slice(0, TOP_MAX);

const size = ({ now, against }: AccountEffect): bigint => (against > now ? against - now : now - against);
const bySize = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);
