import type { BoardName } from '#domain/board/board.ts';
import { boardKey } from '#domain/board/project.ts';
import { type InstantMs, instantMs } from '#domain/time/instant.ts';
import type { Cursor } from '../boards/delta.ts';

/** One socket's interest in one board. A value: `stepWatch` says what to do next. */
export interface Watch {
  readonly name: BoardName;
  readonly key: string;
  /** Least time between two frames. */
  readonly intervalMs: number;
  /** The version the client holds, or will hold once it has the frame in flight. */
  readonly cursor: Cursor | null;
  readonly inFlight: boolean;
  readonly sentAt: InstantMs | null;
}

/**
 * Six frames a second for a person: with four, readings wait an eighth of a second at the median for the frame alone, and a board within
 * 150 ms (DESIGN 13) cannot be kept. Two for a wall that is read from five metres, so that what is published is painted within a second, glide and all.
 */
export const FRAME_INTERVAL_MS = 150;
export const WALL_FRAME_INTERVAL_MS = 500;

export const startWatch = (name: BoardName, from: { readonly cursor: Cursor | null; readonly wall: boolean }): Watch => ({
  name,
  key: boardKey(name),
  intervalMs: from.wall ? WALL_FRAME_INTERVAL_MS : FRAME_INTERVAL_MS,
  cursor: from.cursor,
  inFlight: false,
  sentAt: null,
});

export type NextStep =
  /** Nothing newer, or the client still has to call back for the last frame. */
  | { readonly type: 'rest' }
  | { readonly type: 'send' }
  /** The frame before is too young: look again then. */
  | { readonly type: 'wait'; readonly until: InstantMs };

/** The first change goes out at once; the ones after it no more often than the interval; and never two at a time. */
export function nextStep(watch: Watch, newest: Cursor | null, now: InstantMs): NextStep {
  if (newest === null || watch.inFlight || (watch.cursor?.epoch === newest.epoch && watch.cursor.version === newest.version)) {
    return { type: 'rest' };
  }
  const due = watch.sentAt === null ? now : instantMs(watch.sentAt + watch.intervalMs);
  return due <= now ? { type: 'send' } : { type: 'wait', until: due };
}

/** `frame` is false where the newest version changed nothing on this board: the cursor moves on, nothing is sent. */
export const watchSent = (watch: Watch, newest: Cursor, sent: { readonly frame: boolean; readonly now: InstantMs }): Watch =>
  sent.frame ? { ...watch, cursor: newest, inFlight: true, sentAt: sent.now } : { ...watch, cursor: newest };

export const watchAnswered = (watch: Watch): Watch => ({ ...watch, inFlight: false });
