import type { Party } from '#domain/allocation/weights.ts';
import { HOUR_MS, type InstantMs, SLOT_MS } from '#domain/time/instant.ts';
import type { InstantRange } from '#domain/time/park-day.ts';
import { zoneViews } from '../aggregates.ts';
import { atMs, epochMs, instantIn, type Queryable, rowOf, rowsOf, textIn, wholeIn } from '../queries/row.ts';
import type { DrawnBy, Stay, SupplyOf, SupplyPoint } from './load-points.ts';
import { daysOf } from './month-stretch.ts';

const PEAK = `
  select ${epochMs('s.start')} as at from slot s
  where s.point_id = any(array(select id from point where park_id = $1 and medium = 'electricity' and role = 'grid'))
    and s.register = 0 and s.start >= ${atMs('$2')} and s.start < ${atMs('$3')} and s.window_max is not null
  order by s.window_max desc, s.start limit 1`;

/** Of a master that no gateway reads: the quarter in which its tenants drew most together. */
const TENANTS_PEAK = `
  select ${epochMs('s.start')} as at from slot s
  where s.point_id = any(array(select id from point where park_id = $1 and medium = 'electricity' and role = 'tenant'))
    and s.register = 0 and s.start >= ${atMs('$2')} and s.start < ${atMs('$3')}
  group by s.start order by sum(s.quantity) desc, s.start limit 1`;

/** The quarter of an hour in which the master's largest window ended; null: no readings cover one. */
export const selectPeak = async (db: Queryable, parkId: number, { from, to }: InstantRange): Promise<InstantMs | null> => {
  const at = (text: string) => rowOf(db, text, [parkId, from, to], (row) => instantIn(row, 'at'));
  return (await at(PEAK)) ?? at(TENANTS_PEAK);
};

interface PointFigure {
  readonly pointId: number;
  readonly figure: number;
}

const AT_PEAK = `
  select s.point_id, sum(s.quantity)::bigint as figure from slot s
  where s.point_id = any($1::int[]) and s.register = 0 and s.start = ${atMs('$2')} group by s.point_id`;
const figureFromRow = (row: Readonly<Record<string, unknown>>): PointFigure => ({
  pointId: wholeIn(row, 'point_id'),
  figure: wholeIn(row, 'figure'),
});

const ownPeaks = (zone: string): string => `
  select d.point_id, coalesce(max(d.window_max), 0) as figure from ${zoneViews(zone).day} d
  where d.point_id = any($1::int[]) and d.register = 0 and d.day >= ${atMs('$2')} and d.day < ${atMs('$3')} group by d.point_id`;

/** Rooms that no meter of a tenant stands in and no account has, below the incomer of their building where there is one. */
const EMPTY = `
  with recursive up as (
    select s.id as room, s.code, round(s.area_m2 * 100)::bigint as area, s.parent_id, s.id as at from space s
    where s.park_id = $1 and s.kind = 'room'
      and not exists (select from point p where p.space_id = s.id and p.role = 'tenant' and p.medium = 'electricity')
      and not exists (select from account a where a.space_id = s.id and a.opened_on <= (to_timestamp($3::float8 / 1000) at time zone $2)::date)
    union all
    select u.room, u.code, u.area, s.parent_id, s.id from up u join space s on s.id = u.parent_id
  )
  select u.code, u.area, coalesce((
      select p.code from up b join point p on p.space_id = b.at and p.role = 'feeder' and p.medium = 'electricity' where b.room = u.room order by p.code limit 1
    ), (select p.code from point p where p.park_id = $1 and p.role = 'grid' and p.medium = 'electricity' order by p.code limit 1), '') as node
  from up u where u.at = u.room order by u.code limit 20000`;

const PER_HOUR = HOUR_MS / SLOT_MS;

/** Who was where, for how long, and what shares are measured by; empty rooms beside them. */
export async function loadParties(
  db: Queryable,
  input: SupplyOf & { readonly days: number },
  { drawn, usedWh }: { readonly drawn: readonly DrawnBy[]; readonly usedWh: ReadonlyMap<string, number> },
): Promise<Party[]> {
  const { supply, stays, zone, from, to } = input;
  const tenants = supply.filter(({ role }) => role === 'tenant');
  const ids = tenants.map(({ id }) => id);
  const peak = await selectPeak(db, input.parkId, { from, to });
  const atPeak = peak === null ? [] : await rowsOf(db, AT_PEAK, [ids, peak], figureFromRow);
  const windows = await rowsOf(db, ownPeaks(zone), [ids, from, to], figureFromRow);
  const empty = await rowsOf(db, EMPTY, [input.parkId, zone, to], (row) => ({
    code: textIn(row, 'code'),
    areaCentiM2: BigInt(wholeIn(row, 'area')),
    node: textIn(row, 'node'),
  }));
  const figures: Figures = {
    atPeak: new Map(atPeak.map(({ pointId, figure }) => [pointId, figure])),
    windows: new Map(windows.map(({ pointId, figure }) => [pointId, figure])),
    drawn: Map.groupBy(drawn, ({ pointId }) => pointId),
    usedWh,
    peak,
  };
  const staysAt = Map.groupBy(stays, ({ pointId }) => pointId);
  const found = tenants.flatMap((point) => partiesAt(point, staysAt.get(point.id) ?? [], input, figures));
  const rooms = empty.map(({ code, areaCentiM2, node }): Party => ({ ...nothing(code, node), areaCentiM2, days: input.days }));
  return [...merged(found, input.days), ...rooms];
}

interface Figures {
  readonly atPeak: ReadonlyMap<number, number>;
  readonly windows: ReadonlyMap<number, number>;
  readonly drawn: ReadonlyMap<number, readonly DrawnBy[]>;
  readonly usedWh: ReadonlyMap<string, number>;
  readonly peak: InstantMs | null;
}

const nothing = (place: string, node: string): Party => ({
  account: null,
  place,
  node,
  usedWh: 0n,
  areaCentiM2: 0n,
  days: 0,
  peakWh: 0n,
  ownPeakW: 0n,
  contractW: 0n,
});

/** Each account's stays at one meter as one, and nobody's where there were days without. */
const partiesAt = (point: SupplyPoint, stays: readonly Stay[], input: SupplyOf & { readonly days: number }, figures: Figures): Party[] => {
  const base = { ...nothing(point.space ?? point.code, point.code), areaCentiM2: point.areaCentiM2, contractW: BigInt(point.contractW) };
  const drawn = figures.drawn.get(point.id);
  const peakHolder = figures.peak === null ? null : (stays.find(({ from, to }) => covers({ from, to }, figures.peak))?.account ?? null);
  // One had it all the time, or nobody: all it counted is his.
  const holder = stays[0]?.account ?? null;
  const figuresOf = (account: string | null) => {
    const own = drawn?.find((one) => one.account === account);
    const all = drawn === undefined && account === holder;
    return {
      usedWh: BigInt(all ? (figures.usedWh.get(point.code) ?? 0) : (own?.wh ?? 0)),
      peakWh: BigInt(peakHolder === account ? (figures.atPeak.get(point.id) ?? 0) : 0),
      ownPeakW: BigInt((all ? (figures.windows.get(point.id) ?? 0) : (own?.windowMax ?? 0)) * PER_HOUR),
    };
  };
  const accounts = [...Map.groupBy(stays, ({ account }) => account)].map(([account, own]): Party => {
    const days = own.reduce((sum, stay) => sum + daysOf(stay, input.zone), 0);
    return { ...base, account, days: Math.min(days, input.days), ...figuresOf(account) };
  });
  const left = input.days - accounts.reduce((sum, { days }) => sum + days, 0);
  const nobody = { ...base, days: Math.max(0, left), ...figuresOf(null) };
  return left > 0 || nobody.usedWh > 0n ? [...accounts, nobody] : accounts;
};

const covers = ({ from, to }: InstantRange, at: InstantMs | null): boolean => at !== null && at >= from && at < to;

/** Meters of one account in one room are one stay: its area counts once, its energy adds up. A room somebody has by one meter is not empty by another. */
const merged = (parties: readonly Party[], days: number): Party[] => {
  const byStay = Map.groupBy(parties, ({ account, place }) => JSON.stringify([place, account]));
  const stays = [...byStay.values()].flatMap((own): Party[] => {
    const [first] = own;
    if (!first) return [];
    const sum = (of: (party: Party) => bigint) => own.reduce((total, party) => total + of(party), 0n);
    return [
      {
        ...first,
        days: Math.max(...own.map((party) => party.days)),
        usedWh: sum((party) => party.usedWh),
        peakWh: sum((party) => party.peakWh),
        ownPeakW: sum((party) => party.ownPeakW),
        contractW: sum((party) => party.contractW),
      },
    ];
  });
  const held = new Map<string, number>();
  for (const { account, place, days: own } of stays) if (account !== null) held.set(place, (held.get(place) ?? 0) + own);
  return stays
    .map((stay) => (stay.account === null ? { ...stay, days: Math.max(0, Math.min(stay.days, days - (held.get(stay.place) ?? 0))) } : stay))
    .filter(({ account, days: left, usedWh }) => account !== null || left > 0 || usedWh > 0n);
};
