import { unitsFromKilo } from '#domain/park/file-values.ts';
import type { FilePoint, ParkFile } from '#domain/park/park-file.ts';
import { seedOf, unit } from './noise.ts';
import type { PhysicalPoint } from './physics.ts';
import { profileOf } from './profile.ts';

/** Lost on the way, as a share of what a line carries: cables and transformers, leaks. From, to. */
const LOSS = { electricity: [0.006, 0.014], water: [0.015, 0.035] } as const;

/** A park's points for the physics, children before their parents. */
export const physicalPoints = (park: ParkFile, seed: number): PhysicalPoint[] => {
  const ordered = childrenFirst(park.points);
  const place = new Map(ordered.map((point, index) => [point.code, index]));
  const children = new Map<string, number[]>();
  for (const point of ordered) {
    if (point.parent === undefined) continue;
    const below = children.get(point.parent) ?? [];
    below.push(place.get(point.code) ?? 0);
    children.set(point.parent, below);
  }
  const words = createWords(park);
  return ordered.map((point) => {
    const below = children.get(point.code) ?? [];
    const own = seedOf(point.code, seed);
    const [low, high] = LOSS[point.medium];
    return {
      code: point.code,
      children: below,
      profile: profileOf(point, { ...words(point), limit: limitOf(park, point) }, seed),
      lossShare: below.length === 0 ? 0 : low + (high - low) * unit(own, 2),
    };
  });
};

/** By depth, the deepest first; a parent that is not in the list is none. */
const childrenFirst = (points: readonly FilePoint[]): FilePoint[] => {
  const byCode = new Map(points.map((point) => [point.code, point]));
  const depthOf = (point: FilePoint): number => {
    let depth = 0;
    for (let up = byCode.get(point.parent ?? ''); up && depth < points.length; up = byCode.get(up.parent ?? '')) depth += 1;
    return depth;
  };
  return points
    .map((point) => ({ point, depth: depthOf(point) }))
    .sort((a, b) => b.depth - a.depth)
    .map(({ point }) => point);
};

interface Surroundings {
  readonly near: readonly string[];
  readonly around: readonly string[];
}

/** What a point's tenant, room, floor and building are called. */
const createWords = (park: ParkFile): ((point: FilePoint) => Surroundings) => {
  const spaces = new Map(park.spaces.map((space) => [space.code, space]));
  const accounts = new Map(park.accounts.map((account) => [account.code, account]));
  return (point) => {
    const payer = accounts.get(point.assignments.at(-1)?.account ?? '');
    const around: string[] = [];
    for (let space = spaces.get(point.space ?? ''); space; space = spaces.get(space.parent ?? ''))
      around.push(space.name.zh, space.name.en);
    // What the park pays for itself is no trade.
    return { near: payer && point.role === 'tenant' ? [payer.name.zh, payer.name.en] : [], around };
  };
};

/** W (litres per hour) that the point's last meter carries, primary side; a small meter where there is none. */
const limitOf = (park: ParkFile, point: FilePoint): number => {
  const installed = park.installations.findLast(({ point: code }) => code === point.code);
  const device = park.devices.find(({ serial }) => serial === installed?.device);
  const kilo = device?.maxKW ?? device?.maxM3h ?? 1;
  return unitsFromKilo(kilo) * Number(installed?.ratio ?? '1');
};
