'use client';

import { useMemo } from 'react';
import { HOUR_MS } from '#domain/time/instant.ts';
import { useBoardField } from '../live/use-board.ts';
import { askSpaces } from '../rpc/api.ts';
import type { SpaceLine } from '../rpc/shapes.ts';
import { dataOf } from '../rpc/use-curves.ts';
import { useKeptQuery } from '../rpc/use-kept-query.ts';
import { type Points, type SitePlan, sitePlan } from './site-plan.ts';

/** The park as it is built, and its meters when it was last built otherwise; null while either is unknown. */
export const useSitePlan = (park: string): { readonly plan: SitePlan; readonly points: Points } | null => {
  const points = useBoardField({ type: 'meters', park }, (data) => data, isSamePark);
  const spaces = dataOf(useKeptQuery(`spaces ${park}`, (signal) => askSpaces(park, signal), { everyMs: HOUR_MS }));
  return useMemo(() => (points && spaces ? planned(park, spaces, points) : null), [park, points, spaces]);
};

interface Planned {
  readonly spaces: readonly SpaceLine[];
  readonly points: Points;
  readonly plan: SitePlan;
}

/** The newest plan of the few parks a page shows, so that a page that comes back draws at once what it drew before. */
const plans = new Map<string, Planned>();
const PLANS_MAX = 4;

const planned = (park: string, spaces: readonly SpaceLine[], points: Points): Planned => {
  const known = plans.get(park);
  if (known && known.spaces === spaces && isSamePark(known.points, points)) return known;
  const made = { spaces, points, plan: sitePlan(spaces, points) };
  if (plans.size >= PLANS_MAX) plans.clear();
  plans.set(park, made);
  return made;
};

/** Readings change four times a second, the places of meters once a month: only the latter is a new plan. */
const isSamePark = (a: Points | null, b: Points | null): boolean => {
  if (a === b || a === null || b === null) return a === b;
  const codes = Object.keys(a);
  if (codes.length !== Object.keys(b).length) return false;
  return codes.every((code) => {
    const [before, after] = [a[code], b[code]];
    if (before === after) return true;
    return (
      before !== undefined &&
      after !== undefined &&
      before.space === after.space &&
      before.parent === after.parent &&
      before.role === after.role &&
      before.account === after.account &&
      before.medium === after.medium
    );
  });
};
