import type { AccountBoard, BoardName, ParkBoard, ParkDocument, PointBoard } from './board.ts';
import type { MergePatch } from './merge-patch.ts';

/** What a watcher of each kind of board receives. */
export interface BoardDataByType {
  readonly park: ParkBoard;
  readonly account: AccountBoard;
  readonly meters: Readonly<Record<string, PointBoard>>;
}
export type BoardData = BoardDataByType[BoardName['type']];
export type BoardDataOf<Name extends BoardName> = BoardDataByType[Name['type']];

/** The part of a park's document that a board shows; null where the park has no such account. */
export function projectBoard<Name extends BoardName>(document: ParkDocument, name: Name): BoardDataOf<Name> | null;
export function projectBoard(document: ParkDocument, name: BoardName): BoardData | null {
  switch (name.type) {
    case 'park':
      return document.park;
    case 'account':
      return Object.hasOwn(document.accounts, name.account) ? (document.accounts[name.account] ?? null) : null;
    case 'meters':
      return document.points;
  }
}

/** `changes` patch a board; `replaced` means that its new state has to be sent whole; `none` that the patch is about something else. */
export type ProjectedPatch =
  | { readonly type: 'none' }
  | { readonly type: 'changes'; readonly patch: MergePatch }
  | { readonly type: 'replaced' };

/** The part of a document's patch that a board sees. A board is a path into the document, so its patch is the patch at that path. */
export function projectPatch(patch: MergePatch, name: BoardName): ProjectedPatch {
  let at: unknown = patch;
  for (const key of pathOf(name)) {
    if (!isPlain(at)) return { type: 'replaced' };
    if (!Object.hasOwn(at, key)) return { type: 'none' };
    at = at[key];
  }
  return isPlain(at) ? { type: 'changes', patch: at } : { type: 'replaced' };
}

/** "park/main", "account/main/A-001", "meters/main". A park's code holds no slash, so a key names one board. */
export const boardKey = (name: BoardName): string =>
  name.type === 'account' ? `account/${name.park}/${name.account}` : `${name.type}/${name.park}`;

const pathOf = (name: BoardName): readonly string[] => {
  switch (name.type) {
    case 'park':
      return ['park'];
    case 'account':
      return ['accounts', name.account];
    case 'meters':
      return ['points'];
  }
};

/** A patch that merges: not a scalar, not a deletion, not the escape that puts a value (merge-patch.ts). */
const isPlain = (patch: unknown): patch is MergePatch =>
  typeof patch === 'object' && patch !== null && !Array.isArray(patch) && !Object.hasOwn(patch, '$');
