'use client';

import { useMemo } from 'react';
import { type InstantMs, MINUTE_MS, type ParkDay, SLOT_MS } from '#domain/time/instant.ts';
import { useFromNow } from '../live/use-now.ts';
import { askUse } from '../rpc/api.ts';
import type { PointLine } from '../rpc/shapes.ts';
import { dataOf } from '../rpc/use-curves.ts';
import { useQuery } from '../rpc/use-query.ts';
import { sumUse, type Use } from './use-sums.ts';

export interface AccountUse {
  readonly electricity: { readonly today: Use; readonly month: Use } | null;
  readonly water: { readonly today: Use; readonly month: Use } | null;
}

interface UseOfAccount {
  readonly park: string;
  readonly account: string;
  readonly points: readonly PointLine[] | null;
  readonly day: string | null;
}

/** A quarter closes with the first reading after it, and late readings refine closed ones. */
const EVERY_MS = 3 * MINUTE_MS;
/** Meters report a minute or so after the quarter. */
const CLOSED_AFTER_MS = 1.5 * MINUTE_MS;
const NOTHING: AccountUse = { electricity: null, water: null };

/** What the account used this month and today by period, as far as quarters of an hour have ended. Null until it is known. */
export const useAccountUse = ({ park, account, points, day }: UseOfAccount): AccountUse => {
  const slot = useFromNow((now: InstantMs) => Math.floor((now - CLOSED_AFTER_MS) / SLOT_MS));
  const query = useQuery(
    `use ${park}:${account} ${day ?? ''} ${slot ?? ''}`,
    async (signal) =>
      day === null
        ? null
        : askUse({ account: `${park}:${account}`, from: `${day.slice(0, 8)}01` as unknown as ParkDay, to: day as ParkDay }, signal),
    day === null ? {} : { everyMs: EVERY_MS },
  );
  const used = dataOf(query);
  return useMemo(() => {
    if (used === null || points === null || day === null) return NOTHING;
    const water = new Set(points.flatMap(({ code, medium }) => (medium === 'water' ? [code] : [])));
    const mediumOf = (point: string) => (water.has(point) ? 'water' : 'electricity');
    const both = (medium: 'electricity' | 'water') => ({
      today: sumUse({ ...used, medium, mediumOf, day: day as ParkDay }),
      month: sumUse({ ...used, medium, mediumOf }),
    });
    return { electricity: both('electricity'), water: both('water') };
  }, [used, points, day]);
};
