'use client';

import { useMemo, useState } from 'react';
import type { PointBoard } from '#domain/board/board.ts';
import { MINUTE_MS } from '#domain/time/instant.ts';
import { askQuality } from '../rpc/api.ts';
import type { QualityLine } from '../rpc/shapes.ts';
import { dataOf } from '../rpc/use-curves.ts';
import { useQuery } from '../rpc/use-query.ts';
import { eachPage, pagesOf } from './quality-pages.ts';

const DAYS = 7;
const EVERY_MS = 10 * MINUTE_MS;

const NOTHING: readonly QualityLine[] = [];

/** How well each meter was read over the last week. Empty until it is known; of a large park it grows as the answers come. */
export const useQuality = (park: string, points: readonly PointBoard[] | null): ReadonlyMap<string, QualityLine> => {
  const count = points?.length ?? 0;
  const key = `quality ${park} ${count}`;
  const [first, setFirst] = useState<{ readonly key: string; readonly lines: readonly QualityLine[] } | null>(null);
  const query = useQuery(
    key,
    (signal) => {
      const pages = pagesOf((points ?? []).map(({ code }) => code));
      const ask = (named: string[]) => askQuality({ park, days: DAYS, points: named }, signal);
      return eachPage(pages, ask, (lines) => setFirst({ key, lines }));
    },
    count === 0 ? {} : { everyMs: EVERY_MS },
  );
  // While the first round lasts, what it has brought; later rounds replace the whole.
  const lines = dataOf(query) ?? (first?.key === key ? first.lines : NOTHING);
  return useMemo(() => new Map(lines.map((line) => [line.code, line])), [lines]);
};
