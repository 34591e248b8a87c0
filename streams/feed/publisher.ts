import { Subject } from 'rxjs';
import type { AccountBoard, ParkBoard, ParkDocument, PointBoard } from '#domain/board/board.ts';
import { diff, type MergePatch } from '#domain/board/merge-patch.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import { projectAccount, projectPark, projectPoint } from '#domain/twin/project.ts';
import type { Twin } from '#domain/twin/state.ts';
import type { BoardFeed, FeedFrame } from './feed.ts';

interface Published {
  readonly twin: Twin;
  readonly epoch: string;
  version: number;
  park: ParkBoard;
  readonly accounts: Record<string, AccountBoard>;
  readonly points: Record<string, PointBoard>;
}

/** The stream's end of the feed: after each commit the changed parts of a park are projected again and told as a patch. */
export interface FeedPublisher extends BoardFeed {
  /** `epoch` names the twin's life: another one makes a new snapshot. */
  publish(twin: Twin, epoch: string, refolding: number, now: InstantMs): void;
  forget(park: string): void;
  /** Whether money of the park has moved since it was last asked. */
  takeMoved(park: string): boolean;
  /** The same of its alarms. */
  takeAlarmMoved(park: string): boolean;
}

/** The park's own figures sum over all its parts; seven times a second is more than any board shows. */
const PARK_MS = 140;

export const createPublisher = (): FeedPublisher => {
  const frames = new Subject<FeedFrame>();
  const parks = new Map<string, Published>();
  const moved = new Set<string>();
  const alarmsMoved = new Set<string>();

  const snapshot = (known: Published): void =>
    frames.next({
      type: 'snapshot',
      park: known.twin.model.code,
      epoch: known.epoch,
      version: known.version,
      data: { park: known.park, accounts: { ...known.accounts }, points: { ...known.points } } satisfies ParkDocument,
    });

  const begin = (twin: Twin, epoch: string, refolding: number, now: InstantMs): void => {
    const points = Object.fromEntries([...twin.points.values()].map((point) => [point.point.code, projectPoint(twin, point, now)]));
    const accounts = Object.fromEntries(
      [...twin.accounts.values()].map((account) => [account.account.code, projectAccount(twin, account, now)]),
    );
    const park = projectPark(twin, { accounts, points, refolding }, now);
    clean(twin);
    // A twin that was built anew within one life goes on counting: a version that began again would be taken for an old one.
    const before = parks.get(twin.model.code);
    const version = before?.epoch === epoch ? before.version + 1 : 1;
    const known: Published = { twin, epoch, version, park, accounts, points };
    parks.set(twin.model.code, known);
    snapshot(known);
  };

  const advance = (known: Published, refolding: number, now: InstantMs): void => {
    const { twin } = known;
    const patch: { park?: MergePatch; accounts?: Record<string, MergePatch>; points?: Record<string, MergePatch> } = {};
    const points: Record<string, MergePatch> = {};
    for (const point of twin.dirtyPoints) replace(known.points, points, point.point.code, projectPoint(twin, point, now));
    const accounts: Record<string, MergePatch> = {};
    for (const account of twin.dirtyAccounts) replace(known.accounts, accounts, account.account.code, projectAccount(twin, account, now));
    clean(twin);
    if (now - known.park.at >= PARK_MS) {
      const park = projectPark(twin, { accounts: known.accounts, points: known.points, refolding }, now);
      const parkPatch = diff(known.park, park);
      known.park = park;
      if (parkPatch) patch.park = parkPatch;
    }
    if (Object.keys(accounts).length > 0) patch.accounts = accounts;
    if (Object.keys(points).length > 0) patch.points = points;
    if (Object.keys(patch).length === 0) return;
    known.version++;
    frames.next({ type: 'patch', park: twin.model.code, epoch: known.epoch, version: known.version, data: patch });
  };

  return {
    frames$: frames.asObservable(),
    requestSnapshot: (park) => {
      const known = parks.get(park);
      if (known) snapshot(known);
    },
    publish: (twin, epoch, refolding, now) => {
      const known = parks.get(twin.model.code);
      if (known && known.twin === twin && known.epoch === epoch) advance(known, refolding, now);
      else begin(twin, epoch, refolding, now);
    },
    forget: (park) => {
      parks.delete(park);
      moved.delete(park);
      alarmsMoved.delete(park);
    },
    moneyMoved: (park) => {
      if (parks.has(park)) moved.add(park);
    },
    takeMoved: (park) => moved.delete(park),
    alarmMoved: (park) => {
      if (parks.has(park)) alarmsMoved.add(park);
    },
    takeAlarmMoved: (park) => alarmsMoved.delete(park),
  };
};

const replace = <T extends object>(all: Record<string, T>, patch: Record<string, MergePatch>, code: string, next: T): void => {
  const before = all[code];
  const change = before ? diff(before, next) : { $: next };
  all[code] = next;
  if (change) patch[code] = change;
};

const clean = (twin: Twin): void => {
  twin.dirtyPoints.clear();
  twin.dirtyAccounts.clear();
};
