import type { InstantMs } from '#domain/time/instant.ts';
import { grouped } from '../format/quantity.ts';
import type { DrawnCable } from './scene.ts';
import type { FigureOf, Tag } from './site-labels.ts';
import { buildingLoad, type FloorLoad, floorLoad, makingOf, sumOf } from './site-loads.ts';
import type { Points, SitePlan } from './site-plan.ts';

/** Everything live of a drawing at one instant. */
export interface SiteFigures {
  readonly floors: ReadonlyMap<string, FloorLoad>;
  /** W by tag. */
  readonly tags: ReadonlyMap<string, number>;
  /** W by cable, away from the master; below zero it flows back. */
  readonly cables: ReadonlyMap<string, number>;
  readonly gridW: number;
}

/** The key of the grid's own line. */
export const SUPPLY = 'supply';

interface Drawn {
  readonly plan: SitePlan;
  readonly tags: readonly Tag[];
  readonly cables: readonly DrawnCable[];
}

/** The live figures of a drawing, from one pass over its buildings. */
export const figuresOf = ({ plan, tags, cables }: Drawn, points: Points, now: InstantMs): SiteFigures => {
  const floors = new Map<string, FloorLoad>();
  const net = new Map<string, number>();
  const gross = new Map<string, number>();
  for (const building of plan.buildings) {
    for (const floor of building.floors) floors.set(floor.key, floorLoad(floor, building, points, now));
    const load = buildingLoad(building, points);
    gross.set(building.code, load);
    net.set(building.code, load - makingOf(building.pv, points));
  }
  const sumNet = (codes: readonly string[]) => codes.reduce((sum, code) => sum + (net.get(code) ?? 0), 0);
  const line = (feeder: string | null, buildings: readonly string[]) => points[feeder ?? '']?.power ?? sumNet(buildings);
  const figure = (of: FigureOf): number => {
    switch (of.type) {
      case 'building':
        return gross.get(of.code) ?? 0;
      case 'line':
        return line(of.feeder, of.buildings);
      case 'points':
        return of.sign === 'made' ? makingOf(of.codes, points) : sumOf(of.codes, points);
    }
  };
  const gridW = sumOf(plan.masters, points);
  return {
    floors,
    tags: new Map(tags.flatMap(({ key, figure: of }) => (of ? [[key, figure(of)] as const] : []))),
    cables: new Map([
      [SUPPLY, gridW] as const,
      ...cables.map(({ key, isTrunk, feeder, buildings }) => [key, isTrunk ? line(feeder, buildings) : sumNet(buildings)] as const),
    ]),
    gridW,
  };
};

/** kW as tags show them: three or four digits in sight. */
export const kiloText = (watts: number): string => {
  const kW = watts / 1_000;
  return grouped(kW, Math.abs(kW) < 9.95 ? 1 : 0);
};

/** How fast dashes run, px (of 1080 lines) a second: with power, between a crawl and what the eye can follow; nothing flows at rest. */
export const dashSpeed = (watts: number, fullW: number): number => {
  const share = Math.min(1, Math.abs(watts) / Math.max(1, fullW));
  return share < 0.0005 ? 0 : 12 + 48 * Math.sqrt(share);
};
