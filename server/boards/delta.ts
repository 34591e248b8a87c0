import type { BoardName } from '#domain/board/board.ts';
import { compose, type MergePatch } from '#domain/board/merge-patch.ts';
import { type BoardData, boardKey, projectBoard, projectPatch } from '#domain/board/project.ts';
import type { Mirrored } from './mirror.ts';

/** Where a watcher stands: a version of a park's document. On the wire "epoch.number". */
export interface Cursor {
  readonly epoch: string;
  readonly version: number;
}

/** What brings a watcher up to the newest version. `data` of a snapshot is null where the account is gone. */
export type Delta =
  | { readonly type: 'none' }
  | { readonly type: 'patch'; readonly data: MergePatch }
  | { readonly type: 'snapshot'; readonly data: BoardData | null };

/** The patches since the cursor, composed and projected; a snapshot where they are not all known any more. */
export function deltaSince(mirrored: Mirrored, name: BoardName, cursor: Cursor | null): Delta {
  const behind = patchesBehind(mirrored, cursor);
  if (behind === null) return snapshotOf(mirrored, name);
  let patch: MergePatch | null = null;
  for (const each of mirrored.patches.slice(mirrored.patches.length - behind)) {
    const projected = projectPatch(each, name);
    if (projected.type === 'replaced') return snapshotOf(mirrored, name);
    if (projected.type === 'changes') patch = patch === null ? projected.patch : compose(patch, projected.patch);
  }
  return patch === null ? { type: 'none' } : { type: 'patch', data: patch };
}

const snapshotOf = (mirrored: Mirrored, name: BoardName): Delta => ({ type: 'snapshot', data: projectBoard(mirrored.document, name) });

/** How many of the last patches a watcher lacks; null when they do not reach back to it. */
const patchesBehind = (mirrored: Mirrored, cursor: Cursor | null): number | null => {
  if (cursor?.epoch !== mirrored.epoch) return null;
  const behind = mirrored.version - cursor.version;
  return behind >= 0 && behind <= mirrored.patches.length ? behind : null;
};

export const cursorText = (cursor: Cursor): string => `${cursor.epoch}.${cursor.version}`;

/** Null for anything that is no version; the epoch may hold dots. */
export function cursorFromText(text: string): Cursor | null {
  const [, epoch, version] = /^(.{1,64})\.(\d{1,15})$/.exec(text) ?? [];
  return epoch === undefined ? null : { epoch, version: Number(version) };
}

/**
 * Deltas of the newest version of each park, each computed once however many watchers stand at the same cursor.
 * Kept until the park's next version: at most boards x cursors of one version.
 */
export function createDeltas<T extends object>(encode: (mirrored: Mirrored, name: BoardName, delta: Delta) => T) {
  const newest = new WeakMap<Mirrored, Map<string, T>>();
  return (mirrored: Mirrored, name: BoardName, cursor: Cursor | null): T => {
    let made = newest.get(mirrored);
    if (!made) {
      made = new Map();
      newest.set(mirrored, made);
    }
    const key = `${patchesBehind(mirrored, cursor) ?? 'snapshot'} ${boardKey(name)}`;
    const found = made.get(key);
    if (found !== undefined) return found;
    const encoded = encode(mirrored, name, deltaSince(mirrored, name, cursor));
    made.set(key, encoded);
    return encoded;
  };
}
