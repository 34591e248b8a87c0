'use client';

import { useEffect, useMemo, useState } from 'react';
import { SECOND_MS } from '#domain/time/instant.ts';
import { useLive } from '../live/LiveProvider.tsx';
import { useFromNow } from '../live/use-now.ts';
import { PAGES, pageAt, pageByKey, type Turn, type WallPageName } from './pages.ts';

/** The page that stands: pinned, or turning by the clock. Arrow and digit keys turn it by hand; the rotation goes on from there. */
export const useWallPage = (pinned: WallPageName | null, everyS: number): WallPageName => {
  const live = useLive();
  const [hand, setHand] = useState<Turn | null>(null);
  const start: Turn = useMemo(() => hand ?? { page: pinned ?? PAGES[0], at: live?.clock.now() ?? 0 }, [hand, pinned, live]);
  const page = useFromNow((now) => (pinned === null && live ? pageAt(start, now, everyS * SECOND_MS) : start.page)) ?? start.page;
  // A page chosen by hand stands at once, not with the next second.
  const shown = hand !== null && live !== null && live.clock.now() - hand.at < SECOND_MS ? hand.page : page;
  useEffect(() => {
    if (!live) return;
    const turn = (event: KeyboardEvent) => {
      const next = event.altKey || event.ctrlKey || event.metaKey ? null : pageByKey(event.key, shown);
      if (next) setHand({ page: next, at: live.clock.now() });
    };
    window.addEventListener('keydown', turn);
    return () => window.removeEventListener('keydown', turn);
  }, [live, shown]);
  return shown;
};
