import { textWidth } from '../charts/axis.ts';
import type { SpaceLine } from '../rpc/shapes.ts';
import { pinOf } from './pin-of.ts';

export type Spot = readonly [x: number, y: number];

export interface PlannedBuilding {
  readonly code: string;
  /** Points of the outline in the view. */
  readonly outline: string;
  /** Where the name stands; null where it would cover another name. */
  readonly label: Spot | null;
}

export interface PlanView {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
  /** Text size. */
  readonly text: number;
}

/** A building and its name as shown, those with the best right to be named first. */
export interface Named {
  readonly code: string;
  readonly name: string;
  readonly footprint: SpaceLine['footprint'];
}

/** The outlines of all buildings, scaled into the view, and names that do not cover one another. Computed when the park changes, not per frame. */
export const sitePlan = (buildings: readonly Named[], view: PlanView): readonly PlannedBuilding[] => {
  const drawn = buildings.filter(({ footprint }) => footprint.length >= 3);
  const place = placing(
    drawn.flatMap(({ footprint }) => footprint),
    view,
  );
  const taken: Box[] = [];
  return drawn.map(({ code, name, footprint }) => {
    const ring = footprint.map(place);
    const pin = withinOutline(pinOf(ring), ring, textWidth(name, view.text));
    const box = boxAround(pin, textWidth(name, view.text), view.text);
    const free = box.left >= 0 && box.right <= view.width && taken.every((other) => !overlap(box, other));
    if (free) taken.push(box);
    return { code, outline: ring.map((spot) => spot.map((n) => n.toFixed(1)).join()).join(' '), label: free ? pin : null };
  });
};

/** Moved sideways so that the name stays over its building; in the middle where it is wider. */
const withinOutline = ([x, y]: Spot, ring: readonly Spot[], width: number): Spot => {
  const xs = ring.map((spot) => spot[0]);
  const [left, right] = [Math.min(...xs) + width / 2 + 4, Math.max(...xs) - width / 2 - 4];
  return [left > right ? (left + right) / 2 : Math.min(right, Math.max(left, x)), y];
};

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The place of a name, without a margin to the sides: estimated widths are generous. */
const boxAround = ([x, y]: Spot, width: number, height: number): Box => ({
  left: x - width / 2,
  right: x + width / 2,
  top: y - height * 0.7,
  bottom: y + height * 0.7,
});

const overlap = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** From metres on the park's plan to the view: scaled alike both ways, in the middle. */
const placing = (spots: readonly Spot[], view: PlanView): ((spot: Spot) => Spot) => {
  const xs = spots.map(([x]) => x);
  const ys = spots.map(([, y]) => y);
  const [left, top, right, bottom] = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  const room = { width: view.width - 2 * view.margin, height: view.height - 2 * view.margin };
  const scale = Math.min(room.width / Math.max(1, right - left), room.height / Math.max(1, bottom - top));
  const dx = (view.width - (right - left) * scale) / 2;
  const dy = (view.height - (bottom - top) * scale) / 2;
  return ([x, y]) => [dx + (x - left) * scale, dy + (y - top) * scale];
};
