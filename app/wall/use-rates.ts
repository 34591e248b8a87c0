'use client';

import { useEffect, useRef, useState } from 'react';
import type { ParkBoard } from '#domain/board/board.ts';
import { type InstantMs, SECOND_MS } from '#domain/time/instant.ts';
import type { BoardState } from '../live/board-state.ts';
import { useLive } from '../live/LiveProvider.tsx';

/** Messages of a stretch of some seconds that ends at `at`, a second. */
export interface Rate {
  readonly at: InstantMs;
  readonly perS: number;
}

export const STEP_MS = 5 * SECOND_MS;
/** Ten minutes. */
export const RATES_MAX = 120;

interface Count {
  readonly at: InstantMs;
  readonly received: number;
}

/** The rate between two counts; null where a new day has begun between them, or no time has passed. */
export const rateBetween = (before: Count, after: Count): Rate | null =>
  after.received < before.received || after.at - before.at < STEP_MS
    ? null
    : { at: after.at, perS: ((after.received - before.received) * SECOND_MS) / (after.at - before.at) };

/** How many messages came in a second, in steps of five seconds, of the last ten minutes that the wall has seen: from the day's counts. */
export const useRates = (park: string): readonly Rate[] => {
  const live = useLive();
  const last = useRef<Count | null>(null);
  const [rates, setRates] = useState<readonly Rate[]>([]);
  useEffect(() => {
    if (!live) return;
    const store = live.boards.state({ type: 'park', park });
    const look = () => {
      const state = store.get() as BoardState<ParkBoard>;
      if (state.type !== 'shown') return;
      const count = { at: state.data.at, received: state.data.counts.received };
      const before = last.current;
      if (before && count.received >= before.received && count.at - before.at < STEP_MS) return;
      last.current = count;
      const rate = before && rateBetween(before, count);
      if (rate) setRates((known) => [...known.slice(1 - RATES_MAX), rate]);
    };
    last.current = null;
    setRates([]);
    look();
    return store.subscribe(look);
  }, [live, park]);
  return rates;
};
