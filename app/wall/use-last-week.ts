'use client';

import { HOUR_MS, type ParkDay } from '#domain/time/instant.ts';
import { dayBefore } from '../format/time.ts';
import { askCurve } from '../rpc/api.ts';
import type { Curve } from '../rpc/shapes.ts';
import { dataOf } from '../rpc/use-curves.ts';
import { useKeptQuery } from '../rpc/use-kept-query.ts';

/** The same weekday of last week; null until it is known. Late readings rarely reach so far back: asked once an hour. */
export const useLastWeek = (park: string, day: ParkDay | null): Curve | null => {
  const weekAgo = day && Array.from({ length: 7 }).reduce<ParkDay>(dayBefore, day);
  return dataOf(
    useKeptQuery(
      `curve ${park} week ${weekAgo ?? ''}`,
      async (signal): Promise<Curve | null> => (weekAgo === null ? null : askCurve({ park, day: weekAgo }, signal)),
      weekAgo === null ? {} : { everyMs: HOUR_MS },
    ),
  );
};
