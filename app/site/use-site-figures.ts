'use client';

import { type RefObject, useEffect } from 'react';
import type { BoardState } from '../live/board-state.ts';
import { useLive } from '../live/LiveProvider.tsx';
import { motion } from '../parts/motion.ts';
import type { DrawnCable } from './scene.ts';
import { drawingOf } from './site-drawing.ts';
import { figuresOf } from './site-figures.ts';
import type { Tag } from './site-labels.ts';
import { createSitePainter } from './site-painter.ts';
import type { Points, SitePlan } from './site-plan.ts';

export interface Drawn {
  readonly plan: SitePlan;
  readonly tags: readonly Tag[];
  readonly cables: readonly DrawnCable[];
  readonly text: number;
}

/** Writes the live board of meters into the drawing under `place`, past React: a frame of figures is a few attributes. */
export const useSiteFigures = (park: string, place: RefObject<Element | null>, drawn: Drawn | null): void => {
  const live = useLive();
  useEffect(() => {
    const root = place.current;
    if (!live || !root || !drawn) return;
    const still = matchMedia('(prefers-reduced-motion: reduce)');
    const painter = createSitePainter(drawingOf(root), { motion, text: drawn.text, isStill: () => still.matches });
    const store = live.boards.state({ type: 'meters', park });
    const paint = () => {
      const state = store.get() as BoardState<Points>;
      if (state.type === 'shown') painter.paint(figuresOf(drawn, state.data, live.clock.now()));
    };
    paint();
    const unsubscribe = store.subscribe(paint);
    // Figures grow old without a frame: looked at as the minute passes.
    let minute = Math.floor(live.clock.now() / 10_000);
    const unsubscribeTicker = live.ticker.subscribe(() => {
      const next = Math.floor(live.clock.now() / 10_000);
      if (next !== minute) paint();
      minute = next;
    });
    return () => {
      unsubscribe();
      unsubscribeTicker();
      painter.stop();
    };
  }, [live, park, place, drawn]);
};
