'use client';

import { useSyncExternalStore } from 'react';
import type { InstantMs } from '#domain/time/instant.ts';
import type { Connection } from './connection.ts';
import { type Live, useLive } from './LiveProvider.tsx';

/** Something derived from the time, looked at every second; null before the page is live. Renders only when it changes. */
export const useFromNow = <Part extends string | number | boolean | null>(select: (now: InstantMs) => Part): Part | null => {
  const live = useLive();
  return useSyncExternalStore(
    live ? live.ticker.subscribe : nothing,
    () => (live ? select(live.ticker.get()) : null),
    () => null,
  );
};

/** The time, every second. */
export const useNow = (): InstantMs | null => {
  const live = useLive();
  return useSyncExternalStore(
    live ? live.ticker.subscribe : nothing,
    () => live?.ticker.get() ?? null,
    () => null,
  );
};

const CONNECTING: Connection = { type: 'connecting' };

export const useConnection = (): Connection => {
  const live = useLive();
  return useSyncExternalStore(
    live ? live.boards.connection.subscribe : nothing,
    () => live?.boards.connection.get() ?? CONNECTING,
    () => CONNECTING,
  );
};

export const useOutdated = (): boolean => useStore(useLive(), (live) => live.outdated) ?? false;

const useStore = <T>(live: Live | null, of: (live: Live) => { get(): T; subscribe(listener: () => void): () => void }): T | null =>
  useSyncExternalStore(
    live ? of(live).subscribe : nothing,
    () => (live ? of(live).get() : null),
    () => null,
  );

const nothing = () => () => undefined;
