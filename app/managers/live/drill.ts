import type { PointBoard } from '#domain/board/board.ts';
import type { Words } from '#domain/park/model.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import type { Medium } from '#domain/units/quantity.ts';
import { freshnessOf } from '../../format/age.ts';
import type { SpaceLine } from '../../rpc/shapes.ts';
import { type Group, PARK, type Place } from './place.ts';

export type RowKind = SpaceLine['kind'] | Group['type'] | 'meter';

/** One line of a level: a building, a floor, a tenant, a meter. Its figures are those of all meters below it. */
export interface DrillRow {
  readonly key: string;
  readonly kind: RowKind;
  /** Null: the kind is its name (public area, supply ...), or it is an account that only its code is known of. */
  readonly name: Words | null;
  readonly code: string;
  readonly to: Place;
  /** W (litres/h). */
  readonly power: number;
  /** Wh (litres). */
  readonly today: number;
  readonly month: number;
  /** Of the power of its level; null where the level measures twice (supply) or nothing runs. */
  readonly share: number | null;
  /** W/m²; null where there is no area, and for water. */
  readonly density: number | null;
  readonly areaM2: number | null;
  /** The meters that its figures sum. */
  readonly points: readonly string[];
  readonly state: StateCounts;
}

/** How many meters, and how many of them in each state that is not plain order. */
export interface StateCounts {
  readonly meters: number;
  readonly stale: number;
  readonly offline: number;
  readonly suspect: number;
  readonly open: number;
}

export interface Level {
  readonly rows: readonly DrillRow[];
  /** Sums over the level, without what would be counted twice. */
  readonly power: number;
  readonly today: number;
  readonly month: number;
  readonly points: readonly string[];
  readonly state: StateCounts;
  /** The way here, the park not named; the last is where one stands. */
  readonly crumbs: readonly Crumb[];
  /** Where one stands at a single meter. */
  readonly point: PointBoard | null;
  /** False: the address names a space or a meter that this park does not have. */
  readonly found: boolean;
}

export interface Crumb {
  readonly kind: RowKind;
  readonly name: Words | null;
  readonly code: string;
  readonly to: Place;
}

export interface DrillOf {
  readonly points: Readonly<Record<string, PointBoard>>;
  readonly spaces: readonly SpaceLine[];
  readonly accounts: ReadonlyMap<string, Words>;
  readonly medium: Medium;
  readonly now: InstantMs;
}

/** Rooms hang in floors, floors in buildings; deeper than this is a fault of the data. */
const DEPTH_MAX = 8;

/** What stands at a place of the park: park > building > floor > tenant > meter. Feeders and masters measure others again and stand apart. */
export const drill = (of: DrillOf, place: Place): Level => {
  const tree = treeOf(of.spaces);
  const own = Object.values(of.points).filter((point) => point.medium === of.medium);
  const point = place.point === null ? null : (of.points[place.point] ?? null);
  const here = point ? placeOfPoint(point, tree) : place;
  const rows = point ? [] : rowsAt({ ...of, tree, own }, here);
  const summed = rows.filter(({ kind }) => kind !== 'supply');
  const counted = summed.length > 0 || here.group !== null ? summed : rows;
  const power = sum(counted, 'power');
  const isOnce = here.group?.type !== 'supply';
  return {
    rows: rows.map((row) => ({ ...row, share: isOnce && row.kind !== 'supply' && power > 0 ? row.power / power : null })),
    power,
    today: sum(counted, 'today'),
    month: sum(counted, 'month'),
    points: counted.flatMap((row) => row.points),
    state: point ? countsOf([point], of.now) : addCounts(rows.map(({ state }) => state)),
    crumbs: crumbsOf(here, of, { tree, point }),
    point,
    found: (place.point === null || point !== null) && (here.space === null || tree.byCode.has(here.space)),
  };
};

interface Tree {
  readonly byCode: ReadonlyMap<string, SpaceLine>;
  readonly children: ReadonlyMap<string | null, readonly SpaceLine[]>;
}

const treeOf = (spaces: readonly SpaceLine[]): Tree => {
  const children = new Map<string | null, SpaceLine[]>();
  for (const space of spaces) {
    const siblings = children.get(space.parent);
    if (siblings) siblings.push(space);
    else children.set(space.parent, [space]);
  }
  return { byCode: new Map(spaces.map((space) => [space.code, space])), children };
};

/** The space and those it lies in, innermost first. */
const pathOf = (tree: Tree, code: string | null): readonly SpaceLine[] => {
  const path: SpaceLine[] = [];
  let at = code === null ? undefined : tree.byCode.get(code);
  while (at && path.length < DEPTH_MAX) {
    path.push(at);
    at = at.parent === null ? undefined : tree.byCode.get(at.parent);
  }
  return path;
};

interface At extends DrillOf {
  readonly tree: Tree;
  readonly own: readonly PointBoard[];
}

type Bare = Omit<DrillRow, 'share'>;

const rowsAt = (at: At, place: Place): readonly Bare[] => {
  if (place.group) return meterRows(at, place, place.group);
  const spaces = at.tree.children.get(place.space) ?? [];
  if (place.space === null) return [...spaceRows(at, spaces), ...groupRow(at, 'elsewhere'), ...groupRow(at, 'supply')];
  const storeys = spaces.filter(({ kind }) => kind !== 'room');
  if (storeys.length > 0) return [...spaceRows(at, storeys), ...tenantRows(at, place, place.space, 'direct')];
  return tenantRows(at, place, place.space, 'all');
};

/** Buildings, the largest first, and behind each its floors, with what they draw of electricity. Rooms count as their floor. */
export const spacesByPower = (of: DrillOf): readonly Bare[] => {
  const tree = treeOf(of.spaces);
  const own = Object.values(of.points).filter((point) => point.medium === of.medium);
  const storeys = of.spaces.filter(({ kind }) => kind !== 'room');
  const rows = new Map(spaceRows({ ...of, tree, own }, storeys).map((row) => [row.code, row]));
  const below = (parent: string | null): readonly Bare[] => (tree.children.get(parent) ?? []).flatMap(({ code }) => rows.get(code) ?? []);
  return below(null)
    .toSorted((a, b) => b.power - a.power)
    .flatMap((building) => [building, ...below(building.code)]);
};

const isLeaf = ({ role }: PointBoard): boolean => role === 'tenant' || role === 'public';

/** Sums of each space over all that lies in it, in one pass over the meters. */
const spaceRows = (at: At, spaces: readonly SpaceLine[]): readonly Bare[] => {
  const bySpace = new Map<string, PointBoard[]>(spaces.map(({ code }) => [code, []]));
  for (const point of at.own) {
    if (!isLeaf(point)) continue;
    for (const { code } of pathOf(at.tree, point.space)) bySpace.get(code)?.push(point);
  }
  return spaces.map((space) => ({
    ...figuresOf(bySpace.get(space.code) ?? [], at, space.areaM2),
    key: `space ${space.code}`,
    kind: space.kind,
    name: space.name,
    code: space.code,
    to: { space: space.code, group: null, point: null },
  }));
};

const groupOf = (point: PointBoard): Group =>
  point.role === 'public' ? { type: 'public' } : point.account === null ? { type: 'vacant' } : { type: 'account', account: point.account };

const groupKey = (group: Group): string => (group.type === 'account' ? `account ${group.account}` : group.type);

/** `direct`: only what hangs in the space itself, where its storeys have rows of their own; rooms count as the space itself. */
const tenantRows = (at: At, place: Place, space: string, reach: 'direct' | 'all'): readonly Bare[] => {
  const groups = new Map<string, { readonly group: Group; readonly points: PointBoard[] }>();
  for (const point of at.own) {
    if (!isLeaf(point) || !isIn(at.tree, point.space, space, reach)) continue;
    const group = groupOf(point);
    const known = groups.get(groupKey(group));
    if (known) known.points.push(point);
    else groups.set(groupKey(group), { group, points: [point] });
  }
  return [...groups].map(([key, { group, points }]) => ({
    ...figuresOf(points, at, null),
    key,
    kind: group.type,
    name: group.type === 'account' ? (at.accounts.get(group.account) ?? null) : null,
    code: group.type === 'account' ? group.account : '',
    to: { ...place, group },
  }));
};

const isIn = (tree: Tree, space: string | null, wanted: string, reach: 'direct' | 'all'): boolean => {
  const path = pathOf(tree, space);
  if (reach === 'all') return path.some(({ code }) => code === wanted);
  return path.find(({ kind }) => kind !== 'room')?.code === wanted;
};

const GROUP_HAS = {
  supply: (point: PointBoard) => !isLeaf(point),
  elsewhere: (point: PointBoard, tree: Tree) => isLeaf(point) && pathOf(tree, point.space).length === 0,
} as const;

const groupRow = (at: At, type: 'supply' | 'elsewhere'): readonly Bare[] => {
  const points = at.own.filter((point) => GROUP_HAS[type](point, at.tree));
  if (points.length === 0) return [];
  // A master's power says it all; feeders would say it again.
  const grid = points.filter(({ role }) => role === 'grid');
  const figures = figuresOf(type === 'supply' && grid.length > 0 ? grid : points, at, null);
  return [{ ...figures, state: countsOf(points, at.now), key: type, kind: type, name: null, code: '', to: { ...PARK, group: { type } } }];
};

const meterRows = (at: At, place: Place, group: Group): readonly Bare[] =>
  at.own
    .filter((point) => isInGroup(at, point, { ...place, group }))
    .map((point) => ({
      ...figuresOf([point], at, null),
      key: `point ${point.code}`,
      kind: 'meter',
      name: point.name,
      code: point.code,
      to: { ...place, point: point.code },
    }));

const isInGroup = ({ tree }: At, point: PointBoard, { space, group }: Place): boolean => {
  if (group?.type === 'supply' || group?.type === 'elsewhere') return GROUP_HAS[group.type](point, tree);
  if (!group || !isLeaf(point) || groupKey(groupOf(point)) !== groupKey(group)) return false;
  if (space === null) return true;
  const hasStoreys = (tree.children.get(space) ?? []).some(({ kind }) => kind !== 'room');
  return isIn(tree, point.space, space, hasStoreys ? 'direct' : 'all');
};

/** A meter's place is its own, whatever the rest of the address says. */
const placeOfPoint = (point: PointBoard, tree: Tree): Place => {
  if (!isLeaf(point)) return { space: null, group: { type: 'supply' }, point: point.code };
  const space = pathOf(tree, point.space).find(({ kind }) => kind !== 'room');
  if (!space) return { space: null, group: { type: 'elsewhere' }, point: point.code };
  return { space: space.code, group: groupOf(point), point: point.code };
};

const crumbsOf = (
  place: Place,
  of: DrillOf,
  { tree, point }: { readonly tree: Tree; readonly point: PointBoard | null },
): readonly Crumb[] => {
  const crumbs: Crumb[] = pathOf(tree, place.space)
    .toReversed()
    .map(({ kind, name, code }) => ({ kind, name, code, to: { space: code, group: null, point: null } }));
  const { group } = place;
  if (group) {
    const account = group.type === 'account' ? group.account : '';
    crumbs.push({ kind: group.type, name: of.accounts.get(account) ?? null, code: account, to: { ...place, point: null } });
  }
  if (point) crumbs.push({ kind: 'meter', name: point.name, code: point.code, to: place });
  return crumbs;
};

const figuresOf = (points: readonly PointBoard[], { now, medium }: DrillOf, areaM2: number | null) => {
  const power = points.reduce((total, point) => total + (point.power ?? 0), 0);
  return {
    power,
    today: points.reduce((total, point) => total + point.today, 0),
    month: points.reduce((total, point) => total + point.month, 0),
    areaM2,
    points: points.map(({ code }) => code),
    density: medium === 'electricity' && areaM2 !== null && areaM2 > 0 ? power / areaM2 : null,
    state: countsOf(points, now),
  };
};

/** A point that waits for its meter is none, and misses no reading. */
const countsOf = (points: readonly PointBoard[], now: InstantMs): StateCounts => {
  const metered = points.filter(({ serial }) => serial !== null);
  const counts = { meters: metered.length, stale: 0, offline: 0, suspect: 0, open: 0 };
  for (const point of metered) {
    const fresh = freshnessOf(point.at, point.intervalS, now);
    if (fresh !== 'fresh') counts[fresh] += 1;
    if (point.suspect) counts.suspect += 1;
    if (point.relay === 'open') counts.open += 1;
  }
  return counts;
};

const addCounts = (all: readonly StateCounts[]): StateCounts => ({
  meters: all.reduce((n, one) => n + one.meters, 0),
  stale: all.reduce((n, one) => n + one.stale, 0),
  offline: all.reduce((n, one) => n + one.offline, 0),
  suspect: all.reduce((n, one) => n + one.suspect, 0),
  open: all.reduce((n, one) => n + one.open, 0),
});

const sum = (rows: readonly Bare[], key: 'power' | 'today' | 'month'): number => rows.reduce((total, row) => total + row[key], 0);
