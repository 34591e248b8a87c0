import { io, type Socket } from 'socket.io-client';
import { type InstantMs, SECOND_MS } from '#domain/time/instant.ts';
import type { BoardSocket, WatchReply } from './board-client.ts';
import type { Frame } from './board-state.ts';
import type { ServerClock } from './clock.ts';
import { createStore, type Store } from './store.ts';

/** `connecting` until the first success; later breaks are `offline` since the moment of the break; `refused`: UNAUTHENTICATED, TOO_MANY. */
export type Connection =
  | { readonly type: 'connecting' }
  | { readonly type: 'online' }
  | { readonly type: 'refused'; readonly code: string }
  | { readonly type: 'offline'; readonly since: InstantMs };

export interface LiveSocket extends BoardSocket {
  /** The id of the server's build, once it has said it; changes when a new one answers. */
  readonly build: Store<string | null>;
  /** Rises when the server says that what is escalated has changed, and when the line comes back. */
  readonly escalated: Store<number>;
  close(): void;
}

const REPLY_MS = 10 * SECOND_MS;
const RECONNECT_MS = SECOND_MS;
const RECONNECT_MS_MAX = 15 * SECOND_MS;

/** The one socket of a page. Comes back by itself, for ever, also where socket.io would give up (refused, thrown out by the server). */
export const openSocket = (clock: ServerClock): LiveSocket => {
  const socket = io({
    // At once, without the three requests of a polled start; where a proxy lets no WebSocket through, polled after all.
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelay: RECONNECT_MS,
    reconnectionDelayMax: RECONNECT_MS_MAX,
    reconnectionAttempts: Number.POSITIVE_INFINITY,
  });
  const build = createStore<string | null>(null);
  socket.on('build', ({ id }: { readonly id: string }) => build.set(id));
  const escalated = createStore(0);
  for (const word of ['escalated', 'connect']) socket.on(word, () => escalated.set(escalated.get() + 1));
  return {
    build,
    escalated,
    connection: connectionOf(socket, clock),
    watch: (request) => ask<WatchReply>(socket, 'watch', request),
    unwatch: (key) => {
      if (socket.connected) socket.emit('unwatch', { key });
    },
    onFrame: (listener) => {
      socket.on('frame', (frame: Frame, done?: () => void) => listener(frame, () => done?.()));
    },
    onDropped: (listener) => {
      socket.on('dropped', ({ key, code }: { readonly key: string; readonly code: string }) => listener(key, code));
    },
    close: () => socket.close(),
  };
};

const connectionOf = (socket: Socket, clock: ServerClock): Store<Connection> => {
  const connection = createStore<Connection>({ type: 'connecting' });
  let retry: ReturnType<typeof setTimeout> | undefined;
  const broke = () => {
    if (connection.get().type === 'online') connection.set({ type: 'offline', since: clock.now() });
    clearTimeout(retry);
    if (!socket.active) retry = setTimeout(() => socket.connect(), RECONNECT_MS_MAX);
  };
  socket.on('connect', () => connection.set({ type: 'online' }));
  socket.on('connect_error', (error) => {
    // Only the server's own word leaves the socket inactive; everything else is a broken line, which socket.io mends.
    if (!socket.active) connection.set({ type: 'refused', code: error.message });
    broke();
  });
  socket.on('disconnect', (reason) => {
    if (reason !== 'io client disconnect') broke();
  });
  return connection;
};

const ask = async <Reply>(socket: Socket, event: string, request: unknown): Promise<Reply | null> => {
  try {
    const reply: Reply = await socket.timeout(REPLY_MS).emitWithAck(event, request);
    return reply;
  } catch {
    // No answer in time, or the line broke: the caller asks again.
    return null;
  }
};
