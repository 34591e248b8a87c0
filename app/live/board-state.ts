import { apply, type MergePatch } from '#domain/board/merge-patch.ts';
import type { InstantMs } from '#domain/time/instant.ts';

/** What the server says of one board. A patch leads from the last acknowledged frame to `version`. */
export type Frame =
  | { readonly key: string; readonly version: string; readonly type: 'snapshot'; readonly data: unknown; readonly at: InstantMs }
  | { readonly key: string; readonly version: string; readonly type: 'patch'; readonly data: MergePatch; readonly at: InstantMs };

export type BoardState<T> =
  | { readonly type: 'waiting' }
  /** The server will not show it: FORBIDDEN, NOT_FOUND ... */
  | { readonly type: 'refused'; readonly code: string }
  | { readonly type: 'shown'; readonly data: T; readonly version: string };

export const WAITING = { type: 'waiting' } as const;

/** A snapshot of nothing: the account is not there any more. */
const GONE = { type: 'refused', code: 'NOT_FOUND' } as const;

/** The board after a frame. A patch without a state to put it on has none: `waiting`, and the caller asks for a snapshot. */
export const boardAfter = <T>(state: BoardState<T>, frame: Frame): BoardState<T> => {
  if (frame.type === 'snapshot') return frame.data === null ? GONE : { type: 'shown', data: frame.data as T, version: frame.version };
  if (state.type !== 'shown') return WAITING;
  return { type: 'shown', data: apply(state.data, frame.data), version: frame.version };
};
