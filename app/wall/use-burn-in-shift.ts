'use client';

import { MINUTE_MS } from '#domain/time/instant.ts';
import { useFromNow } from '../live/use-now.ts';

/** Eight places around the middle, px of a 1080p wall: a still picture would burn into the screen. */
const PLACES = [
  [0, 0],
  [2, 1],
  [3, 3],
  [1, 4],
  [-1, 3],
  [-3, 2],
  [-3, -1],
  [-1, -2],
] as const;
const STAY_MS = 2 * MINUTE_MS;
const REM_PX = 16;

export const useBurnInShift = (): string => {
  const place = useFromNow((now) => Math.floor(now / STAY_MS) % PLACES.length) ?? 0;
  const [x, y] = PLACES[place] ?? PLACES[0];
  return `translate(${x / REM_PX}rem, ${y / REM_PX}rem)`;
};
