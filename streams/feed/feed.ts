import type { Observable } from 'rxjs';
import type { ParkDocument } from '#domain/board/board.ts';
import type { MergePatch } from '#domain/board/merge-patch.ts';

/**
 * What a stream process tells every web process about one park. `epoch` names the twin's life (a restart makes a new one);
 * `version` rises by one a frame within it. A patch leads from version - 1 to version.
 */
export type FeedFrame =
  | { readonly type: 'snapshot'; readonly park: string; readonly epoch: string; readonly version: number; readonly data: ParkDocument }
  | { readonly type: 'patch'; readonly park: string; readonly epoch: string; readonly version: number; readonly data: MergePatch };

export interface BoardFeed {
  /** Hot. A late subscriber, or one that misses a version, asks for a snapshot. */
  readonly frames$: Observable<FeedFrame>;
  requestSnapshot(park: string): void;
  /** Something was booked to a park's ledger: whoever holds its twin looks at once. One that is lost is made up for by the next regular look. */
  moneyMoved(park: string): void;
  /** The same of an alarm that was escalated or given back. */
  alarmMoved(park: string): void;
}
