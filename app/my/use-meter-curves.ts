'use client';

import { useMemo } from 'react';
import { MINUTE_MS, type ParkDay } from '#domain/time/instant.ts';
import { dayBefore } from '../format/time.ts';
import { askCurve } from '../rpc/api.ts';
import type { Curve, PointLine } from '../rpc/shapes.ts';
import { dataOf } from '../rpc/use-curves.ts';
import { useQuery } from '../rpc/use-query.ts';
import { sumCurves } from './sum-curves.ts';

export interface MeterCurvesOf {
  readonly park: string;
  readonly points: readonly PointLine[] | null;
  readonly day: string | null;
}

export interface DayPair {
  readonly today: Curve | null;
  readonly yesterday: Curve | null;
}

export interface MeterCurves {
  /** All electricity meters of the account together. */
  readonly electricity: DayPair;
}

/** A tenant has a meter or a few; of a tenant with more, so many are drawn. */
const METERS_MAX = 12;
/** Ten kilobytes a meter and time: the running quarter of an hour is the board's to show. */
const TODAY_MS = 5 * MINUTE_MS;
const YESTERDAY_MS = 15 * MINUTE_MS;

/** The day's slots of an account's meters, asked in one request. */
export const useMeterCurves = ({ park, points, day }: MeterCurvesOf): MeterCurves => {
  const codes = (points ?? [])
    .filter(({ medium }) => medium === 'electricity')
    .slice(0, METERS_MAX)
    .map(({ code }) => code);
  const today = useDay({ park, codes, day, everyMs: TODAY_MS });
  const yesterday = useDay({ park, codes, day: day && dayBefore(day as ParkDay), everyMs: YESTERDAY_MS });
  const electricCodes = codes.join();
  return useMemo(() => {
    const sum = (curves: ReadonlyMap<string, Curve>) => sumCurves(electricCodes.split(',').flatMap((code) => curves.get(code) ?? []));
    return { electricity: { today: sum(today), yesterday: sum(yesterday) } };
  }, [today, yesterday, electricCodes]);
};

interface DayOf {
  readonly park: string;
  readonly codes: readonly string[];
  readonly day: string | null;
  readonly everyMs: number;
}

const NONE: ReadonlyMap<string, Curve> = new Map();

const useDay = ({ park, codes, day, everyMs }: DayOf): ReadonlyMap<string, Curve> => {
  const query = useQuery(
    `curves ${park} ${codes.join()} ${day ?? ''}`,
    async (signal) => {
      if (day === null) return NONE;
      const curves = await Promise.all(codes.map((point) => askCurve({ park, point, day: day as ParkDay }, signal)));
      return new Map(curves.map((curve, i) => [codes[i] ?? '', curve]));
    },
    day === null ? {} : { everyMs },
  );
  return dataOf(query) ?? NONE;
};
