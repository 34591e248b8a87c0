import { type Motion, STEP_MS } from '../parts/motion.ts';
import type { FlowPen, Ink, SiteDrawing } from './site-drawing.ts';
import { dashSpeed, kiloText, type SiteFigures } from './site-figures.ts';

/** Writes figures into a drawing that stands: only what changed, all at once, in one step of the page's motion. */
export interface SitePainter {
  /** What the drawing shows from the next step on. */
  paint(figures: SiteFigures): void;
  stop(): void;
}

export interface PainterOptions {
  readonly motion: Motion;
  /** Size of the writing in units of the picture: dashes and their speed follow it. */
  readonly text: number;
  readonly isStill: () => boolean;
}

/**
 * Floors that take their new colour in one step. A step that colours any floor records the park's picture anew, and one that colours all of
 * a large park has all of it drawn again at once: so not many steps, and not one.
 */
export const FLOORS_A_STEP = 32;

export const createSitePainter = (drawing: SiteDrawing, { motion, text, isStill }: PainterOptions): SitePainter => {
  const labels = [...drawing.figures].map(([key, ink], i) => createLabel(key, ink, i));
  const flows = new Map([...drawing.flows].map(([key, pens]) => [key, createFlow(pens, text)]));
  const shown = new Map<string, string>();
  const waiting = new Map<string, string>();
  let steps = 0;
  let steppedAt: number | null = null;
  let next: SiteFigures | null = null;

  const take = ({ floors, tags, cables, gridW }: SiteFigures, time: number) => {
    for (const [key, { step, fresh }] of floors) {
      const load = `${step} ${fresh}`;
      if (shown.get(key) === load) waiting.delete(key);
      else waiting.set(key, load);
    }
    const still = isStill();
    for (const label of labels) label.aim(tags.get(label.key), { time, still });
    for (const [key, flow] of flows) flow.aim(cables.get(key) ?? 0, gridW);
  };

  const colourFloors = () => {
    let left = shown.size === 0 ? waiting.size : FLOORS_A_STEP;
    for (const [key, load] of waiting) {
      if (left === 0) return;
      left -= 1;
      waiting.delete(key);
      shown.set(key, load);
      for (const pen of drawing.floors.get(key) ?? []) pen.setAttribute('data-load', load);
    }
  };

  const step = (time: number): boolean => {
    if (next) take(next, time);
    next = null;
    steps += 1;
    colourFloors();
    let moves = waiting.size > 0;
    for (const label of labels) if (label.step(time, steps)) moves = true;
    // After a pause (a hidden page) dashes go on, they do not leap.
    const ms = isStill() || steppedAt === null ? 0 : Math.min(STEP_MS_MAX, time - steppedAt);
    steppedAt = time;
    for (const flow of flows.values()) if (flow.step(ms) && !isStill()) moves = true;
    return moves;
  };

  return {
    paint: (figures) => {
      next = figures;
      motion.start(step);
    },
    stop: () => motion.stop(step),
  };
};

const STEP_MS_MAX = 3 * STEP_MS;
const GLIDE_MS = 300;
/** Words are laid out anew with each step: half the labels take one step, half the other, and five are a glide. */
const TURNS = 2;

interface Moment {
  readonly time: number;
  readonly still: boolean;
}

const createLabel = (key: string, ink: Ink, nth: number) => {
  let from = Number.NaN;
  let target = Number.NaN;
  let glidesSince: number | null = null;
  return {
    key,
    aim: (watts: number | undefined, { time, still }: Moment) => {
      if (watts === undefined || watts === target) return;
      from = Number.isNaN(target) || still ? watts : target;
      target = watts;
      glidesSince = time;
    },
    /** False at rest. */
    step: (time: number, steps: number): boolean => {
      if (glidesSince === null) return false;
      const share = from === target ? 1 : Math.min(1, (time - glidesSince) / GLIDE_MS);
      if (share < 1 && (steps + nth) % TURNS !== 0) return true;
      const text = kiloText(share === 1 ? target : from + (target - from) * (1 - (1 - share) ** 3));
      if (text !== ink.data) ink.data = text;
      if (share === 1) glidesSince = null;
      return share < 1;
    },
  };
};

/** Length of a dash and its gap, in sizes of the writing. */
export const DASH = [0.38, 0.62] as const;
const WIDTHS = [0.1, 0.22] as const;

/** A supply line's dashes, in all its runs. */
const createFlow = (pens: readonly FlowPen[], text: number) => {
  const period = (DASH[0] + DASH[1]) * text;
  /** Units of the picture a second; below zero towards the master. */
  let speed = 0;
  let offset = 0;
  let shown = 0;
  let width = '';
  return {
    /** Forwards from the master, backwards where power comes back; fast and wide by the share of what the park takes. */
    aim: (watts: number, fullW: number) => {
      speed = dashSpeed(watts, fullW) * (text / 16) * (watts < 0 ? -1 : 1);
      const share = Math.min(1, Math.abs(watts) / Math.max(1, fullW));
      const next = tenth(text * (WIDTHS[0] + (WIDTHS[1] - WIDTHS[0]) * share));
      if (next === width) return;
      width = next;
      for (const { pen } of pens) pen.setAttribute('stroke-width', width);
    },
    /** False where nothing flows. */
    step: (ms: number): boolean => {
      offset = (offset - (speed * ms) / 1_000) % period;
      // Less than half a pixel of a 1080p wall is not seen.
      if (Math.abs(offset - shown) >= 0.5) {
        shown = offset;
        for (const { pen, from } of pens) pen.setAttribute('stroke-dashoffset', tenth(offset + from));
      }
      return speed !== 0;
    },
  };
};

const tenth = (n: number): string => String(Math.round(n * 10) / 10);
