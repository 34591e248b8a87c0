import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BoardName, ParkBoard, ParkDocument, PointBoard } from '#domain/board/board.ts';
import { apply, diff, type MergePatch } from '#domain/board/merge-patch.ts';
import { projectBoard } from '#domain/board/project.ts';
import { type InstantMs, instantMs } from '#domain/time/instant.ts';
import type { FeedFrame } from '#streams/feed/feed.ts';
import { type Cursor, createDeltas, cursorFromText, cursorText, deltaSince } from './delta.ts';
import { createBoardMirror, type Mirrored, PATCHES_MAX } from './mirror.ts';

const document = (powerW: number, power: number | null): ParkDocument => ({
  park: { code: 'main', powerW } as unknown as ParkBoard,
  accounts: {},
  points: { 'E-1': { code: 'E-1', power } as unknown as PointBoard },
});
const snapshot = (version: number, data: ParkDocument, epoch = 'e1'): FeedFrame => ({
  type: 'snapshot',
  park: 'main',
  epoch,
  version,
  data,
});
const patch = (version: number, data: MergePatch, epoch = 'e1'): FeedFrame => ({ type: 'patch', park: 'main', epoch, version, data });
const T0 = instantMs(1_000_000);

/** A mirror that has asked for `asked` snapshots. */
const mirrorWith = (frames: readonly FeedFrame[], now: InstantMs = T0) => {
  const asked: string[] = [];
  const mirror = createBoardMirror((park) => asked.push(park));
  for (const frame of frames) mirror.accept(frame, now);
  return { mirror, asked };
};
const known = (mirrored: Mirrored | null): Mirrored => {
  if (!mirrored) throw new Error('nothing mirrored');
  return mirrored;
};

describe('the mirror follows the feed', () => {
  test('a snapshot and its patches give the document', () => {
    const { mirror, asked } = mirrorWith([snapshot(4, document(1, 5)), patch(5, { park: { powerW: 2 } })]);
    const now = known(mirror.get('main', T0));
    expect(now.document).toEqual(document(2, 5));
    expect(now.version).toBe(5);
    expect(asked).toEqual([]);
  });

  test('a patch that was missed asks for a snapshot, once, and again when none comes', () => {
    const { mirror, asked } = mirrorWith([snapshot(4, document(1, 5)), patch(6, {}), patch(7, {})]);
    expect(asked).toEqual(['main']);
    mirror.accept(patch(8, {}), instantMs(T0 + 5_000));
    expect(asked).toEqual(['main', 'main']);
    mirror.accept(snapshot(8, document(9, 9)), instantMs(T0 + 5_001));
    expect(known(mirror.get('main', T0)).document).toEqual(document(9, 9));
  });

  test('what is old, or sent twice, changes nothing', () => {
    const { mirror } = mirrorWith([snapshot(4, document(1, 5)), patch(5, { park: { powerW: 2 } })]);
    const before = known(mirror.get('main', T0));
    mirror.accept(patch(5, { park: { powerW: 3 } }), T0);
    mirror.accept(snapshot(4, document(7, 7)), T0);
    expect(mirror.get('main', T0)).toBe(before);
  });

  test('a stream process that starts again begins a new epoch', () => {
    const { mirror } = mirrorWith([snapshot(400, document(1, 5)), snapshot(1, document(2, 6), 'e2')]);
    expect(known(mirror.get('main', T0))).toMatchObject({ epoch: 'e2', version: 1, patches: [] });
  });

  test('a park nobody has spoken of is asked for', () => {
    const { mirror, asked } = mirrorWith([]);
    expect(mirror.get('main', T0)).toBeNull();
    expect(asked).toEqual(['main']);
  });

  test('listeners hear each version, and no other', () => {
    const mirror = createBoardMirror(() => {});
    const heard: number[] = [];
    const stop = mirror.onChange((mirrored) => heard.push(mirrored.version));
    for (const frame of [snapshot(1, document(1, 1)), patch(2, {}), patch(2, {}), patch(9, {})]) mirror.accept(frame, T0);
    stop();
    mirror.accept(patch(3, {}), T0);
    expect(heard).toEqual([1, 2]);
  });

  test('the ring of patches is bounded', () => {
    const frames = [snapshot(0, document(0, 0)), ...Array.from({ length: 600 }, (_, i) => patch(i + 1, { park: { powerW: i } }))];
    const now = known(mirrorWith(frames).mirror.get('main', T0));
    expect(now.patches).toHaveLength(PATCHES_MAX);
    expect(deltaSince(now, { type: 'park', park: 'main' }, { epoch: 'e1', version: 600 - PATCHES_MAX }).type).toBe('patch');
    expect(deltaSince(now, { type: 'park', park: 'main' }, { epoch: 'e1', version: 599 - PATCHES_MAX }).type).toBe('snapshot');
  });
});

const PARK: BoardName = { type: 'park', park: 'main' };
const METERS: BoardName = { type: 'meters', park: 'main' };

describe('a watcher', () => {
  test('standing anywhere in the ring ends at the newest board', () => {
    const states = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.option(fc.integer({ min: 0, max: 3 }))), {
      minLength: 2,
      maxLength: 12,
    });
    fc.assert(
      fc.property(states, fc.nat(), fc.constantFrom(PARK, METERS), (values, pick, name) => {
        const documents = values.map(([powerW, power]) => document(powerW, power));
        const [first, ...rest] = documents;
        if (!first) return;
        let before = first;
        const frames: FeedFrame[] = [snapshot(0, first)];
        for (const [i, next] of rest.entries()) {
          frames.push(patch(i + 1, diff(before, next) ?? {}));
          before = next;
        }
        const mirrored = known(mirrorWith(frames).mirror.get('main', T0));
        const from = pick % documents.length;
        const was = projectBoard(documents[from] ?? first, name);
        const delta = deltaSince(mirrored, name, { epoch: 'e1', version: from });
        const is = delta.type === 'none' ? was : delta.type === 'snapshot' ? delta.data : apply(was, delta.data);
        expect(is).toEqual(projectBoard(before, name));
      }),
    );
  });

  test('is told nothing when the patches are about another board', () => {
    const { mirror } = mirrorWith([snapshot(1, document(1, 5)), patch(2, { points: { 'E-1': { power: 6 } } })]);
    expect(deltaSince(known(mirror.get('main', T0)), PARK, { epoch: 'e1', version: 1 })).toEqual({ type: 'none' });
  });

  test('of another epoch, or of a version to come, takes a snapshot', () => {
    const mirrored = known(mirrorWith([snapshot(5, document(1, 5))]).mirror.get('main', T0));
    const cursors: (Cursor | null)[] = [null, { epoch: 'e0', version: 5 }, { epoch: 'e1', version: 6 }];
    for (const cursor of cursors) expect(deltaSince(mirrored, PARK, cursor).type).toBe('snapshot');
  });
});

test('two hundred watchers at one cursor cost one encoding', () => {
  const { mirror } = mirrorWith([snapshot(1, document(1, 5)), patch(2, { park: { powerW: 2 } })]);
  let encodings = 0;
  const deltas = createDeltas(() => ({ encoding: ++encodings }));
  const mirrored = known(mirror.get('main', T0));
  for (let i = 0; i < 200; i++) deltas(mirrored, PARK, { epoch: 'e1', version: 1 });
  for (let i = 0; i < 200; i++) deltas(mirrored, PARK, i % 2 ? null : { epoch: `${i}`, version: 1 });
  expect(encodings).toBe(2);
});

test('versions survive their way over the wire', () => {
  expect(cursorFromText(cursorText({ epoch: 'a.b', version: 7 }))).toEqual({ epoch: 'a.b', version: 7 });
  for (const text of ['', '.', '.5', 'e.', 'e.-1', 'e.x']) expect([text, cursorFromText(text)]).toEqual([text, null]);
});
