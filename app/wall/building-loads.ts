import type { PointBoard } from '#domain/board/board.ts';
import type { Words } from '#domain/park/model.ts';
import type { SpaceLine } from '../rpc/shapes.ts';

export interface BuildingLoad {
  readonly code: string;
  readonly name: Words;
  readonly powerW: number;
  /** W/m² of the building's area; null where it is unknown. */
  readonly density: number | null;
  readonly footprint: SpaceLine['footprint'];
  /** Points switched off. */
  readonly tripped: number;
}

type Points = Readonly<Record<string, PointBoard>>;

/**
 * The load of each building now, highest first: its own electricity meters (tenants and public area), whatever floor or room they
 * hang in. Feeders and masters measure the same energy again and are left out.
 */
export const buildingLoads = (points: Points, spaces: readonly SpaceLine[]): readonly BuildingLoad[] => {
  const buildingOf = buildingsBySpace(spaces);
  const sums = new Map<string, { powerW: number; tripped: number }>();
  for (const point of Object.values(points)) {
    if (point.medium !== 'electricity' || (point.role !== 'tenant' && point.role !== 'public') || point.space === null) continue;
    const building = buildingOf.get(point.space);
    if (building === undefined) continue;
    const sum = sums.get(building) ?? { powerW: 0, tripped: 0 };
    sum.powerW += point.power ?? 0;
    sum.tripped += point.relay === 'open' ? 1 : 0;
    sums.set(building, sum);
  }
  return spaces
    .filter((space) => space.kind === 'building')
    .map(({ code, name, footprint, areaM2 }) => {
      const { powerW, tripped } = sums.get(code) ?? { powerW: 0, tripped: 0 };
      return { code, name, footprint, powerW, tripped, density: areaM2 > 0 ? powerW / areaM2 : null };
    })
    .sort((a, b) => b.powerW - a.powerW);
};

/** Rooms hang in floors, floors in buildings; deeper than this is a fault of the data. */
const DEPTH_MAX = 8;

const buildingsBySpace = (spaces: readonly SpaceLine[]): ReadonlyMap<string, string> => {
  const byCode = new Map(spaces.map((space) => [space.code, space]));
  const buildings = new Map<string, string>();
  for (const space of spaces) {
    let at: SpaceLine | undefined = space;
    for (let depth = 0; at && at.kind !== 'building' && depth < DEPTH_MAX; depth++)
      at = at.parent === null ? undefined : byCode.get(at.parent);
    if (at?.kind === 'building') buildings.set(space.code, at.code);
  }
  return buildings;
};

/** Which of the seven steps of the load scale a density has: 10 W/m² a step, 1 cold to 7 hot; 0 where it is unknown. */
export const loadStep = (density: number | null): number =>
  density === null ? 0 : Math.min(STEPS, Math.floor(Math.max(0, density) / STEP_W_PER_M2) + 1);

export const STEPS = 7;
export const STEP_W_PER_M2 = 10;
