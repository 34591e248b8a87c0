import { type Cable, cablesOf } from './cables.ts';
import { fitted, type Project, storeyM } from './iso.ts';
import { farToNear, frontsOf } from './painter.ts';
import { pinOf } from './pin-of.ts';
import { type Box, between, boxOf, distance, grown, isInside, type Ring, rectOf, type Side, type Spot } from './ring.ts';
import type { PlannedBuilding, SitePlan } from './site-plan.ts';
import { crownOf, outlineOf, treesOf } from './trees.ts';
import { type Cover, coverOf, type Run, visibleRuns } from './visible-runs.ts';
import { sizeOf, yardOf } from './yard.ts';

export interface Wall {
  readonly ring: Ring;
  /** Turned to the right of the picture: in the shade. */
  readonly shaded: boolean;
}

export interface Slab {
  readonly key: string;
  readonly isPublic: boolean;
  readonly walls: readonly Wall[];
}

/** What is painted in one go, far things first. */
export type Item =
  | {
      readonly type: 'building';
      readonly key: string;
      readonly code: string;
      /** The whole of each front wall, dark: what shows between the slabs. */
      readonly joints: readonly Ring[];
      readonly slabs: readonly Slab[];
      readonly roof: Ring;
      readonly panels: readonly Ring[];
    }
  | {
      readonly type: 'plant';
      readonly key: string;
      readonly what: 'master' | 'storage' | 'pv';
      readonly walls: readonly Wall[];
      readonly top: Ring;
      readonly panels: readonly Ring[];
    }
  | { readonly type: 'tree'; readonly key: string; readonly at: Spot; readonly size: number };

export interface DrawnCable extends Omit<Cable, 'path'> {
  readonly path: readonly Spot[];
  /** What is seen of it. */
  readonly runs: readonly Run[];
}

/** Where marks and tags stand on a building. */
export interface Anchors {
  /** On the roof, where it is widest. */
  readonly roof: Spot;
  readonly corner: Spot;
  /** The longest wall that is seen of each storey, for what is told of a floor. */
  readonly faces: ReadonlyMap<string, Ring>;
}

/** A park as polygons of a picture. Made when the park or the size of the picture changes. */
export interface Scene {
  readonly ground: Ring;
  readonly plots: readonly Ring[];
  readonly shadows: readonly Ring[];
  readonly supply: Pick<DrawnCable, 'path' | 'runs'>;
  readonly cables: readonly DrawnCable[];
  readonly items: readonly Item[];
  readonly anchors: ReadonlyMap<string, Anchors>;
  readonly master: Spot;
  readonly storage: Spot | null;
  readonly pv: Spot | null;
  readonly faces: readonly { readonly of: string; readonly ring: Ring; readonly box: Box; readonly cost: number }[];
  /** Picture units of ten metres: how large small things are drawn. */
  readonly tenM: number;
}

const PLOT_M = 9;
const PLANT_M = 7;
const STORAGE_M = 4;

export const sceneOf = (plan: SitePlan, room: Box): Scene => {
  const rings = plan.buildings.map(({ ring }) => ring);
  const k = sizeOf(rings);
  const yard = yardOf(rings, { storage: plan.storage.length > 0, pv: plan.pv.length > 0 });
  const ground = rectOf(yard.ground);
  const supply: Side = supplyOf(yard.ground, yard.master, k);
  const project = fitted(
    [
      { corners: ground, height: 0 },
      { corners: supply, height: 0 },
      ...plan.buildings.map((building) => ({ corners: building.ring, height: heightOf(building) })),
    ],
    room,
  );
  const cables = plan.masters.length > 0 ? cablesOf(plan.lines, new Map(plan.buildings.map(({ code, ring }) => [code, ring])), yard) : [];
  const solids: Solid[] = [
    ...plan.buildings.map((building): Solid => ({ ring: building.ring, paint: (piece) => paintBuilding(building, piece, project) })),
    ...(plan.masters.length > 0 ? [plant('master', yard.master, PLANT_M * k, project)] : []),
    ...yard.storage.map((ring) => plant('storage', ring, STORAGE_M * k, project)),
    ...(yard.pv ? [plant('pv', yard.pv, 0.5, project)] : []),
    ...treesOf(rings, cables, { edgeM: PLOT_M * k, k }).map((spot, i) => tree(spot, i, project)),
  ];
  const pieces = farToNear(solids.map(({ ring }) => ring));
  const on = (ring: Ring, z = 0): Ring => ring.map((spot) => project(spot, z));
  const anchors = new Map(plan.buildings.map((building) => [building.code, anchorsOf(building, project)]));
  const tenM = distance(project([0, 0]), project([10, 0]));
  const items = pieces.flatMap((piece, i) => solids[piece.of]?.paint({ ...piece, nth: i }) ?? []);
  const covers = items.flatMap((item) => coversOf(item, tenM));
  const seen = (path: readonly Spot[]) => ({ path, runs: visibleRuns(path, covers) });
  return {
    ground: on(ground),
    plots: plan.buildings.map(({ ring }) => on(rectOf(grown(boxOf(ring), PLOT_M * k)))),
    shadows: plan.buildings.flatMap((building) => shadowOf(building).map((ring) => on(ring))),
    supply: seen(on(supply)),
    cables: cables.map((cable) => ({ ...cable, ...seen(on(cable.path)) })),
    items,
    anchors,
    master: project(middleOf(yard.master), PLANT_M * k),
    storage: yard.storage[1] ? project(middleOf(yard.storage[1]), STORAGE_M * k) : null,
    pv: yard.pv ? project(middleOf(yard.pv), 0.5) : null,
    faces: plan.buildings.flatMap((building) => facesOf(building, project)),
    tenM,
  };
};

interface NthPiece {
  readonly of: number;
  readonly ring: Ring;
  readonly fronts: readonly Side[];
  readonly nth: number;
}

interface Solid {
  readonly ring: Ring;
  readonly paint: (piece: NthPiece) => Item;
}

const heightOf = ({ floors }: PlannedBuilding): number => floors.length * storeyM(floors.length);

/** The grid's line comes in from the west. */
const supplyOf = (ground: Box, master: Ring, k: number): Side => {
  const [, y] = middleOf(master);
  return [
    [ground.left - 26 * k, y],
    [boxOf(master).left, y],
  ];
};

const middleOf = (ring: Ring): Spot => {
  const { left, top, right, bottom } = boxOf(ring);
  return [(left + right) / 2, (top + bottom) / 2];
};

const wallOf = (project: Project, [a, b]: Side, [low, high]: readonly [number, number]): Wall => ({
  ring: [project(a, low), project(b, low), project(b, high), project(a, high)],
  // A front that runs to the back right is turned to the right.
  shaded: a[1] - b[1] > b[0] - a[0],
});

const JOINT = 0.17;

const paintBuilding = (building: PlannedBuilding, { fronts, ring, nth }: NthPiece, project: Project): Item => {
  const storey = storeyM(building.floors.length);
  const top = heightOf(building);
  return {
    type: 'building',
    key: `${building.code} ${nth}`,
    code: building.code,
    joints: fronts.map((side) => wallOf(project, side, [0, top]).ring),
    slabs: building.floors.map(({ key, isPublic, number }) => ({
      key,
      isPublic,
      walls: fronts.map((side) => wallOf(project, side, [(number - 1 + JOINT) * storey, number * storey])),
    })),
    roof: ring.map((spot) => project(spot, top)),
    panels: building.pv.length > 0 ? panelsOn(ring, { project, z: top + 0.5 }) : [],
  };
};

const PANEL = { width: 22, depth: 9, gap: 3, edge: 2.5 } as const;

/** Rows of PV panels that fit a roof, whatever its shape. */
const panelsOn = (ring: Ring, { project, z }: { readonly project: Project; readonly z: number }): readonly Ring[] => {
  const { left, top, right, bottom } = boxOf(ring);
  const k = Math.min(1, (right - left) / 60, (bottom - top) / 26);
  const panels: Ring[] = [];
  for (let y = top + 5 * k; y + PANEL.depth * k <= bottom; y += (PANEL.depth + PANEL.gap) * k) {
    for (let x = left + 5 * k; x + PANEL.width * k <= right; x += (PANEL.width + PANEL.gap) * k) {
      const box = { left: x, top: y, right: x + PANEL.width * k, bottom: y + PANEL.depth * k };
      if (rectOf(grown(box, PANEL.edge * k)).every((spot) => isInside(spot, ring)))
        panels.push(rectOf(box).map((spot) => project(spot, z)));
    }
  }
  return panels;
};

const plant = (what: 'master' | 'storage' | 'pv', ring: Ring, height: number, project: Project): Solid => ({
  ring,
  paint: ({ fronts, nth }) => ({
    type: 'plant',
    key: `${what} ${nth}`,
    what,
    walls: fronts.map((side) => wallOf(project, side, [0, height])),
    top: ring.map((spot) => project(spot, height)),
    panels: what === 'pv' ? panelsOn(ring, { project, z: height + 0.3 }) : [],
  }),
});

const tree = (spot: Spot, i: number, project: Project): Solid => ({
  ring: rectOf({ left: spot[0] - 1, top: spot[1] - 1, right: spot[0] + 1, bottom: spot[1] + 1 }),
  paint: ({ nth }) => ({ type: 'tree', key: `tree ${nth}`, at: project(spot), size: 0.2 + ((i * 7) % 5) * 0.02 }),
});

/** What of an item hides the ground behind it. */
const coversOf = (item: Item, tenM: number): readonly Cover[] => {
  switch (item.type) {
    case 'building':
      return [...item.joints, item.roof].map(coverOf);
    case 'plant':
      return [...item.walls.map(({ ring }) => ring), item.top].map(coverOf);
    case 'tree':
      return [coverOf(outlineOf(crownOf(item.at, item.size * tenM)))];
  }
};

/** The sun stands in the west: each side's ground as far as its wall throws it. */
const shadowOf = (building: PlannedBuilding): readonly Ring[] => {
  const height = heightOf(building);
  const far = ([x, y]: Spot): Spot => [x + height * 0.42, y - height * 0.16];
  const throws = frontsOf(building.ring).map(([a, b]): Ring => [a, b, far(b), far(a)]);
  return [...throws, building.ring.map(far)];
};

const anchorsOf = (building: PlannedBuilding, project: Project): Anchors => {
  const storey = storeyM(building.floors.length);
  const top = heightOf(building);
  const pin = pinOf(building.ring);
  const longest = frontsOf(building.ring).reduce<Side | null>(
    (best, side) => (best === null || distance(side[0], side[1]) > distance(best[0], best[1]) ? side : best),
    null,
  );
  const faces = longest
    ? building.floors.map(({ key, number }) => {
        const [a, b] = [between(...longest, 0.36), between(...longest, 0.66)];
        return [key, wallOf(project, [a, b], [(number - 1 + JOINT) * storey, number * storey]).ring] as const;
      })
    : [];
  const { right, top: north, left, bottom } = boxOf(building.ring);
  const corner: Spot = [between([left, north], [right, bottom], 0.8)[0], between([left, bottom], [right, north], 0.75)[1]];
  return {
    roof: project(pin, top),
    corner: project(isInside(corner, building.ring) ? corner : pin, top),
    faces: new Map(faces),
  };
};

const WALL_COST = 1.4;
const ROOF_COST = 0.5;

const facesOf = (building: PlannedBuilding, project: Project): Scene['faces'] => {
  const top = heightOf(building);
  const face = (ring: Ring, cost: number) => ({ of: building.code, ring, box: boxOf(ring), cost });
  return [
    ...frontsOf(building.ring).map((side) => face(wallOf(project, side, [0, top]).ring, WALL_COST)),
    face(
      building.ring.map((spot) => project(spot, top)),
      ROOF_COST,
    ),
  ];
};
