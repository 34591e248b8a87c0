import { type BalancePoint, balanceOf } from '#domain/allocation/balance.ts';
import { createGroups } from '#domain/allocation/groups.ts';
import type { AllocationRules } from '#domain/allocation/rules.ts';
import { type Counted, intervalOwnOf } from '#domain/purchase/interval-own.ts';
import { pvByInterval } from '#domain/purchase/pv-by-interval.ts';
import type { ResaleUse, ResaleUser } from '#domain/purchase/resale.ts';
import { PERIODS, type Period } from '#domain/tariff/tariff.ts';
import { HOUR_MS, type InstantMs, instantMs } from '#domain/time/instant.ts';
import type { InstantRange } from '#domain/time/park-day.ts';
import { atMs, epochMs, instantIn, orNull, type Queryable, rowsOf, textIn, wholeIn } from '../queries/row.ts';

export interface UsesOf extends InstantRange {
  readonly points: readonly BalancePoint[];
  readonly pointIds: readonly number[];
  readonly rules: AllocationRules;
}

/** Method A looks at the month's sums alone. */
export const monthUses = ({ points, rules }: Pick<UsesOf, 'points' | 'rules'>): readonly ResaleUse[] => {
  const { tenants, shared } = balanceOf(points);
  const groups = createGroups(points, rules);
  const use = (user: ResaleUser, wh: bigint): ResaleUse => ({ user, period: null, gridWh: wh, pvWh: 0n });
  return [
    ...tenants.map(({ account, wh }) => use({ type: 'account', account }, wh)),
    ...shared.map(({ point, wh }) => use({ type: 'pool', group: groups.ofNode(point) }, wh)),
  ];
};

/**
 * Methods B and C: quarter by quarter, a day at a time, so that a month of a large park is never in memory. What the roof gave goes to who drew at that moment.
 * Quarters whose period nobody's price says are left out; there is no money of such a period either.
 */
export async function quarterUses(db: Queryable, of: UsesOf): Promise<readonly ResaleUse[]> {
  const ownOf = intervalOwnOf(of.points);
  const groups = createGroups(of.points, of.rules);
  const roles = new Map(of.points.map(({ code, role }) => [code, role]));
  const sums = new Map<string, { user: ResaleUser; period: Period; gridWh: bigint; pvWh: bigint }>();
  for (let day: number = of.from; day < of.to; day += PIECE_MS) {
    const range = { from: instantMs(day), to: instantMs(Math.min(day + PIECE_MS, of.to)) };
    const periods = await selectPeriods(db, of.pointIds, range);
    const rows = await selectQuarters(db, of.pointIds, range);
    for (const [start, own] of Map.groupBy(rows, (row) => row.start)) {
      const period = periods.get(start);
      if (period === undefined) continue;
      const holders = new Map(own.map(({ code, account }) => [code, account]));
      const userOf = (code: string): ResaleUser =>
        roles.get(code) === 'public'
          ? { type: 'pool', group: groups.ofNode(code) }
          : { type: 'account', account: holders.get(code) ?? null };
      const { own: drawn, pvSelfWh } = ownOf(countedOf(own));
      const loads = [...drawn].map(([key, wh]) => ({ key, wh }));
      for (const { key, pvWh, gridWh } of pvByInterval([{ period, pvSelfWh, loads }])) {
        const user = userOf(key);
        const place = JSON.stringify([user, period]);
        const sum = sums.get(place) ?? { user, period, gridWh: 0n, pvWh: 0n };
        sums.set(place, { ...sum, gridWh: sum.gridWh + gridWh, pvWh: sum.pvWh + pvWh });
      }
    }
  }
  return [...sums.values()];
}

/** A day's slots at a time; where the clock changes a piece is a day all the same. */
const PIECE_MS = 24 * HOUR_MS;

interface Quarter {
  readonly start: InstantMs;
  readonly code: string;
  readonly register: number;
  readonly quantity: number;
  readonly account: string | null;
}

const countedOf = (rows: readonly Quarter[]): ReadonlyMap<string, Counted> => {
  const counted = new Map<string, Counted>();
  for (const { code, register, quantity } of rows) {
    const before = counted.get(code) ?? { quantity: 0, exported: 0 };
    counted.set(
      code,
      register === 0 ? { ...before, quantity: before.quantity + quantity } : { ...before, exported: before.exported + quantity },
    );
  }
  return counted;
};

const QUARTERS = `
  select ${epochMs('s.start')} as start, p.code, s.register, s.quantity, a.code as account
  from slot s join point p on p.id = s.point_id left join account a on a.id = s.account_id
  where s.point_id = any($1::int[]) and s.register <= 1 and s.start >= ${atMs('$2')} and s.start < ${atMs('$3')} order by s.start`;

const selectQuarters = (db: Queryable, pointIds: readonly number[], { from, to }: InstantRange): Promise<Quarter[]> =>
  rowsOf(db, QUARTERS, [pointIds, from, to], (row) => ({
    start: instantIn(row, 'start'),
    code: textIn(row, 'code'),
    register: wholeIn(row, 'register'),
    quantity: wholeIn(row, 'quantity'),
    account: orNull(row, 'account', textIn),
  }));

/** By the master's own price; where it has none, by what most tenants' prices say. */
const PERIODS_OF = `
  select ${epochMs('s.start')} as start,
    coalesce(mode() within group (order by s.period) filter (where p.role = 'grid'), mode() within group (order by s.period)) as period
  from slot s join point p on p.id = s.point_id
  where s.point_id = any($1::int[]) and s.register = 0 and s.account_id <> 0 and s.version_id <> 0
    and s.start >= ${atMs('$2')} and s.start < ${atMs('$3')} group by s.start`;

async function selectPeriods(
  db: Queryable,
  pointIds: readonly number[],
  { from, to }: InstantRange,
): Promise<ReadonlyMap<InstantMs, Period>> {
  const rows = await rowsOf(db, PERIODS_OF, [pointIds, from, to], (row) => ({
    start: instantIn(row, 'start'),
    period: PERIODS[wholeIn(row, 'period')],
  }));
  return new Map(rows.flatMap(({ start, period }) => (period === undefined ? [] : [[start, period] as const])));
}
