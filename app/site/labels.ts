import { type Box, distanceTo, grown, isInside, meet, type Ring, type Spot } from './ring.ts';

export interface LabelSize {
  readonly width: number;
  readonly height: number;
}

/** Something to be named: where its pin stands, and how large its tag is, the fullest form first. */
export interface Wish {
  readonly key: string;
  readonly anchor: Spot;
  readonly forms: readonly LabelSize[];
  /** The tag hangs below its pin where there is room. */
  readonly below?: boolean;
  /** The building it names: hiding that is half as bad. */
  readonly own?: string;
  /** Rather not named than hiding more than this; absent: whatever it hides. */
  readonly costMax?: number;
}

export interface Placed {
  readonly key: string;
  readonly anchor: Spot;
  /** Index of the form that fits. */
  readonly form: number;
  readonly box: Box;
  readonly under: boolean;
}

/** What tags should not hide: walls count most, roofs less, cables least. */
export interface Scenery {
  readonly faces: readonly { readonly of: string; readonly ring: Ring; readonly box: Box; readonly cost: number }[];
  readonly wires: readonly (readonly Spot[])[];
  /** Places that are taken before: the key, the head. */
  readonly taken: readonly Box[];
  readonly view: LabelSize;
  /** Size of the writing, the measure of all gaps. */
  readonly text: number;
}

const RISES = [1.25, 1.75, 2.5, 3.4, 4.6, 6.2];
const LEANS = [0, -0.2, 0.2, -0.42, 0.42];
const PIN_COST = 40;
const EDGE = 1;

/**
 * Each tag takes the place around its pin that hides least, those with the best right first; none covers another or leaves the view.
 * What finds no place in any of its forms is not named. Computed when the park or its marks change, not per frame.
 */
export const placeLabels = (wishes: readonly Wish[], scenery: Scenery): readonly Placed[] => {
  const placed: Placed[] = [];
  const taken: Box[] = [...scenery.taken];
  for (const wish of wishes) {
    const found = wish.forms.reduce<Placed | null>((best, _, form) => best ?? cheapest(wish, form, { wishes, scenery, taken }), null);
    if (!found) continue;
    placed.push(found);
    taken.push(found.box);
  }
  return placed;
};

interface Around {
  readonly wishes: readonly Wish[];
  readonly scenery: Scenery;
  readonly taken: readonly Box[];
}

const cheapest = (wish: Wish, form: number, around: Around): Placed | null => {
  const size = wish.forms[form];
  if (!size) return null;
  const [x, y] = wish.anchor;
  const { text, view } = around.scenery;
  let best: { readonly placed: Placed; readonly cost: number } | null = null;
  for (const rise of RISES) {
    for (const lean of LEANS) {
      for (const under of wish.below ? [true, false] : [false, true]) {
        const left = x + lean * size.width - size.width / 2;
        const top = under ? y + rise * text : y - rise * text - size.height;
        const box = { left, top, right: left + size.width, bottom: top + size.height };
        if (left < EDGE || top < EDGE || box.right > view.width - EDGE || box.bottom > view.height - EDGE) continue;
        const gap = grown(box, text * 0.3);
        if (around.taken.some((other) => meet(gap, other))) continue;
        const cost = hides(box, wish, around) + rise * 0.7 + Math.abs(lean) + (under === (wish.below ?? false) ? 0 : 3);
        if (best === null || cost < best.cost) best = { placed: { key: wish.key, anchor: wish.anchor, form, box, under }, cost };
      }
    }
  }
  return best !== null && best.cost <= (wish.costMax ?? Number.POSITIVE_INFINITY) ? best.placed : null;
};

const ACROSS = 6;
const DOWN = 2;

const hides = (box: Box, wish: Wish, { wishes, scenery }: Around): number => {
  let cost = 0;
  const near = grown(box, scenery.text * 0.4);
  for (const other of wishes) {
    const [x, y] = other.anchor;
    if (other !== wish && x > near.left && x < near.right && y > near.top && y < near.bottom) cost += PIN_COST;
  }
  const faces = scenery.faces.filter((face) => meet(face.box, box));
  for (let i = 0; i <= ACROSS; i++) {
    for (let j = 0; j <= DOWN; j++) {
      const spot: Spot = [box.left + ((box.right - box.left) * i) / ACROSS, box.top + ((box.bottom - box.top) * j) / DOWN];
      const face = faces.find(({ ring }) => isInside(spot, ring));
      if (face) cost += face.of === wish.own ? face.cost * 0.4 : face.cost;
      else if (isOnWire(spot, scenery)) cost += 0.8;
    }
  }
  return cost;
};

const isOnWire = (spot: Spot, { wires, text }: Scenery): boolean =>
  wires.some((wire) => wire.some((to, i) => i > 0 && distanceTo(spot, [wire[i - 1] ?? to, to]) < text * 0.4));
