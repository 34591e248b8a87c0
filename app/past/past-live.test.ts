import { describe, expect, test } from 'vitest';
import { instantMs } from '#domain/time/instant.ts';
import type { BoardClient } from '../live/board-client.ts';
import { WAITING } from '../live/board-state.ts';
import type { Live, Standing } from '../live/LiveProvider.tsx';
import { createStore } from '../live/store.ts';
import type { PastBoard } from '../rpc/shapes.ts';
import { pastLive } from './past-live.ts';
import type { Player, PlayerState } from './player.ts';

const THEN = instantMs(Date.UTC(2026, 10, 19, 6));
const shownAt = (at: number, powerW: number): PastBoard => ({
  at: instantMs(at),
  from: THEN,
  termsFrom: THEN,
  document: { park: { powerW }, accounts: { T1: { code: 'T1' } }, points: { G: { code: 'G' } } } as unknown as PastBoard['document'],
  refined: { park: false, accounts: [], points: [] },
});

const presentBoards: BoardClient = {
  connection: createStore({ type: 'online' }),
  state: () => createStore({ type: 'shown', data: 'the present', version: '1' }),
  watch: () => () => undefined,
};
const present: Live = {
  boards: presentBoards,
  clock: { now: () => instantMs(THEN + 86_400_000), heard: () => undefined },
  ticker: createStore(instantMs(THEN + 86_400_000)),
  standing: createStore<Standing | null>(null),
  outdated: createStore(false),
  escalated: createStore(0),
};

const stage = () => {
  const state = createStore<PlayerState>({ wanted: THEN, shown: null, failure: null, playing: false, speed: 60 });
  const nothing = () => undefined;
  const player: Player = { state, go: nothing, play: nothing, pause: nothing, setSpeed: nothing, close: nothing };
  return { state, live: pastLive(player, present, 'main') };
};

describe('what a page lives on in the past', () => {
  test('waits until the first answer, then shows its boards and stands at its instant', () => {
    const { state, live } = stage();
    const park = live.boards.state({ type: 'park', park: 'main' });
    expect(park.get()).toBe(WAITING);
    const heard: unknown[] = [];
    park.subscribe(() => heard.push(park.get()));
    state.set({ ...state.get(), wanted: instantMs(THEN + 120_000), shown: shownAt(THEN + 60_000, 7) });
    expect(heard).toEqual([{ type: 'shown', data: { powerW: 7 }, version: String(THEN + 60_000) }]);
    expect([live.clock.now(), live.ticker.get()]).toEqual([THEN + 60_000, THEN + 60_000]);
  });

  test('gives the same board until another is shown, so that nothing renders for nothing', () => {
    const { state, live } = stage();
    state.set({ ...state.get(), shown: shownAt(THEN, 7) });
    const meters = live.boards.state({ type: 'meters', park: 'main' });
    const before = meters.get();
    state.set({ ...state.get(), playing: true });
    expect(meters.get()).toBe(before);
    state.set({ ...state.get(), shown: shownAt(THEN + 1, 7) });
    expect(meters.get()).not.toBe(before);
  });

  test('has no board of an account that is not there, and leaves other parks in the present', () => {
    const { state, live } = stage();
    state.set({ ...state.get(), shown: shownAt(THEN, 7) });
    expect(live.boards.state({ type: 'account', park: 'main', account: 'T9' }).get()).toEqual({ type: 'refused', code: 'NOT_FOUND' });
    expect(live.boards.state({ type: 'park', park: 'south' }).get()).toMatchObject({ data: 'the present' });
  });
});
