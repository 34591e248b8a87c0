import type { BoardName } from '#domain/board/board.ts';
import { boardKey, projectBoard } from '#domain/board/project.ts';
import type { BoardState } from '../live/board-state.ts';
import { WAITING } from '../live/board-state.ts';
import type { Live } from '../live/LiveProvider.tsx';
import { createStore, type Store } from '../live/store.ts';
import type { PastBoard } from '../rpc/shapes.ts';
import type { Player } from './player.ts';

/**
 * What the components of a page live on, standing at the instant that a player shows. Boards of other parks, the line to the server and the build
 * stay those of the present.
 */
export const pastLive = (player: Player, live: Live, park: string): Live => {
  const { state } = player;
  const boards = new Map<string, Store<BoardState<unknown>>>();
  const now = () => state.get().shown?.at ?? state.get().wanted;
  return {
    ...live,
    past: true,
    clock: { now, heard: () => undefined },
    ticker: { get: now, subscribe: state.subscribe },
    boards: {
      connection: live.boards.connection,
      state: (name) => {
        if (name.park !== park) return live.boards.state(name);
        const key = boardKey(name);
        const store = boards.get(key) ?? boardStore(player, name);
        boards.set(key, store);
        return store;
      },
      watch: (name) => (name.park === park ? () => undefined : live.boards.watch(name)),
    },
  };
};

/** The part of the shown document that a board is: the same object as long as the document is. */
const boardStore = (player: Player, name: BoardName): Store<BoardState<unknown>> => {
  const kept = createStore<{ readonly of: PastBoard | null; readonly state: BoardState<unknown> }>({ of: null, state: WAITING });
  return {
    get: () => {
      const { shown } = player.state.get();
      if (shown !== kept.get().of) kept.set({ of: shown, state: stateOf(shown, name) });
      return kept.get().state;
    },
    subscribe: player.state.subscribe,
  };
};

const stateOf = (shown: PastBoard | null, name: BoardName): BoardState<unknown> => {
  if (shown === null) return WAITING;
  const data = projectBoard(shown.document, name);
  return data === null ? { type: 'refused', code: 'NOT_FOUND' } : { type: 'shown', data, version: String(shown.at) };
};
