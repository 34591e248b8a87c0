import { type InstantMs, instantMs, SECOND_MS } from '#domain/time/instant.ts';
import { createStore, type Store } from '../live/store.ts';
import type { Failure } from '../rpc/client.ts';
import type { PastBoard } from '../rpc/shapes.ts';

/** Seconds of the past in one of ours. */
export const SPEEDS = [1, 10, 60, 600, 3600] as const;
export type Speed = (typeof SPEEDS)[number];

export interface PlayerState {
  /** Where the slider stands. */
  readonly wanted: InstantMs;
  /** What is on the screen: the newest answer on the way there. Figures are never made up between two. */
  readonly shown: PastBoard | null;
  readonly failure: Failure | null;
  readonly playing: boolean;
  readonly speed: Speed;
}

export interface Player {
  readonly state: Store<PlayerState>;
  go(at: InstantMs): void;
  play(): void;
  pause(): void;
  setSpeed(speed: Speed): void;
  close(): void;
}

export interface PlayerOptions {
  readonly at: InstantMs;
  readonly ask: (at: InstantMs, signal: AbortSignal) => Promise<PastBoard>;
  readonly failureOf: (error: unknown) => Failure;
  /** The present: the past ends there. */
  readonly now: () => InstantMs;
  /** Counts milliseconds from any start. */
  readonly steady: () => number;
  readonly later: (ms: number, task: () => void) => () => void;
}

/** Four frames a second, as boards of the present have. */
const TICK_MS = 250;
const RETRY_MS = 2 * SECOND_MS;
/** One that is wanted and one that will be next. */
const ASKED_MAX = 2;
/** Some 150 kB each. */
const KEPT_MAX = 24;
/** Readings of the last seconds are still being stored. */
const SETTLED_MS = 5 * SECOND_MS;

/** The steps in which a speed plays: whole seconds, so that what is asked ahead is what is wanted then. */
export const stepOf = (speed: Speed): number => Math.max(SECOND_MS, speed * TICK_MS);

/**
 * Shows instants of the past as they are wanted. While one is on its way the next wanted one waits, and only the newest: a slider that is drawn
 * over a day asks for what it passes when there is time, and ends where it was let go. While it plays the next step is asked ahead.
 */
export const createPlayer = (options: PlayerOptions): Player => {
  const { ask, later, steady } = options;
  const state = createStore<PlayerState>({ wanted: options.at, shown: null, failure: null, playing: false, speed: 60 });
  const kept = new Map<InstantMs, PastBoard>();
  const asked = new Set<InstantMs>();
  const abort = new AbortController();
  let base = { at: options.at, steady: 0 };
  let stopTicking = (): void => undefined;
  let stopRetrying = (): void => undefined;

  const change = (part: Partial<PlayerState>): void => state.set({ ...state.get(), ...part });
  const latest = (): InstantMs => instantMs(Math.floor((options.now() - SETTLED_MS) / SECOND_MS) * SECOND_MS);
  const within = (at: InstantMs): InstantMs => {
    const first = state.get().shown?.from ?? at;
    return instantMs(Math.min(Math.max(at, first), latest()));
  };

  const keep = (board: PastBoard): void => {
    kept.set(board.at, board);
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT_MAX) break;
      kept.delete(oldest);
    }
  };

  const load = async (at: InstantMs): Promise<void> => {
    asked.add(at);
    try {
      const board = await ask(at, abort.signal);
      keep(board);
      arrived(board);
    } catch (error) {
      if (abort.signal.aborted) return;
      failed(options.failureOf(error));
    } finally {
      asked.delete(at);
    }
    if (!abort.signal.aborted && state.get().failure === null) pump();
  };

  /** What was asked ahead waits for its time; what was wanted a moment ago is shown until the newest is here. */
  const arrived = (board: PastBoard): void => {
    const { wanted, shown, playing } = state.get();
    const ahead = playing && board.at > wanted;
    const older = playing && shown !== null && board.at < shown.at && shown.at <= wanted;
    change({ failure: null, ...(ahead || older || shown?.at === wanted ? {} : { shown: board }) });
  };

  const failed = (failure: Failure): void => {
    change({ failure });
    stopRetrying();
    if (failure === 'unreachable' || failure === 'fault') {
      stopRetrying = later(RETRY_MS, () => {
        change({ failure: null });
        pump();
      });
    } else pause();
  };

  const pump = (): void => {
    const { wanted, shown, playing, speed } = state.get();
    const here = kept.get(wanted);
    if (here && shown !== here) change({ shown: here });
    if (!here && !asked.has(wanted)) {
      if (asked.size < (playing ? ASKED_MAX : 1)) void load(wanted);
      return;
    }
    const next = instantMs(wanted + stepOf(speed));
    if (playing && next <= latest() && !kept.has(next) && !asked.has(next) && asked.size < ASKED_MAX) void load(next);
  };

  const rebase = (at: InstantMs): void => {
    base = { at, steady: steady() };
  };

  const tick = (): void => {
    const { speed, wanted } = state.get();
    const step = stepOf(speed);
    const at = instantMs(base.at + Math.floor(((steady() - base.steady) * speed) / step) * step);
    if (at >= latest()) {
      change({ wanted: latest() });
      pause();
    } else if (at !== wanted) change({ wanted: at });
    pump();
    if (state.get().playing) stopTicking = later(TICK_MS, tick);
  };

  const pause = (): void => {
    stopTicking();
    if (state.get().playing) change({ playing: false });
  };

  pump();
  return {
    state,
    go: (at) => {
      const wanted = within(at);
      rebase(wanted);
      change({ wanted, failure: null });
      pump();
    },
    play: () => {
      if (state.get().playing) return;
      rebase(state.get().wanted);
      change({ playing: true, failure: null });
      tick();
    },
    pause,
    setSpeed: (speed) => {
      rebase(state.get().wanted);
      change({ speed });
    },
    close: () => {
      pause();
      stopRetrying();
      abort.abort();
    },
  };
};
