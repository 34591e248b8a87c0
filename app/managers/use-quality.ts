'use client';

import { useMemo } from 'react';
import type { PointBoard } from '#domain/board/board.ts';
import { MINUTE_MS } from '#domain/time/instant.ts';
import { askQuality } from '../rpc/api.ts';
import type { QualityLine } from '../rpc/shapes.ts';
import { dataOf } from '../rpc/use-curves.ts';
import { useQuery } from '../rpc/use-query.ts';

/** So many meters are answered at once; of a larger park the first. */
const POINTS_MAX = 1_000;
const DAYS = 7;
const EVERY_MS = 10 * MINUTE_MS;

const NOTHING: readonly QualityLine[] = [];

/** How well each meter was read over the last week. Empty until it is known. */
export const useQuality = (park: string, points: readonly PointBoard[] | null): ReadonlyMap<string, QualityLine> => {
  const count = points?.length ?? 0;
  const query = useQuery(
    `quality ${park} ${count}`,
    async (signal) => {
      if (!points || count === 0) return NOTHING;
      const named = count > POINTS_MAX ? { points: points.slice(0, POINTS_MAX).map(({ code }) => code) } : {};
      return askQuality({ park, days: DAYS, ...named }, signal);
    },
    count === 0 ? {} : { everyMs: EVERY_MS },
  );
  const lines = dataOf(query);
  return useMemo(() => new Map((lines ?? NOTHING).map((line) => [line.code, line])), [lines]);
};
