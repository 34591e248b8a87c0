'use client';

import { useEffect, useMemo, useRef, useState } from 'react';
import type { ParkBoard } from '#domain/board/board.ts';
import { type InstantMs, instantMs, MINUTE_MS, SECOND_MS } from '#domain/time/instant.ts';
import type { BoardState } from '../live/board-state.ts';
import { useLive } from '../live/LiveProvider.tsx';
import { askMinutes } from '../rpc/api.ts';
import type { MinuteLine } from '../rpc/shapes.ts';
import { dataOf } from '../rpc/use-curves.ts';
import { useQuery } from '../rpc/use-query.ts';

/** Messages of a stretch that ends at `at`, a second. */
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

/** Minutes as rates; a minute between two in which nothing came is a rate of zero. */
export const ratesOfMinutes = (minutes: readonly MinuteLine[]): readonly Rate[] => {
  const [first, last] = [minutes[0], minutes.at(-1)];
  if (!first || !last) return [];
  const received = new Map(minutes.map((minute) => [minute.at, minute.received]));
  return Array.from({ length: (last.at - first.at) / MINUTE_MS + 1 }, (_, i) => {
    const at = instantMs(first.at + i * MINUTE_MS);
    return { at, perS: ((received.get(at) ?? 0) * SECOND_MS) / MINUTE_MS };
  });
};

/**
 * How many messages came in a second, of the last ten minutes: in steps of five seconds, from the day's counts, as far back as the wall has looked;
 * before that by the minute, as the server has counted.
 */
export const useRates = (park: string): readonly Rate[] => {
  const live = useLive();
  const last = useRef<Count | null>(null);
  const [seen, setSeen] = useState<readonly Rate[]>([]);
  const [begun, setBegun] = useState<InstantMs | null>(null);
  const before = useQuery(`minutes ${park} ${begun}`, async (signal) => (begun === null ? [] : askMinutes(park, begun, signal)));
  useEffect(() => {
    if (!live) return;
    const store = live.boards.state({ type: 'park', park });
    const look = () => {
      const state = store.get() as BoardState<ParkBoard>;
      if (state.type !== 'shown') return;
      const count = { at: state.data.at, received: state.data.counts.received };
      const before = last.current;
      if (before && count.received >= before.received && count.at - before.at < STEP_MS) return;
      if (!before) setBegun(count.at);
      last.current = count;
      const rate = before && rateBetween(before, count);
      if (rate) setSeen((known) => [...known.slice(1 - RATES_MAX), rate]);
    };
    last.current = null;
    setSeen([]);
    setBegun(null);
    look();
    return store.subscribe(look);
  }, [live, park]);
  const earlier = dataOf(before);
  return useMemo(() => {
    const newest = seen.at(-1);
    const oldest = newest ? newest.at - RATES_MAX * STEP_MS : Number.NEGATIVE_INFINITY;
    const minutes = earlier ? ratesOfMinutes(earlier) : [];
    return [...minutes.filter(({ at }) => at >= oldest), ...seen];
  }, [earlier, seen]);
};
