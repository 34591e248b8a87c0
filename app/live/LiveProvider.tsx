'use client';

import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import type { FirstBoard, FirstSight } from '#domain/board/first-sight.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import { type BoardClient, createBoardClient } from './board-client.ts';
import { type BoardState, boardAfter, WAITING } from './board-state.ts';
import { browserClock, type ServerClock } from './clock.ts';
import { openSocket } from './connection.ts';
import { createStore, type Store, type WritableStore } from './store.ts';
import { createTicker, type Ticker } from './ticker.ts';

export interface Live {
  readonly boards: BoardClient;
  readonly clock: ServerClock;
  readonly ticker: Ticker;
  /** Boards and clock of the past (app/past): they move together, however fast, so no sample may be older than the clock. */
  readonly past?: true;
  /** Where the page stands that shows another time than the present; null in the present. What is around it reads it (app/shell). */
  readonly standing: WritableStore<Standing | null>;
  /** True once a server of another build has answered. */
  readonly outdated: Store<boolean>;
  /** Rises when what is escalated in any park has changed, for those who stand above one. */
  readonly escalated: Store<number>;
}

export interface Standing {
  readonly at: InstantMs;
  readonly zone: string;
}

/** Whoever shows another time than the present provides another one (app/past). */
export const LiveContext = createContext<Live | null>(null);

/** What stands before the page is live: the boards and answers the server drew it with, when it did, and their park's zone. Empty from then on. */
interface First {
  readonly at: InstantMs | null;
  readonly zone: string | null;
  readonly boards: ReadonlyMap<string, BoardState<unknown>>;
  readonly answers: ReadonlyMap<string, unknown>;
}

type Given = Pick<FirstSight<unknown>, 'zone' | 'boards' | 'answers'>;

const NOTHING: First = { at: null, zone: null, boards: new Map(), answers: new Map() };
const FirstContext = createContext<First>(NOTHING);

interface Props {
  readonly wall?: boolean;
  /** Null: every board is waited for. */
  readonly first: Given | null;
  readonly children: ReactNode;
}

/**
 * Opens the page's one socket. On the server, and until the browser has taken over, nothing is live: boards are those of the first sight, or
 * `waiting`. The socket goes on from there, so what has come meanwhile is all that is sent.
 */
export function LiveProvider({ wall = false, first, children }: Props) {
  // The page's own: what a later answer brings along is older than the boards by then.
  const [given] = useState(first);
  const [live, setLive] = useState<Live | null>(null);
  useEffect(() => {
    const { live: opened, close } = openLive(wall, given?.boards ?? []);
    setLive(opened);
    return close;
  }, [wall, given]);
  const stands = useMemo(() => (live || !given ? NOTHING : firstOf(given)), [live, given]);
  return (
    <FirstContext value={stands}>
      <LiveContext value={live}>{children}</LiveContext>
    </FirstContext>
  );
}

export const useLive = (): Live | null => useContext(LiveContext);

export const useFirst = (): First => useContext(FirstContext);

const firstOf = ({ zone, boards, answers }: Given): First => ({
  at: boards[0]?.at ?? null,
  zone,
  boards: statesOf(boards),
  answers: new Map(answers.map(({ key, data }) => [key, data])),
});

const statesOf = (boards: readonly FirstBoard[]): ReadonlyMap<string, BoardState<unknown>> =>
  new Map(boards.map((board) => [board.key, boardAfter<unknown>(WAITING, board)]));

const openLive = (wall: boolean, first: readonly FirstBoard[]): { readonly live: Live; readonly close: () => void } => {
  const clock = browserClock();
  const socket = openSocket(clock);
  const later = (ms: number, task: () => void) => void setTimeout(task, ms);
  for (const { at } of first) clock.heard(at);
  const boards = createBoardClient(socket, { clock, wall, later, first: statesOf(first) });
  return {
    live: {
      boards,
      clock,
      ticker: createTicker(clock),
      standing: createStore<Standing | null>(null),
      outdated: outdatedBy(socket.build),
      escalated: socket.escalated,
    },
    close: socket.close,
  };
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
