import type { ParkDocument } from '#domain/board/board.ts';
import { apply, type MergePatch } from '#domain/board/merge-patch.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import { SECOND_MS } from '#domain/time/instant.ts';
import type { FeedFrame } from '#streams/feed/feed.ts';

/** A park's document as this process last heard it. A new object with each version. */
export interface Mirrored {
  readonly park: string;
  readonly epoch: string;
  readonly version: number;
  readonly document: ParkDocument;
  /** `patches[i]` leads from version `version - patches.length + i` to the next. */
  readonly patches: readonly MergePatch[];
}

/** What every web process knows of the parks: documents and their last patches, from the feed alone. */
export interface BoardMirror {
  /** Takes the next frame of the feed, in order. */
  accept(frame: FeedFrame, now: InstantMs): void;
  /** Null until the first snapshot; asking for it is what a null brings about. */
  get(park: string, now: InstantMs): Mirrored | null;
  parks(): Iterable<Mirrored>;
  /** Called after each new version of any park. Returns how to stop. */
  onChange(listener: (mirrored: Mirrored) => void): () => void;
}

/** Half a minute of a busy feed: a socket that was away for longer takes a snapshot. */
export const PATCHES_MAX = 256;
/** A request may be lost on its way: after this long it is made again. */
const ASK_AGAIN_MS = 5 * SECOND_MS;

export function createBoardMirror(requestSnapshot: (park: string) => void): BoardMirror {
  const parks = new Map<string, Mirrored>();
  const askedAt = new Map<string, InstantMs>();
  const listeners = new Set<(mirrored: Mirrored) => void>();

  const ask = (park: string, now: InstantMs): void => {
    const before = askedAt.get(park);
    if (before !== undefined && now - before < ASK_AGAIN_MS) return;
    askedAt.set(park, now);
    requestSnapshot(park);
  };
  const keep = (next: Mirrored): void => {
    askedAt.delete(next.park);
    parks.set(next.park, next);
    for (const listener of listeners) listener(next);
  };

  return {
    accept: (frame, now) => {
      const known = parks.get(frame.park);
      const step = stepMirror(known ?? null, frame);
      if (step === 'missed') ask(frame.park, now);
      else if (step !== 'old') keep(step);
    },
    get: (park, now) => {
      if (!parks.has(park)) ask(park, now);
      // A feed in the same process answers before the question returns.
      return parks.get(park) ?? null;
    },
    parks: () => parks.values(),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** What a frame makes of a park: its next version, nothing new, or the knowledge that something was missed. */
export function stepMirror(known: Mirrored | null, frame: FeedFrame): Mirrored | 'old' | 'missed' {
  const { park, epoch, version } = frame;
  const same = known !== null && known.epoch === epoch;
  if (same && version <= known.version) return 'old';
  if (frame.type === 'snapshot') return { park, epoch, version, document: frame.data, patches: [] };
  if (!same || version !== known.version + 1) return 'missed';
  const patches = [...known.patches, frame.data].slice(-PATCHES_MAX);
  return { park, epoch, version, document: apply(known.document, frame.data), patches };
}
