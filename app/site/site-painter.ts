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
/** Words are laid out anew with each step: five of them are a glide. */
const GLIDE_STEP_MS = 60;
/** Length of a dash and its gap, in units of the writing's size; the style sheet draws them. */
export const DASH = [0.38, 0.62] as const;

/** `text` is the size of the writing in units of the picture: dashes and their speed follow it. */
export const createSitePainter = (root: Element, text: number, isStill: () => boolean): SitePainter => {
  const slabs = elementsBy(root, 'data-slab');
  const roofs = elementsBy(root, 'data-roof');
  const texts = new Map<string, Text>();
  for (const [key, [element]] of elementsBy(root, 'data-figure')) {
    if (element) texts.set(key, { element, from: Number.NaN, target: Number.NaN, shown: '' });
  }
  const written = new Map<Element, string>();
  const flows = new Map<string, Flow>();
  for (const [key, [element]] of elementsBy(root, 'data-flow')) if (element) flows.set(key, { element, speed: 0, offset: 0, width: '' });
  const period = (DASH[0] + DASH[1]) * text;
  let ranAt: number | null = null;
  let frame = 0;
  let next: SiteFigures | null = null;
  let glideFrom: number | null = null;
  let glidedAt = 0;

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
      const line = flows.get(key);
      if (line) setFlow(line, { watts, fullW: figures.gridW, text });
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
    const runs = !isStill() && flows.size > 0;
    if (ranAt === null || time - ranAt >= RUN_MS) {
      if (runs) run(flows.values(), Math.min(RUN_MS_MAX, ranAt === null ? 0 : time - ranAt), period);
      if (glideFrom !== null && (time - glideFrom >= GLIDE_MS || time - glidedAt >= GLIDE_STEP_MS)) {
        const share = Math.min(1, (time - glideFrom) / GLIDE_MS);
        for (const label of texts.values()) showText(label, share);
        if (share === 1) glideFrom = null;
        glidedAt = time;
      }
      ranAt = time;
    }
    if (runs || glideFrom !== null) ask();
  };
  const ask = () => {
    if (frame === 0) frame = requestAnimationFrame(step);
  };

  return {
    paint: (figures) => {
      next = figures;
      ask();
    },
    stop: () => cancelAnimationFrame(frame),
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
  readonly element: Element;
  /** Units of the picture a second; below zero towards the master. */
  speed: number;
  offset: number;
  width: string;
}

interface FlowNow {
  readonly watts: number;
  readonly fullW: number;
  readonly text: number;
}

const WIDTHS = [0.1, 0.22] as const;
/** Dashes step thirty times a second: the eye sees a run, and every other frame of the screen costs nothing. */
const RUN_MS = 32;
/** After a pause (a hidden page) dashes go on, they do not leap. */
const RUN_MS_MAX = 100;

/** Sets the speed and width of a line: forwards from the master, backwards where power comes back. */
const setFlow = (flow: Flow, { watts, fullW, text }: FlowNow): void => {
  flow.speed = dashSpeed(watts, fullW) * (text / 16) * (watts < 0 ? -1 : 1);
  const share = Math.min(1, Math.abs(watts) / Math.max(1, fullW));
  const width = String(Math.round(text * (WIDTHS[0] + (WIDTHS[1] - WIDTHS[0]) * share) * 10) / 10);
  if (width === flow.width) return;
  flow.width = width;
  flow.element.setAttribute('stroke-width', width);
};

const run = (flows: Iterable<Flow>, ms: number, period: number): void => {
  for (const flow of flows) {
    if (flow.speed === 0) continue;
    flow.offset = (flow.offset - (flow.speed * ms) / 1_000) % period;
    flow.element.setAttribute('stroke-dashoffset', String(Math.round(flow.offset * 10) / 10));
  }
};

const elementsBy = (root: Element, name: string): ReadonlyMap<string, readonly Element[]> => {
  const found = new Map<string, Element[]>();
  for (const element of root.querySelectorAll(`[${name}]`)) {
    const key = element.getAttribute(name) ?? '';
    found.set(key, [...(found.get(key) ?? []), element]);
  }
  return found;
};
