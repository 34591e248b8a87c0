import { z } from 'zod';
import type { MergePatch } from '#domain/board/merge-patch.ts';
import type { BoardData } from '#domain/board/project.ts';
import type { InstantMs } from '#domain/time/instant.ts';

/** socket.io on the server's own port. */
export const SOCKET_PATH = '/socket.io';

export type WatchFault =
  | 'BAD_REQUEST'
  | 'FORBIDDEN'
  /** No such park or account. */
  | 'NOT_FOUND'
  | 'TOO_MANY';

/** What a socket is refused with: `connect_error` whose message is this. */
export type ConnectFault = 'UNAUTHENTICATED' | 'TOO_MANY';

export type WatchAnswer = { readonly ok: true; readonly key: string } | { readonly ok: false; readonly code: WatchFault };

/**
 * Server: the newest of a board. The next frame of the same board comes after the client has called back: one in flight, newest
 * values, never a queue. `data` of a snapshot is null where the account is gone.
 */
export type BoardFrame = { readonly key: string; readonly version: string; readonly at: InstantMs } & (
  | { readonly type: 'snapshot'; readonly data: BoardData | null }
  | { readonly type: 'patch'; readonly data: MergePatch }
);

export interface ClientEvents {
  watch(request: unknown, answer: (answer: WatchAnswer) => void): void;
  unwatch(request: unknown): void;
}

export interface ServerEvents {
  frame(frame: BoardFrame, done: () => void): void;
  /** The id of the running build; a client made of another one loads itself again. */
  build(build: { readonly id: string }): void;
  /** To those above a park: what is escalated there has changed. They ask what it is (alarms.escalated). */
  escalated(of: { readonly park: string }): void;
  /** The right to see this board has been taken away. */
  dropped(board: { readonly key: string; readonly code: 'FORBIDDEN' }): void;
}

const code = z.string().min(1).max(64);

/** Client: watch this board; `version` is the newest it holds ("epoch.number"), `wall` asks for one frame a second. */
export const watchRequest = z.object({
  board: z.discriminatedUnion('type', [
    z.object({ type: z.literal('park'), park: code }),
    z.object({ type: z.literal('account'), park: code, account: code }),
    z.object({ type: z.literal('meters'), park: code }),
  ]),
  version: z.string().max(80).optional(),
  wall: z.boolean().optional(),
});

export const unwatchRequest = z.object({ key: z.string().max(200) });
