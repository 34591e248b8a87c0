import type { BoardName } from '#domain/board/board.ts';
import { boardKey } from '#domain/board/project.ts';
import { SECOND_MS } from '#domain/time/instant.ts';
import { type BoardState, boardAfter, type Frame, WAITING } from './board-state.ts';
import type { ServerClock } from './clock.ts';
import type { Connection } from './connection.ts';
import { createStore, type Store, type WritableStore } from './store.ts';

export type WatchReply = { readonly ok: true; readonly key: string } | { readonly ok: false; readonly code: string };

export interface WatchRequest {
  readonly board: BoardName;
  /** The last version held: the server answers with what changed since, or with a snapshot. */
  readonly version?: string;
  readonly wall?: boolean;
}

/** The socket as the boards use it; connection.ts makes one of socket.io. */
export interface BoardSocket {
  /** Resolves with the server's reply; null when none came in time or the line broke. */
  watch(request: WatchRequest): Promise<WatchReply | null>;
  unwatch(key: string): void;
  onFrame(listener: (frame: Frame, done: () => void) => void): void;
  /** The right to see a board was taken away. */
  onDropped(listener: (key: string, code: string) => void): void;
  readonly connection: Store<Connection>;
}

export interface BoardClientOptions {
  readonly clock: ServerClock;
  /** Walls take one frame a second. */
  readonly wall: boolean;
  readonly later: (ms: number, task: () => void) => void;
  /** What the page was drawn with, by board: a watch goes on from there. */
  readonly first?: ReadonlyMap<string, BoardState<unknown>>;
}

export interface BoardClient {
  /** The board as far as it is known, watched or not. */
  state(name: BoardName): Store<BoardState<unknown>>;
  /** Watches until released. Two watchers of one board share it. */
  watch(name: BoardName): () => void;
  readonly connection: Store<Connection>;
}

/** Boards kept after nobody watches them, so that going back shows them at once (with their age) and resumes by version. */
const KEPT_MAX = 40;
const RETRY_MS = 5 * SECOND_MS;
/**
 * What is refused now may be granted later, and a wall has nobody to ask again: at first soon, for an account is opened a moment before its board is,
 * then each time after twice as long.
 */
const REFUSED_RETRY_MS = SECOND_MS;
const REFUSED_RETRY_MS_MAX = 30 * SECOND_MS;

interface Watched {
  readonly name: BoardName;
  readonly key: string;
  readonly store: WritableStore<BoardState<unknown>>;
  watchers: number;
  /** Counts requests: only the newest may ask again. */
  turn: number;
  /** One after another. */
  refusals: number;
}

/** One socket, many boards: watches them again with their versions whenever the line comes back. */
export const createBoardClient = (socket: BoardSocket, options: BoardClientOptions): BoardClient => {
  const boards = new Map<string, Watched>();

  const boardOf = (name: BoardName): Watched => {
    const key = boardKey(name);
    const known = boards.get(key);
    if (known) return known;
    const made: Watched = {
      name,
      key,
      store: createStore<BoardState<unknown>>(options.first?.get(key) ?? WAITING),
      watchers: 0,
      turn: 0,
      refusals: 0,
    };
    forgetOldest(boards);
    boards.set(key, made);
    return made;
  };

  const ask = async (board: Watched): Promise<void> => {
    if (board.watchers === 0 || socket.connection.get().type !== 'online') return;
    board.turn += 1;
    const turn = board.turn;
    const again = (ms: number) => options.later(ms, () => board.turn === turn && void ask(board));
    const state = board.store.get();
    const reply = await socket.watch({
      board: board.name,
      ...(state.type === 'shown' ? { version: state.version } : {}),
      ...(options.wall ? { wall: true } : {}),
    });
    if (reply === null) return again(RETRY_MS);
    if (board.turn !== turn) return;
    const { refusals } = board;
    board.refusals = reply.ok ? 0 : refusals + 1;
    if (reply.ok) return;
    board.store.set({ type: 'refused', code: reply.code });
    again(Math.min(REFUSED_RETRY_MS * 2 ** refusals, REFUSED_RETRY_MS_MAX));
  };

  socket.onFrame((frame, done) => {
    options.clock.heard(frame.at);
    const board = boards.get(frame.key);
    if (board) {
      board.store.set(boardAfter(board.store.get(), frame));
      if (board.store.get().type === 'waiting') void ask(board);
    }
    done();
  });

  socket.onDropped((key, code) => boards.get(key)?.store.set({ type: 'refused', code }));

  let line = socket.connection.get().type;
  socket.connection.subscribe(() => {
    const type = socket.connection.get().type;
    if (type === 'online' && line !== 'online') for (const board of boards.values()) void ask(board);
    line = type;
  });

  return {
    connection: socket.connection,
    state: (name) => boardOf(name).store,
    watch: (name) => {
      const board = boardOf(name);
      board.watchers += 1;
      if (board.watchers === 1) void ask(board);
      let released = false;
      return () => {
        if (released) return;
        released = true;
        board.watchers -= 1;
        if (board.watchers === 0) socket.unwatch(board.key);
      };
    },
  };
};

/** Maps keep the order of insertion, so the first unwatched board is the oldest. */
const forgetOldest = (boards: Map<string, Watched>): void => {
  let spare = boards.size + 1 - KEPT_MAX;
  for (const [key, board] of boards) {
    if (spare <= 0) return;
    if (board.watchers > 0) continue;
    boards.delete(key);
    spare -= 1;
  }
};
