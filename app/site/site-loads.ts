import type { AlarmLine } from '#domain/board/board.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import { type Freshness, freshnessOf } from '../format/age.ts';
import type { PlannedBuilding, PlannedFloor, Points, SitePlan } from './site-plan.ts';

/** Steps of the load scale, 10 W/m² each, 1 cold to 7 hot. */
export const STEPS = 7;
export const STEP_W_PER_M2 = 10;

/** Which step a density has; 0 where it is unknown. */
export const loadStep = (density: number | null): number =>
  density === null ? 0 : Math.min(STEPS, Math.floor(Math.max(0, density) / STEP_W_PER_M2) + 1);

export interface FloorLoad {
  readonly powerW: number;
  readonly step: number;
  readonly fresh: Freshness;
}

/** A floor now. `stale` and `offline` are what its freshest meter is: one that reports keeps a floor alive. */
export const floorLoad = (floor: PlannedFloor, building: PlannedBuilding, points: Points, now: InstantMs): FloorLoad => {
  const own = sumOf(floor.points, points);
  const shared = floor.share > 0 ? sumOf(building.shared, points) * floor.share : 0;
  const meters = floor.share > 0 ? [...floor.points, ...building.shared] : floor.points;
  const powerW = own + shared;
  return {
    powerW,
    step: meters.length === 0 ? 0 : loadStep(floor.areaM2 > 0 ? powerW / floor.areaM2 : null),
    fresh: freshestOf(meters, points, now),
  };
};

/** W that a building draws: its tenants and public area. */
export const buildingLoad = (building: PlannedBuilding, points: Points): number =>
  building.floors.reduce((sum, floor) => sum + sumOf(floor.points, points), 0) + sumOf(building.shared, points);

/** W that PV makes, whatever sign its meter counts with. */
export const makingOf = (pv: readonly string[], points: Points): number => Math.abs(sumOf(pv, points));

export const sumOf = (codes: readonly string[], points: Points): number => {
  let sum = 0;
  for (const code of codes) sum += points[code]?.power ?? 0;
  return sum;
};

const RANK: Readonly<Record<Freshness, number>> = { fresh: 0, stale: 1, offline: 2 };

const freshestOf = (codes: readonly string[], points: Points, now: InstantMs): Freshness => {
  let best: Freshness | null = null;
  for (const code of codes) {
    const point = points[code];
    // A place that waits for its meter is not silent.
    if (!point || point.serial === null) continue;
    const fresh = freshnessOf(point.at, point.intervalS, now);
    if (best === null || RANK[fresh] < RANK[best]) best = fresh;
  }
  return best ?? 'fresh';
};

/** Meters that are switched off, in the order of their codes. */
export const trippedOf = (points: Points): readonly string[] =>
  Object.values(points)
    .filter((point) => point.medium === 'electricity' && point.relay === 'open')
    .map(({ code }) => code)
    .sort();

export interface Alarmed {
  /** The building; null: the grid's master, for what concerns the park as a whole. */
  readonly building: string | null;
  readonly severity: AlarmLine['severity'];
}

const GRAVITY = { critical: 0, warning: 1, info: 2 } as const;

/** The gravest open alarm of each building: of its meters, or of tenants whose meters hang in it. Mere hints are not drawn. */
export const alarmedOf = (plan: SitePlan, alarms: readonly AlarmLine[], points: Points): readonly Alarmed[] => {
  const worst = new Map<string | null, AlarmLine['severity']>();
  for (const { subject, severity } of alarms) {
    if (severity === 'info') continue;
    for (const building of buildingsOf(plan, subject, points)) {
      const before = worst.get(building);
      if (before === undefined || GRAVITY[severity] < GRAVITY[before]) worst.set(building, severity);
    }
  }
  return [...worst]
    .map(([building, severity]) => ({ building, severity }))
    .sort((a, b) => (a.building ?? '').localeCompare(b.building ?? ''));
};

/** Of a meter, where it hangs; of a tenant, the building with most of its meters; the master for the grid's own. */
const buildingsOf = (plan: SitePlan, subject: string, points: Points): readonly (string | null)[] => {
  if (plan.masters.includes(subject)) return [null];
  const of = (space: string | null | undefined) => (space ? (plan.places.get(space)?.building ?? null) : null);
  const point = points[subject];
  if (point) return [of(point.space)].filter((building) => building !== null);
  const counts = new Map<string, number>();
  for (const own of Object.values(points)) {
    const building = own.account === subject ? of(own.space) : null;
    if (building !== null) counts.set(building, (counts.get(building) ?? 0) + 1);
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
  return most ? [most[0]] : [];
};
