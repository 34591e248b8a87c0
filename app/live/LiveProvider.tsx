'use client';

import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { type BoardClient, createBoardClient } from './board-client.ts';
import { browserClock, type ServerClock } from './clock.ts';
import { openSocket } from './connection.ts';
import { createStore, type Store } from './store.ts';
import { createTicker, type Ticker } from './ticker.ts';

export interface Live {
  readonly boards: BoardClient;
  readonly clock: ServerClock;
  readonly ticker: Ticker;
  /** Boards and clock of the past (app/past): they move together, however fast, so no sample may be older than the clock. */
  readonly past?: true;
  /** True once a server of another build has answered. */
  readonly outdated: Store<boolean>;
}

/** Whoever shows another time than the present provides another one (app/past). */
export const LiveContext = createContext<Live | null>(null);

interface Props {
  readonly wall?: boolean;
  readonly children: ReactNode;
}

/** Opens the page's one socket. On the server, and until the browser has taken over, nothing is live and boards are `waiting`. */
export function LiveProvider({ wall = false, children }: Props) {
  const [live, setLive] = useState<Live | null>(null);
  useEffect(() => {
    const { live: opened, close } = openLive(wall);
    setLive(opened);
    return close;
  }, [wall]);
  return <LiveContext value={live}>{children}</LiveContext>;
}

export const useLive = (): Live | null => useContext(LiveContext);

const openLive = (wall: boolean): { readonly live: Live; readonly close: () => void } => {
  const clock = browserClock();
  const socket = openSocket(clock);
  const later = (ms: number, task: () => void) => void setTimeout(task, ms);
  const boards = createBoardClient(socket, { clock, wall, later });
  return { live: { boards, clock, ticker: createTicker(clock), outdated: outdatedBy(socket.build) }, close: socket.close };
};

const outdatedBy = (build: Store<string | null>): Store<boolean> => {
  const outdated = createStore(false);
  let first = build.get();
  build.subscribe(() => {
    first ??= build.get();
    if (build.get() !== first) outdated.set(true);
  });
  return outdated;
};
