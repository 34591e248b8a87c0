import type { MonthInput } from '#domain/allocation/allocate-month.ts';
import type { MasterMoney } from '#domain/allocation/pools.ts';
import type { AllocationRules } from '#domain/allocation/rules.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import type { InstantRange } from '#domain/time/park-day.ts';
import { exact, type Fen, roundToFen } from '#domain/units/money.ts';
import { atMs, bigIn, orNull, type Queryable, rowOf, textIn } from '../queries/row.ts';
import { loadParties } from './load-parties.ts';
import { changedHands, loadPoints, selectDrawnBy, selectStays, selectSupply } from './load-points.ts';
import { selectMasterMoney } from './money-store.ts';
import { type MonthOfPark, type MonthStretch, selectStretch } from './month-stretch.ts';

export interface LoadedMonth {
  readonly stretch: MonthStretch;
  readonly input: MonthInput;
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
  const points = await loadPoints(db, of, drawn);
  const usedWh = new Map(points.map(({ code, quantity }) => [code, quantity ?? 0]));
  const parties = await loadParties(db, { ...of, days: stretch.days }, { drawn, usedWh });
  const money = await loadMoney(db, { parkId, zone, month }, stretch);
  return { stretch, input: { points, parties, rules, money, daysOfMonth: stretch.days, quarters: stretch.quarters } };
}

const CHARGED = `
  select sum(s.charge)::text as charge from slot s
  where s.register = 0 and s.start >= ${atMs('$2')} and s.start < ${atMs('$3')} and s.point_id = any(array(
    select p.id from point p where p.park_id = $1 and p.medium = 'electricity' and exists (
      select from assignment g join account a on a.id = g.account_id where g.point_id = p.id and a.kind = 'supply'
        and g.from_at < ${atMs('$3')} and (g.to_at is null or g.to_at > ${atMs('$2')}))))`;

/** What was entered from bills; energy else as the park's own account with the grid was charged for its slots. */
async function loadMoney(db: Queryable, { parkId, month }: MonthOfPark, { from, to }: InstantRange): Promise<MasterMoney> {
  const entered = new Map((await selectMasterMoney(db, parkId, month)).map(({ kind, amount }) => [kind, amount]));
  const charged = await rowOf(db, CHARGED, [parkId, from, to], (row): Fen | null =>
    orNull(row, 'charge', textIn) === null ? null : roundToFen(exact(bigIn(row, 'charge'))),
  );
  return {
    energy: entered.get('energy') ?? charged,
    capacity: entered.get('capacity') ?? null,
    powerFactor: entered.get('powerFactor') ?? null,
  };
}
