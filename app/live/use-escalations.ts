import { useEffect } from 'react';
import { useLive } from './LiveProvider.tsx';

/** Runs when the server says that what is escalated has changed, and after the line was away: what was said meanwhile is lost. */
export const useEscalations = (ask: (() => void) | null): void => {
  const live = useLive();
  useEffect(() => {
    if (live && ask) return live.escalated.subscribe(ask);
  }, [live, ask]);
};
