import { dashSpeed, kiloText, type SiteFigures } from './site-figures.ts';

/** Writes figures into a drawing that stands: only what changed, all at once, in one frame. */
export interface SitePainter {
  /** What the drawing shows from its next frame on. */
  paint(figures: SiteFigures): void;
  stop(): void;
}

interface Text {
  readonly element: Element;
  from: number;
  target: number;
  shown: string;
}

const GLIDE_MS = 300;
/** Length of a dash and its gap, in units of the writing's size; the style sheet draws them. */
export const DASH = [0.38, 0.62] as const;

/** `text` is the size of the writing in units of the picture: dashes and their speed follow it. */
export const createSitePainter = (root: Element, text: number, isStill: () => boolean): SitePainter => {
  const slabs = elementsBy(root, 'data-slab');
  const roofs = elementsBy(root, 'data-roof');
  const cables = elementsBy(root, 'data-flow');
  const texts = new Map<string, Text>();
  for (const [key, [element]] of elementsBy(root, 'data-figure')) {
    if (element) texts.set(key, { element, from: Number.NaN, target: Number.NaN, shown: '' });
  }
  const written = new Map<Element, string>();
  const flows = new Map<string, Flow>();
  let frame = 0;
  let next: SiteFigures | null = null;
  let glideFrom: number | null = null;

  const write = (element: Element, name: string, value: string) => {
    if (written.get(element) === value) return;
    written.set(element, value);
    element.setAttribute(name, value);
  };

  const writeFigures = (figures: SiteFigures, time: number) => {
    for (const [key, { step, fresh }] of figures.floors) {
      const value = `${step} ${fresh}`;
      for (const slab of slabs.get(key) ?? []) write(slab, 'data-load', value);
      for (const roof of roofs.get(key) ?? []) write(roof, 'data-load', value);
    }
    for (const [key, watts] of figures.cables) {
      for (const element of cables.get(key) ?? []) flow(flows, key, { element, watts, fullW: figures.gridW, text, still: isStill() });
    }
    for (const [key, watts] of figures.tags) {
      const label = texts.get(key);
      if (!label || label.target === watts) continue;
      label.from = Number.isNaN(label.target) || isStill() ? watts : label.target;
      label.target = watts;
      glideFrom = time;
    }
  };

  const step = (time: number) => {
    frame = 0;
    if (next) writeFigures(next, time);
    next = null;
    if (glideFrom === null) return;
    const share = Math.min(1, (time - glideFrom) / GLIDE_MS);
    for (const label of texts.values()) showText(label, share);
    if (share < 1) frame = requestAnimationFrame(step);
    else glideFrom = null;
  };

  return {
    paint: (figures) => {
      next = figures;
      if (frame === 0) frame = requestAnimationFrame(step);
    },
    stop: () => {
      cancelAnimationFrame(frame);
      for (const { animation } of flows.values()) animation?.cancel();
      flows.clear();
    },
  };
};

const showText = (label: Text, share: number): void => {
  if (Number.isNaN(label.target)) return;
  const eased = 1 - (1 - share) ** 3;
  const shown = kiloText(share === 1 ? label.target : label.from + (label.target - label.from) * eased);
  if (shown === label.shown) return;
  label.shown = shown;
  label.element.textContent = shown;
  if (share === 1) label.from = label.target;
};

interface Flow {
  readonly animation: Animation | null;
  readonly backwards: boolean;
  rate: number;
}

interface FlowNow {
  readonly element: Element;
  readonly watts: number;
  readonly fullW: number;
  readonly text: number;
  readonly still: boolean;
}

const WIDTHS = [0.1, 0.22] as const;
/** A change of speed below this is not seen. */
const RATE_STEP = 0.04;

/** Sets a line's dashes running: forwards from the master, backwards where power comes back. A new speed bends the run, it does not jump. */
const flow = (flows: Map<string, Flow>, key: string, { element, watts, fullW, text, still }: FlowNow): void => {
  const speed = still ? 0 : dashSpeed(watts, fullW);
  const backwards = watts < 0;
  const known = flows.get(key);
  const period = (DASH[0] + DASH[1]) * text;
  const rate = (speed * (text / 16)) / period;
  const width = text * (WIDTHS[0] + (WIDTHS[1] - WIDTHS[0]) * Math.min(1, Math.abs(watts) / Math.max(1, fullW)));
  if (known && known.backwards === backwards && (known.animation === null) === (rate === 0)) {
    if (Math.abs(known.rate - rate) < RATE_STEP * Math.max(known.rate, rate)) return;
    known.animation?.updatePlaybackRate(rate);
    known.rate = rate;
    element.setAttribute('stroke-width', String(Math.round(width * 10) / 10));
    return;
  }
  known?.animation?.cancel();
  element.setAttribute('stroke-width', String(Math.round(width * 10) / 10));
  flows.set(key, { animation: rate === 0 ? null : run(element, backwards ? period : -period, rate), backwards, rate });
};

const run = (element: Element, byUnits: number, rate: number): Animation => {
  const animation = element.animate([{ strokeDashoffset: 0 }, { strokeDashoffset: byUnits }], {
    duration: 1_000,
    iterations: Number.POSITIVE_INFINITY,
  });
  animation.playbackRate = rate;
  return animation;
};

const elementsBy = (root: Element, name: string): ReadonlyMap<string, readonly Element[]> => {
  const found = new Map<string, Element[]>();
  for (const element of root.querySelectorAll(`[${name}]`)) {
    const key = element.getAttribute(name) ?? '';
    found.set(key, [...(found.get(key) ?? []), element]);
  }
  return found;
};
