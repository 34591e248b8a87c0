/** Something that moves. Writes its next picture; false when it has come to rest. `time` is the page's, ms. */
export type Mover = (time: number) => boolean;

/** Everything of a page that moves, stepped in one callback: the pictures between two steps cost nothing. */
export interface Motion {
  /** From the next step on; whoever moves already goes on. */
  start(mover: Mover): void;
  stop(mover: Mover): void;
}

/** The browser's `requestAnimationFrame`, as far as motion needs it. */
export interface Pictures {
  request(step: (time: number) => void): number;
  cancel(id: number): void;
}

/** Thirty steps a second: the eye sees a run, and every other picture of the screen is free for what comes in. */
export const STEP_MS = 32;

export const createMotion = (pictures: Pictures): Motion => {
  const movers = new Set<Mover>();
  let asked: number | null = null;
  let steppedAt = Number.NEGATIVE_INFINITY;

  const ask = () => {
    asked ??= pictures.request(step);
  };
  const step = (time: number) => {
    asked = null;
    if (time - steppedAt >= STEP_MS) {
      steppedAt = time;
      for (const mover of [...movers]) if (!mover(time)) movers.delete(mover);
    }
    if (movers.size > 0) ask();
  };

  return {
    start: (mover) => {
      movers.add(mover);
      ask();
    },
    stop: (mover) => {
      movers.delete(mover);
      if (movers.size > 0 || asked === null) return;
      pictures.cancel(asked);
      asked = null;
    },
  };
};

/** The page's own. */
export const motion = createMotion({
  request: (step) => requestAnimationFrame(step),
  cancel: (id) => cancelAnimationFrame(id),
});
