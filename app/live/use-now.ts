'use client';

import { useSyncExternalStore } from 'react';
import type { InstantMs } from '#domain/time/instant.ts';
import type { Connection } from './connection.ts';
import { type Live, type Standing, useFirst, useLive } from './LiveProvider.tsx';
import type { Store } from './store.ts';

/**
 * Something derived from the time, looked at every second. Renders only when it changes. Before the page is live it is the time at which the server
 * drew it, null where it was drawn without figures.
 */
export const useFromNow = <Part extends string | number | boolean | null>(select: (now: InstantMs) => Part): Part | null => {
  const time = useTimeOf();
  const read = () => {
    const now = time.get();
    return now === null ? null : select(now);
  };
  return useSyncExternalStore(time.subscribe, read, read);
};

/** The time, every second. */
export const useNow = (): InstantMs | null => {
  const time = useTimeOf();
  return useSyncExternalStore(time.subscribe, time.get, time.get);
};

const useTimeOf = (): Store<InstantMs | null> => {
  const live = useLive();
  const { at } = useFirst();
  return live ? live.ticker : { get: () => at, subscribe: nothing };
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

/** Null in the present. */
export const useStanding = (): Standing | null => useStore(useLive(), (live) => live.standing);

export const useOutdated = (): boolean => useStore(useLive(), (live) => live.outdated) ?? false;

const useStore = <T>(live: Live | null, of: (live: Live) => { get(): T; subscribe(listener: () => void): () => void }): T | null =>
  useSyncExternalStore(
    live ? of(live).subscribe : nothing,
    () => (live ? of(live).get() : null),
    () => null,
  );

const nothing = () => () => undefined;
