import type { PointBoard } from '#domain/board/board.ts';
import type { Words } from '#domain/park/model.ts';
import type { SpaceLine } from '../rpc/shapes.ts';
import { invented } from './invented.ts';
import { areaOf, type Ring } from './ring.ts';

/** A storey of a building, with the meters that stand for its load. */
export interface PlannedFloor {
  /** "B1/2": one slab of the drawing. */
  readonly key: string;
  /** The floor's own code where the park file names it. */
  readonly code: string | null;
  readonly number: number;
  readonly areaM2: number;
  /** Electricity meters whose load is the floor's. */
  readonly points: readonly string[];
  /** Its part of meters that hang in the building as a whole, 0..1. */
  readonly share: number;
  readonly isPublic: boolean;
}

export interface PlannedBuilding {
  readonly code: string;
  readonly name: Words;
  readonly ring: Ring;
  readonly floors: readonly PlannedFloor[];
  readonly areaM2: number;
  /** Electricity meters of the building as a whole, shared by its floors. */
  readonly shared: readonly string[];
  readonly pv: readonly string[];
  readonly storage: readonly string[];
}

/** A line from the master to buildings: a feeder that measures it, or none where buildings hang at the master itself. */
export interface PlannedLine {
  readonly feeder: string | null;
  readonly buildings: readonly string[];
}

export interface SitePlan {
  readonly buildings: readonly PlannedBuilding[];
  readonly lines: readonly PlannedLine[];
  /** The grid's meters; empty where the park has none. */
  readonly masters: readonly string[];
  /** PV and storage that stand in no building. */
  readonly pv: readonly string[];
  readonly storage: readonly string[];
  /** Building and floor (by key) each space lies in. */
  readonly places: ReadonlyMap<string, { readonly building: string; readonly floor: string | null }>;
}

export type Points = Readonly<Record<string, PointBoard>>;

/** What is drawn of a park: its buildings with floors and meters, and what feeds them. Changes with the park, not with its readings. */
export const sitePlan = (spaces: readonly SpaceLine[], points: Points): SitePlan => {
  const parentOf = new Map(spaces.map((space) => [space.code, space]));
  const rings = ringsOf(spaces);
  const electric = Object.values(points).filter((point) => point.medium === 'electricity');
  const places = placesOf(spaces, parentOf);
  const byBuilding = new Map<string, PointBoard[]>();
  for (const point of electric) {
    const building = point.space === null ? undefined : places.get(point.space)?.building;
    if (building !== undefined) byBuilding.set(building, [...(byBuilding.get(building) ?? []), point]);
  }
  const buildings = spaces
    .filter((space) => space.kind === 'building')
    .map((space) => planBuilding(space, rings.get(space.code) ?? [], { spaces, places, own: byBuilding.get(space.code) ?? [] }));
  const free = (role: PointBoard['role']) =>
    electric.filter((point) => point.role === role && (point.space === null || !places.has(point.space))).map(({ code }) => code);
  return {
    buildings,
    lines: linesOf(points, byBuilding, buildings),
    masters: electric.filter((point) => point.role === 'grid').map(({ code }) => code),
    pv: free('pv'),
    storage: free('storage'),
    places,
  };
};

/** Footprints as the park file has them; buildings without one are given a place beside the others. */
const ringsOf = (spaces: readonly SpaceLine[]): ReadonlyMap<string, Ring> => {
  const buildings = spaces.filter((space) => space.kind === 'building');
  const known = new Map(buildings.flatMap(({ code, footprint }) => (isDrawable(footprint) ? [[code, footprint] as const] : [])));
  const without = buildings.filter(({ code }) => !known.has(code));
  return new Map<string, Ring>([...known, ...invented(without, [...known.values()])]);
};

const isDrawable = (ring: Ring): boolean => ring.length >= 3 && ring.flat().every(Number.isFinite) && areaOf(ring) >= 1;

/** Rooms hang in floors, floors in buildings; deeper than this is a fault of the data. */
const DEPTH_MAX = 8;

const placesOf = (spaces: readonly SpaceLine[], byCode: ReadonlyMap<string, SpaceLine>): SitePlan['places'] => {
  const places = new Map<string, { building: string; floor: string | null }>();
  for (const space of spaces) {
    let at: SpaceLine | undefined = space;
    let floor: string | null = null;
    for (let depth = 0; at && at.kind !== 'building' && depth < DEPTH_MAX; depth++) {
      if (at.kind === 'floor') floor = at.code;
      at = at.parent === null ? undefined : byCode.get(at.parent);
    }
    if (at?.kind === 'building') places.set(space.code, { building: at.code, floor });
  }
  return places;
};

interface Within {
  readonly spaces: readonly SpaceLine[];
  readonly places: SitePlan['places'];
  /** Electricity meters in the building. */
  readonly own: readonly PointBoard[];
}

/** Storeys beyond this are a slip of the pen. */
const FLOORS_MAX = 120;

const planBuilding = (space: SpaceLine, ring: Ring, { spaces, places, own }: Within): PlannedBuilding => {
  const loads = loadsOf(own);
  const named = new Map(
    spaces
      .filter(({ code, kind }) => kind === 'floor' && places.get(code)?.building === space.code)
      .map((floor) => [floor.floors, floor] as const),
  );
  const count = Math.min(FLOORS_MAX, Math.max(1, Math.round(space.floors) || 1, ...named.keys()));
  const area = space.areaM2 > 0 ? space.areaM2 : areaOf(ring) * count;
  const bare = Array.from({ length: count }, (_, i) => {
    const floor = named.get(i + 1);
    const here = loads.filter((point) => floor !== undefined && places.get(point.space ?? '')?.floor === floor.code);
    return {
      key: `${space.code}/${i + 1}`,
      code: floor?.code ?? null,
      number: i + 1,
      areaM2: floor && floor.areaM2 > 0 ? floor.areaM2 : area / count,
      points: here.map(({ code }) => code),
      isPublic: here.length > 0 && here.every(({ role }) => role === 'public'),
    };
  });
  const onFloors = new Set(bare.flatMap(({ points }) => points));
  const shared = loads.filter(({ code }) => !onFloors.has(code));
  return {
    code: space.code,
    name: space.name,
    ring,
    areaM2: area,
    floors: withShares(bare, shared),
    shared: shared.map(({ code }) => code),
    pv: own.filter(({ role }) => role === 'pv').map(({ code }) => code),
    storage: own.filter(({ role }) => role === 'storage').map(({ code }) => code),
  };
};

/** What stands for a building's load: tenants and public area; where none is measured, the meters above them that hang in it. */
const loadsOf = (own: readonly PointBoard[]): readonly PointBoard[] => {
  const leaves = own.filter(({ role }) => role === 'tenant' || role === 'public');
  if (leaves.length > 0) return leaves;
  const feeders = own.filter(({ role }) => role === 'feeder');
  return feeders.filter(({ parent }) => !feeders.some(({ code }) => code === parent));
};

/** Meters of the whole building (stairs, lifts, plant) count where no tenant is measured; where every floor has tenants, on all by area. */
const withShares = (floors: readonly Omit<PlannedFloor, 'share'>[], shared: readonly PointBoard[]): readonly PlannedFloor[] => {
  const empty = floors.filter(({ points }) => points.length === 0);
  const bearing = shared.length === 0 ? [] : empty.length > 0 ? empty : floors;
  const area = bearing.reduce((sum, floor) => sum + floor.areaM2, 0);
  const isPublic = shared.length > 0 && shared.every(({ role }) => role === 'public');
  return floors.map((floor) => {
    const share = bearing.includes(floor) && area > 0 ? floor.areaM2 / area : 0;
    return { ...floor, share, isPublic: floor.isPublic || (share > 0 && floor.points.length === 0 && isPublic) };
  });
};

/** Which feeder carries which building: of the feeders above a building's meters and outside it, the one next to the master. */
const linesOf = (
  points: Points,
  byBuilding: ReadonlyMap<string, readonly PointBoard[]>,
  buildings: readonly PlannedBuilding[],
): readonly PlannedLine[] => {
  const lines = new Map<string | null, string[]>();
  for (const { code } of buildings) {
    const own = byBuilding.get(code) ?? [];
    if (own.length === 0) continue;
    const feeder = own.map((point) => feederAbove(points, point)).find((found) => found !== null) ?? null;
    lines.set(feeder, [...(lines.get(feeder) ?? []), code]);
  }
  // Lines without a feeder last.
  return [...lines]
    .map(([feeder, codes]) => ({ feeder, buildings: codes }))
    .sort((a, b) => Number(a.feeder === null) - Number(b.feeder === null) || (a.feeder ?? '').localeCompare(b.feeder ?? ''));
};

const feederAbove = (points: Points, point: PointBoard): string | null => {
  let found: string | null = null;
  let at = point.parent === null ? undefined : points[point.parent];
  for (let depth = 0; at && depth < DEPTH_MAX; depth++) {
    if (at.role === 'feeder' && at.space === null) found = at.code;
    at = at.parent === null ? undefined : points[at.parent];
  }
  return found;
};
