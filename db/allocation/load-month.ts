import type { MonthInput } from '#domain/allocation/allocate-month.ts';
import type { BalancePoint } from '#domain/allocation/balance.ts';
import type { MasterMoney } from '#domain/allocation/pools.ts';
import { type AllocationRules, isByRemainder } from '#domain/allocation/rules.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import type { InstantRange } from '#domain/time/park-day.ts';
import { exact, type Fen, fen, roundToFen } from '#domain/units/money.ts';
import { selectStanding } from '../purchase/bills-store.ts';
import { type LoadedResale, loadResale } from '../purchase/load-resale.ts';
import { type StoredReading, selectReadings } from '../purchase/readings-store.ts';
import { atMs, bigIn, orNull, type Queryable, rowOf, textIn } from '../queries/row.ts';
import { loadParties } from './load-parties.ts';
import { changedHands, loadPoints, type SupplyPoint, selectDrawnBy, selectStays, selectSupply } from './load-points.ts';
import { selectMasterMoney } from './money-store.ts';
import { type MonthOfPark, type MonthStretch, selectStretch } from './month-stretch.ts';
import { selectOwnMoney } from './own-money.ts';

export interface LoadedMonth {
  readonly stretch: MonthStretch;
  readonly input: MonthInput;
  readonly resale: LoadedResale;
}

/** Everything a month's allocation is computed from; null: nothing was measured in it. */
export async function loadMonth(
  db: Queryable,
  { parkId, zone, month }: MonthOfPark,
  { rules, now }: { readonly rules: AllocationRules; readonly now: InstantMs },
): Promise<LoadedMonth | null> {
  const stretch = await selectStretch(db, { parkId, zone, month }, now);
  if (stretch === null) return null;
  const supply = await selectSupply(db, parkId, stretch);
  const stays = await selectStays(db, parkId, stretch);
  const of = { parkId, zone, supply, stays, from: stretch.from, to: stretch.to };
  const changed = changedHands(of);
  const drawn = changed.size === 0 ? [] : await selectDrawnBy(db, [...changed], stretch);
  // A reading by hand is of a whole month: it balances nothing before the month is over.
  const read = stretch.running ? [] : await selectReadings(db, parkId, month);
  const points = withReadings(await loadPoints(db, of, drawn), supply, read);
  const usedWh = new Map(points.map(({ code, quantity }) => [code, quantity ?? 0]));
  const parties = await loadParties(db, { ...of, days: stretch.days }, { drawn, usedWh });
  const money = await loadMoney(db, { parkId, zone, month }, stretch);
  const own = isByRemainder(rules) ? { own: await selectOwnMoney(db, { parkId, zone, month }, stretch) } : {};
  const pointIds = supply.map(({ id }) => id);
  const resale = await loadResale(db, { parkId, month, points, pointIds, rules, from: stretch.from, to: stretch.to });
  return {
    stretch,
    input: { points, parties, rules, money: { ...money, ...own }, daysOfMonth: stretch.days, quarters: stretch.quarters },
    resale,
  };
}

const CHARGED = `
  select sum(s.charge)::text as charge from slot s
  where s.register = 0 and s.start >= ${atMs('$2')} and s.start < ${atMs('$3')} and s.point_id = any(array(
    select p.id from point p where p.park_id = $1 and p.medium = 'electricity' and exists (
      select from assignment g join account a on a.id = g.account_id where g.point_id = p.id and a.kind = 'supply'
        and g.from_at < ${atMs('$3')} and (g.to_at is null or g.to_at > ${atMs('$2')}))))`;

/** Meters that no gateway reads count what a person read; where a meter is connected its slots say it. */
const withReadings = (
  points: readonly BalancePoint[],
  supply: readonly SupplyPoint[],
  readings: readonly StoredReading[],
): readonly BalancePoint[] => {
  const unread = new Set(supply.filter(({ metered }) => !metered).map(({ code }) => code));
  const byPoint = new Map(readings.map((reading) => [reading.point, reading]));
  return points.map((point): BalancePoint => {
    const reading = unread.has(point.code) ? byPoint.get(point.code) : undefined;
    if (!reading) return point;
    return { ...point, quantity: safeWh(reading.wh), exported: safeWh(reading.exportedWh), complete: true, byHand: true };
  });
};

const safeWh = (wh: bigint): number => {
  const whole = Number(wh);
  if (!Number.isSafeInteger(whole)) throw new RangeError(`master_reading: ${wh} Wh is no safe whole number`);
  return whole;
};

/** By the purchase bills that stand; else what was typed in, and energy as the park's own account with the grid was charged for its slots. */
async function loadMoney(db: Queryable, { parkId, month }: MonthOfPark, { from, to }: InstantRange): Promise<MasterMoney> {
  const bills = await selectStanding(db, parkId, month);
  const grid = bills.find(({ kind }) => kind === 'grid');
  const pv = bills.find(({ kind }) => kind === 'pv');
  const roof = pv ? pv.energy - pv.exportIncome : 0n;
  if (grid) return { energy: fen(grid.energy + roof), capacity: grid.capacity, powerFactor: grid.powerFactor };
  const entered = new Map((await selectMasterMoney(db, parkId, month)).map(({ kind, amount }) => [kind, amount]));
  const charged = await rowOf(db, CHARGED, [parkId, from, to], (row): Fen | null =>
    orNull(row, 'charge', textIn) === null ? null : roundToFen(exact(bigIn(row, 'charge'))),
  );
  // Typed in, energy is all of it; charged by the grid's slots, the roof's bill comes on top.
  const energy = entered.get('energy') ?? (charged === null ? null : fen(charged + roof));
  return { energy, capacity: entered.get('capacity') ?? null, powerFactor: entered.get('powerFactor') ?? null };
}
