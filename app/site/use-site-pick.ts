'use client';

import { type FocusEvent, type KeyboardEvent, type PointerEvent, useCallback, useMemo, useState } from 'react';
import type { SitePick } from './Site.tsx';
import type { SitePlan } from './site-plan.ts';

/** What of the drawing is pointed at: by pointer, touch, or keyboard (Tab to a building, arrows along its floors, Enter to open, Escape). */
export const useSitePick = (plan: SitePlan, onPick: ((pick: SitePick) => void) | undefined) => {
  const [pick, setPick] = useState<SitePick | null>(null);
  const show = useCallback((next: SitePick | null) => setPick((before) => (isSame(before, next) ? before : next)), []);
  const handlers = useMemo(
    () => ({
      onPointerMove: (event: PointerEvent) => show(pickAt(plan, event.target)),
      onPointerLeave: () => show(null),
      onPointerUp: (event: PointerEvent) => {
        const next = pickAt(plan, event.target);
        show(next);
        if (next) onPick?.(next);
      },
      onFocus: (event: FocusEvent) => show(pickAt(plan, event.target)),
      onBlur: () => show(null),
      onKeyDown: (event: KeyboardEvent) => {
        if (!pick) return;
        const next = pickByKey(plan, pick, event.key);
        if (next === undefined) return;
        event.preventDefault();
        if (next === 'open') onPick?.(pick);
        else show(next);
      },
    }),
    [plan, onPick, pick, show],
  );
  return { pick, handlers };
};

const isSame = (a: SitePick | null, b: SitePick | null): boolean => a?.building === b?.building && a?.floor === b?.floor;

const pickAt = (plan: SitePlan, target: EventTarget): SitePick | null => {
  if (!(target instanceof Element)) return null;
  const building = target.closest('[data-building]')?.getAttribute('data-building');
  if (!building) return null;
  const slab = target.closest('[data-slab]')?.getAttribute('data-slab');
  return pickOf(plan, building, slab ? Number(slab.slice(slab.lastIndexOf('/') + 1)) : null);
};

const pickOf = (plan: SitePlan, building: string, floor: number | null): SitePick | null => {
  const found = plan.buildings.find(({ code }) => code === building);
  if (!found) return null;
  return { building, floor, floorCode: found.floors.find(({ number }) => number === floor)?.code ?? null };
};

const pickByKey = (plan: SitePlan, pick: SitePick, key: string): SitePick | null | 'open' | undefined => {
  if (key === 'Enter' || key === ' ') return 'open';
  if (key === 'Escape') return null;
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return undefined;
  const count = plan.buildings.find(({ code }) => code === pick.building)?.floors.length ?? 0;
  const next = (pick.floor ?? 0) + (key === 'ArrowUp' ? 1 : -1);
  return pickOf(plan, pick.building, next < 1 || next > count ? null : next);
};
