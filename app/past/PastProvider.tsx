'use client';

import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { type InstantMs, SECOND_MS } from '#domain/time/instant.ts';
import { type Live, LiveContext, useLive } from '../live/LiveProvider.tsx';
import { askParks, askPast } from '../rpc/api.ts';
import { failureOf } from '../rpc/client.ts';
import { dataOf } from '../rpc/use-curves.ts';
import { useQuery } from '../rpc/use-query.ts';
import { instantOfLocal, localText } from './local-time.ts';
import { pastLive } from './past-live.ts';
import { createPlayer, type Player, type PlayerState, SPEEDS } from './player.ts';

/**
 * Lets a page of one park stand at another time: what is inside lives on boards of the past, with a clock that stands there, and knows nothing of
 * it. Begins at `?at=2026-11-19T14:39` of the address (the park's clock; `&play=60` plays), else in the present.
 *
 *     <PastProvider park={park}>
 *       ... everything that shows the park ...
 *       <TimeBar />            the slider; or <PastSign /> alone, where nobody has a pointer
 *     </PastProvider>
 *
 * Inside, `usePast()` says whether and where, and <RefinedMark point=... /> stands beside a figure that is known better now than then.
 * Curves end at the clock (rpc/use-curves.ts). What other questions answer is the present's.
 */
export function PastProvider({ park, children }: { readonly park: string; readonly children: ReactNode }) {
  const live = useLive();
  const zone = dataOf(useQuery('parks', askParks))?.find(({ code }) => code === park)?.zone ?? null;
  const [player, setPlayer] = useState<Player | null>(null);
  const [addressRead, setAddressRead] = useState(false);

  const end = useCallback(() => {
    setPlayer(null);
    setAddress(null);
  }, []);
  const begin = useCallback(
    (at: InstantMs) => {
      if (live) setPlayer(playerOf(park, live, at));
    },
    [live, park],
  );
  useEffect(() => () => player?.close(), [player]);

  useEffect(() => {
    if (!live || zone === null) return;
    setAddressRead(true);
    const asked = new URLSearchParams(location.search);
    const at = instantOfLocal(asked.get('at') ?? '', zone);
    if (at === null) return;
    const made = playerOf(park, live, at);
    setPlayer(made);
    const speed = SPEEDS.find((each) => String(each) === asked.get('play'));
    if (speed === undefined) return;
    made.setSpeed(speed);
    made.play();
  }, [live, zone, park]);

  useEffect(() => {
    if (!player || zone === null) return;
    // Once it rests: the address of a slider that moves would be a hundred entries of nothing.
    let timer: ReturnType<typeof setTimeout> | undefined;
    const note = () => {
      clearTimeout(timer);
      const { wanted, playing } = player.state.get();
      if (!playing) timer = setTimeout(() => setAddress(localText(wanted, zone)), SECOND_MS / 2);
    };
    note();
    const release = player.state.subscribe(note);
    return () => {
      clearTimeout(timer);
      release();
    };
  }, [player, zone]);

  useEffect(() => {
    if (!live || !player || zone === null) return;
    const stand = () => {
      const { shown, wanted } = player.state.get();
      const at = shown?.at ?? wanted;
      if (live.standing.get()?.at !== at) live.standing.set({ at, zone });
    };
    stand();
    const release = player.state.subscribe(stand);
    return () => {
      release();
      live.standing.set(null);
    };
  }, [live, player, zone]);

  // Who asks for the past is not shown a moment of the present first.
  const waits = live !== null && !addressRead && new URLSearchParams(location.search).has('at');
  const shown = useMemo(() => (player && live ? pastLive(player, live, park) : waits ? null : live), [player, live, park, waits]);
  const past = useMemo(() => ({ park, zone, present: live, player, begin, end }), [park, zone, live, player, begin, end]);
  return (
    <PastContext value={past}>
      <LiveContext value={shown}>{children}</LiveContext>
    </PastContext>
  );
}

interface PastControl {
  readonly park: string;
  /** Null until known. */
  readonly zone: string | null;
  /** What the page lives on in the present. */
  readonly present: Live | null;
  /** Null in the present. */
  readonly player: Player | null;
  readonly begin: (at: InstantMs) => void;
  /** Back to now. */
  readonly end: () => void;
}

const PastContext = createContext<PastControl | null>(null);

export const usePastControl = (): PastControl | null => useContext(PastContext);

/** Where the page stands in the past; null in the present. */
export const usePast = (): PlayerState | null => {
  const player = usePastControl()?.player ?? null;
  return useSyncExternalStore(
    player ? player.state.subscribe : nothing,
    () => player?.state.get() ?? null,
    () => null,
  );
};

const nothing = () => () => undefined;

const playerOf = (park: string, live: Live, at: InstantMs): Player =>
  createPlayer({
    at,
    ask: (instant, signal) => askPast(park, instant, signal),
    failureOf,
    now: live.clock.now,
    steady: () => performance.now(),
    later: (ms, task) => {
      const timer = setTimeout(task, ms);
      return () => clearTimeout(timer);
    },
  });

const setAddress = (at: string | null): void => {
  const url = new URL(location.href);
  if (at === null) {
    url.searchParams.delete('at');
    url.searchParams.delete('play');
  } else url.searchParams.set('at', at);
  // A colon may stand in a query as it is, and people read it.
  const href = url.href.replaceAll('%3A', ':');
  if (href !== location.href) history.replaceState(history.state, '', href);
};
