'use client';

import { useMemo } from 'react';
import { MINUTE_MS, type ParkDay, slotStartOf } from '#domain/time/instant.ts';
import { dayBefore } from '../format/time.ts';
import { useFromNow } from '../live/use-now.ts';
import { askCurve } from './api.ts';
import type { Curve } from './shapes.ts';
import { type Query, useQuery } from './use-query.ts';

export interface CurvesOf {
  readonly park: string;
  readonly point?: string;
  /** Null: not known yet, nothing is asked. */
  readonly day: ParkDay | null;
}

export interface Curves {
  readonly today: Query<Curve | null>;
  readonly yesterday: Query<Curve | null>;
}

/** A slot closes every 15 minutes, and late readings refine closed ones. */
const TODAY_MS = MINUTE_MS;
const YESTERDAY_MS = 15 * MINUTE_MS;

/** The slots of a day and of the day before; of the day those alone that the page's clock has passed, which may stand in the past. */
export const useCurves = (of: CurvesOf): Curves => {
  const today = useCurve(of, of.day, TODAY_MS);
  const yesterday = useCurve(of, of.day && dayBefore(of.day), YESTERDAY_MS);
  const slot = useFromNow((now) => slotStartOf(now));
  const known = dataOf(today);
  const data = useMemo(() => (known === null || slot === null ? known : passed(known, slot)), [known, slot]);
  return { today: today.type === 'ready' ? { ...today, data } : today, yesterday };
};

const passed = (curve: Curve, until: number): Curve =>
  curve.slots.every((slot) => slot.quantity === null || slot.start < until)
    ? curve
    : { ...curve, slots: curve.slots.map((slot) => (slot.start < until ? slot : { ...slot, quantity: null, quality: null })) };

const useCurve = ({ park, point }: CurvesOf, day: ParkDay | null, everyMs: number): Query<Curve | null> =>
  useQuery(
    `curve ${park} ${point ?? ''} ${day ?? ''}`,
    async (signal) => (day === null ? null : askCurve({ park, day, ...(point === undefined ? {} : { point }) }, signal)),
    day === null ? {} : { everyMs },
  );

export const dataOf = <T>(query: Query<T>): T | null => (query.type === 'ready' ? query.data : null);
