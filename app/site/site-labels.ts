import type { Words } from '#domain/park/model.ts';
import { textWidth } from '../charts/axis.ts';
import type { LabelSize, Wish } from './labels.ts';
import { between, boxOf, distance, type Spot } from './ring.ts';
import type { DrawnCable, Scene } from './scene.ts';
import type { Points, SitePlan } from './site-plan.ts';

/** A tag: what it says beside or above its figure. The figure itself is live and written by the painter. */
export interface Tag extends Wish {
  readonly name: string;
  /** Which load the figure shows; null: the name says all. */
  readonly figure: FigureOf | null;
  readonly tone: 'plain' | 'off';
}

export type FigureOf =
  | { readonly type: 'building'; readonly code: string }
  | { readonly type: 'points'; readonly codes: readonly string[]; readonly sign: 'signed' | 'made' }
  | { readonly type: 'line'; readonly feeder: string | null; readonly buildings: readonly string[] };

export interface TagWords {
  readonly off: string;
  readonly pv: string;
  readonly storage: string;
}

export interface Named {
  readonly plan: SitePlan;
  readonly scene: Scene;
  readonly points: Points;
  /** Size of the writing; the figure of a full tag is a third larger. */
  readonly text: number;
  readonly nameOf: (name: Words) => string;
  readonly feederName: (code: string) => string;
  readonly tripped: readonly string[];
  readonly words: TagWords;
}

/** More words than these on a picture are a list. */
const OFF_MAX = 6;
const BUILDINGS_MAX = 60;
/** Beyond so many buildings, tags are small and must not hide more than about half of what is below them. */
const CROWD = 20;
const CROWD_COST_MAX = 11;

/** What is to be named, what has the best right first: the master, feeders, what is switched off, PV and storage, buildings by size. */
export const wishesOf = (named: Named): readonly Tag[] => {
  const { plan, scene, points, text, nameOf, feederName, tripped, words } = named;
  const size = sizes(text);
  const tags: Tag[] = [];
  const first = points[plan.masters[0] ?? ''];
  if (first) {
    const name = nameOf(first.name);
    const figure: FigureOf = { type: 'points', codes: plan.masters, sign: 'signed' };
    tags.push({ key: 'master', anchor: scene.master, below: true, name, figure, tone: 'plain', forms: [size.full(name), size.line(name)] });
  }
  for (const { feeder, buildings } of plan.lines) {
    const anchor = feeder === null ? null : bendOf(scene.cables.filter((cable) => cable.feeder === feeder));
    if (feeder === null || !anchor) continue;
    const name = feederName(feeder);
    tags.push({
      key: `line ${feeder}`,
      anchor,
      below: true,
      name,
      figure: { type: 'line', feeder, buildings },
      tone: 'plain',
      forms: [size.line(name)],
    });
  }
  for (const code of tripped.slice(0, OFF_MAX)) {
    const place = plan.places.get(points[code]?.space ?? '');
    const anchors = place && scene.anchors.get(place.building);
    const face = anchors && faceOf(plan, place, anchors.faces);
    const point = points[code];
    if (!anchors || !point) continue;
    const name = `${shortest(nameOf(point.name))} ${words.off}`;
    tags.push({
      key: `off ${code}`,
      anchor: face ? middleOf(face) : anchors.roof,
      below: true,
      own: place.building,
      name,
      figure: null,
      tone: 'off',
      forms: [size.word(name)],
    });
  }
  for (const { key, anchor, codes, name, sign } of plantsOf(plan, scene, words)) {
    tags.push({ key, anchor, name, figure: { type: 'points', codes, sign }, tone: 'plain', forms: [size.line(name)] });
  }
  const isCrowded = plan.buildings.length > CROWD;
  for (const building of plan.buildings.toSorted((a, b) => b.areaM2 - a.areaM2).slice(0, BUILDINGS_MAX)) {
    const anchors = scene.anchors.get(building.code);
    if (!anchors) continue;
    const name = nameOf(building.name);
    tags.push({
      key: building.code,
      anchor: anchors.roof,
      own: building.code,
      name,
      figure: { type: 'building', code: building.code },
      tone: 'plain',
      forms: isCrowded ? [size.line(name)] : [size.full(name), size.line(name)],
      ...(isCrowded ? { costMax: CROWD_COST_MAX } : {}),
    });
  }
  return tags;
};

/** Room for four digits and a unit, so that a tag need not move when its figure grows. */
const FIGURE = '0,000';

const sizes = (text: number) => ({
  full: (name: string): LabelSize => ({
    width: text * 1.25 + Math.max(textWidth(name, text), textWidth(FIGURE, text * 1.375) * 0.94 + text * 1.7),
    height: text * 3.25,
  }),
  line: (name: string): LabelSize => ({
    width: text * 1.6 + textWidth(name, text) + textWidth(FIGURE, text * 1.125) * 0.94 + text * 1.7,
    height: text * 1.9,
  }),
  word: (name: string): LabelSize => ({ width: text * 1.25 + textWidth(name, text), height: text * 1.75 }),
});

/** The middle of a feeder's longest straight run: there its tag hangs, away from where all feeders leave the master. */
const bendOf = (cables: readonly DrawnCable[]): Spot | null => {
  let best: readonly [Spot, Spot] | null = null;
  for (const { path } of cables) {
    const run = longestOf(path);
    if (best === null || distance(run[0], run[1]) > distance(best[0], best[1])) best = run;
  }
  return best && between(best[0], best[1], 0.5);
};

const longestOf = (path: readonly Spot[]): readonly [Spot, Spot] => {
  let best: readonly [Spot, Spot] = [path[0] ?? [0, 0], path[1] ?? [0, 0]];
  for (const [i, to] of path.entries()) {
    const from = path[i - 1];
    if (from && distance(from, to) > distance(...best)) best = [from, to];
  }
  return best;
};

const faceOf = (
  plan: SitePlan,
  place: { readonly building: string; readonly floor: string | null },
  faces: ReadonlyMap<string, readonly Spot[]>,
) => {
  const floor = plan.buildings
    .find(({ code }) => code === place.building)
    ?.floors.find(({ code }) => code !== null && code === place.floor);
  return faces.get(floor?.key ?? '');
};

const middleOf = (ring: readonly Spot[]): Spot => {
  const { left, top, right, bottom } = boxOf(ring);
  return [(left + right) / 2, (top + bottom) / 2];
};

/** The last word of a long name: "3号厂房 203" hangs at its building, so "203" says enough. */
const shortest = (name: string): string => (name.length > 8 ? (name.split(/[\s·]+/).at(-1) ?? name) : name);

interface Plant {
  readonly key: string;
  readonly anchor: Spot;
  readonly codes: readonly string[];
  readonly name: string;
  readonly sign: 'signed' | 'made';
}

const plantsOf = (plan: SitePlan, scene: Scene, words: TagWords): readonly Plant[] => [
  ...plan.buildings.flatMap(({ code, pv, storage }): readonly Plant[] => {
    const anchors = scene.anchors.get(code);
    if (!anchors) return [];
    return [
      ...(pv.length > 0 ? [{ key: `pv ${code}`, anchor: anchors.corner, codes: pv, name: words.pv, sign: 'made' as const }] : []),
      ...(storage.length > 0
        ? [{ key: `storage ${code}`, anchor: anchors.corner, codes: storage, name: words.storage, sign: 'signed' as const }]
        : []),
    ];
  }),
  ...(scene.pv ? [{ key: 'pv', anchor: scene.pv, codes: plan.pv, name: words.pv, sign: 'made' as const }] : []),
  ...(scene.storage ? [{ key: 'storage', anchor: scene.storage, codes: plan.storage, name: words.storage, sign: 'signed' as const }] : []),
];
