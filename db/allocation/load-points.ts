import type { BalancePoint, UseOf } from '#domain/allocation/balance.ts';
import type { PointRole } from '#domain/park/model.ts';
import { instantMs, SLOT_MS } from '#domain/time/instant.ts';
import type { InstantRange } from '#domain/time/park-day.ts';
import { selectComplete, selectFlows } from '../queries/flows.ts';
import { lasts } from '../queries/installations.ts';
import { atMs, epochMs, flagIn, instantIn, orNull, type Queryable, rowsOf, textIn, wholeIn } from '../queries/row.ts';

/** An electricity meter of the park as the supply's tree has it. */
export interface SupplyPoint {
  readonly id: number;
  readonly code: string;
  readonly parent: string | null;
  readonly role: PointRole;
  readonly space: string | null;
  /** 1/100 m². */
  readonly areaCentiM2: bigint;
  readonly contractW: number;
  /** A meter was there within the range. */
  readonly metered: boolean;
}

const POINTS_MAX = 20_000;
const POINTS = `
  select p.id, p.code, u.code as parent, p.role, s.code as space, coalesce(round(s.area_m2 * 100), 0)::bigint as area,
    coalesce(p.contract_w, 0) as contract_w,
    exists (select from installation i where i.point_id = p.id and i.from_at < ${atMs('$3')} and ${lasts('i')} and (i.to_at is null or i.to_at > ${atMs('$2')})) as metered
  from point p left join point u on u.id = p.parent_id left join space s on s.id = p.space_id
  where p.park_id = $1 and p.medium = 'electricity' order by p.code limit ${POINTS_MAX}`;

const ROLES: readonly PointRole[] = ['grid', 'feeder', 'tenant', 'public', 'pv', 'storage'];

export const selectSupply = (db: Queryable, parkId: number, { from, to }: InstantRange): Promise<SupplyPoint[]> =>
  rowsOf(db, POINTS, [parkId, from, to], (row) => ({
    id: wholeIn(row, 'id'),
    code: textIn(row, 'code'),
    parent: orNull(row, 'parent', textIn),
    role: roleIn(textIn(row, 'role')),
    space: orNull(row, 'space', textIn),
    areaCentiM2: BigInt(wholeIn(row, 'area')),
    contractW: wholeIn(row, 'contract_w'),
    metered: flagIn(row, 'metered'),
  }));

const roleIn = (text: string): PointRole => {
  const role = ROLES.find((one) => one === text);
  if (!role) throw new TypeError(`point: ${text} is no role`);
  return role;
};

/** Who had a point, over [from, to) cut to the range. */
export interface Stay extends InstantRange {
  readonly pointId: number;
  readonly account: string;
}

const STAYS = `
  select g.point_id, a.code as account, greatest(${epochMs('g.from_at')}, $2::bigint) as from_at, least(${epochMs('g.to_at')}, $3::bigint) as to_at
  from assignment g join point p on p.id = g.point_id join account a on a.id = g.account_id
  where p.park_id = $1 and p.medium = 'electricity' and p.role = 'tenant' and g.from_at < ${atMs('$3')} and (g.to_at is null or g.to_at > ${atMs('$2')})
  order by g.point_id, g.from_at`;

export const selectStays = (db: Queryable, parkId: number, { from, to }: InstantRange): Promise<Stay[]> =>
  rowsOf(db, STAYS, [parkId, from, to], (row) => ({
    pointId: wholeIn(row, 'point_id'),
    account: textIn(row, 'account'),
    from: instantIn(row, 'from_at'),
    to: instantIn(row, 'to_at'),
  }));

/** What was drawn at a point by one account (null: nobody), and its largest window, Wh of 15 minutes. */
export interface DrawnBy {
  readonly pointId: number;
  readonly account: string | null;
  readonly wh: number;
  readonly windowMax: number;
}

const DRAWN = `
  select s.point_id, a.code as account, sum(s.quantity)::bigint as wh, coalesce(max(s.window_max), 0) as window_max
  from slot s left join account a on a.id = s.account_id
  where s.point_id = any($1::int[]) and s.register = 0 and s.start >= ${atMs('$2')} and s.start < ${atMs('$3')}
  group by s.point_id, a.code order by s.point_id, a.code`;

/** From slots: for points that changed hands, of which there are few. */
export const selectDrawnBy = (db: Queryable, pointIds: readonly number[], { from, to }: InstantRange): Promise<DrawnBy[]> =>
  rowsOf(db, DRAWN, [pointIds, from, to], (row) => ({
    pointId: wholeIn(row, 'point_id'),
    account: orNull(row, 'account', textIn),
    wh: wholeIn(row, 'wh'),
    windowMax: wholeIn(row, 'window_max'),
  }));

export interface SupplyOf extends InstantRange {
  readonly parkId: number;
  readonly zone: string;
  readonly supply: readonly SupplyPoint[];
  readonly stays: readonly Stay[];
}

/** Points that more than one had, or nobody for a while: their slots say whose each quarter of an hour was. */
export const changedHands = ({ supply, stays, from, to }: SupplyOf): ReadonlySet<number> => {
  const byPoint = Map.groupBy(stays, ({ pointId }) => pointId);
  const changed = supply.filter(({ id, role }) => {
    const own = byPoint.get(id) ?? [];
    return role === 'tenant' && own.length > 0 && !(own.length === 1 && own[0]?.from === from && own[0].to === to);
  });
  return new Set(changed.map(({ id }) => id));
};

/** The supply with what each meter counted, from the sums by month, day and hour, which hold every slot. */
export async function loadPoints(db: Queryable, input: SupplyOf, drawn: readonly DrawnBy[]): Promise<BalancePoint[]> {
  const { supply, stays } = input;
  const query = { pointIds: supply.map(({ id }) => id), zone: input.zone, from: input.from, to: input.to };
  const sums = await selectFlows(db, query);
  const complete = await selectComplete(db, query, instantMs(input.to - SLOT_MS));
  const parents = new Set(supply.map(({ parent }) => parent));
  const drawnAt = Map.groupBy(drawn, ({ pointId }) => pointId);
  const heldBy = new Map(stays.map(({ pointId, account }) => [pointId, account]));
  return supply.map(({ id, code, parent, role, metered }): BalancePoint => {
    const sum = sums.get(id);
    const wh = sum?.quantity ?? 0;
    const by = drawnAt.get(id);
    const use: readonly UseOf[] = by?.map(({ account, wh: own }) => ({ account, wh: own })) ?? [{ account: heldBy.get(id) ?? null, wh }];
    return {
      code,
      parent,
      role,
      account: null,
      // What no meter counted is what the meters below it did.
      quantity: metered ? wh : null,
      exported: sum?.exported ?? 0,
      complete: metered ? complete.has(id) : parents.has(code),
      use: role === 'tenant' ? use : [],
    };
  });
}
