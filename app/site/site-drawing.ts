/** An element that is written to. */
export interface Pen {
  setAttribute(name: string, value: string): void;
}

/** A text that is written in its place. */
export interface Ink {
  data: string;
}

/** A run of a supply line, and how far along the line it begins. */
export interface FlowPen {
  readonly pen: Pen;
  readonly from: number;
}

/** What is live of a drawing that stands. */
export interface SiteDrawing {
  /** Slabs and roofs by floor. */
  readonly floors: ReadonlyMap<string, readonly Pen[]>;
  /** Figures by tag. */
  readonly figures: ReadonlyMap<string, Ink>;
  /** Dashes by cable. */
  readonly flows: ReadonlyMap<string, readonly FlowPen[]>;
}

export const drawingOf = (root: Element): SiteDrawing => ({
  floors: byKey(root, ['data-slab', 'data-roof'], (element) => element),
  figures: new Map(
    [...root.querySelectorAll('[data-figure]')].flatMap((element) =>
      element.firstChild instanceof Text ? [[element.getAttribute('data-figure') ?? '', element.firstChild] as const] : [],
    ),
  ),
  flows: byKey(root, ['data-flow'], (pen) => ({ pen, from: Number(pen.getAttribute('data-from')) })),
});

const byKey = <T>(root: Element, names: readonly string[], made: (element: Element) => T): ReadonlyMap<string, readonly T[]> => {
  const found = new Map<string, T[]>();
  for (const name of names) {
    for (const element of root.querySelectorAll(`[${name}]`)) {
      const key = element.getAttribute(name) ?? '';
      const before = found.get(key);
      if (before) before.push(made(element));
      else found.set(key, [made(element)]);
    }
  }
  return found;
};
