import { describe, expect, test, vi } from 'vitest';
import { type InstantMs, instantMs } from '#domain/time/instant.ts';
import { type BoardClient, type BoardSocket, createBoardClient, type WatchReply, type WatchRequest } from './board-client.ts';
import type { BoardState, Frame } from './board-state.ts';
import { createServerClock } from './clock.ts';
import type { Connection } from './connection.ts';
import { createStore } from './store.ts';

const PARK = { type: 'park', park: 'main' } as const;
const METERS = { type: 'meters', park: 'main' } as const;
const AT: InstantMs = instantMs(1_000);

interface Told {
  readonly key: string;
  readonly version: string;
  readonly type: 'snapshot' | 'patch';
  readonly data: object | null;
}

/** A line that does what a test says. */
const bench = (first?: ReadonlyMap<string, BoardState<unknown>>) => {
  const connection = createStore<Connection>({ type: 'connecting' });
  const asked: WatchRequest[] = [];
  const dropped: string[] = [];
  const waiting: { readonly ms: number; readonly task: () => void }[] = [];
  let answer: (request: WatchRequest) => WatchReply | null = () => ({ ok: true, key: '' });
  let hear: (frame: Frame, done: () => void) => void = () => {};
  let drop: (key: string, code: string) => void = () => {};
  const socket: BoardSocket = {
    connection,
    watch: async (request) => {
      asked.push(request);
      return answer(request);
    },
    unwatch: (key) => void dropped.push(key),
    onFrame: (listener) => {
      hear = listener;
    },
    onDropped: (listener) => {
      drop = listener;
    },
  };
  const client: BoardClient = createBoardClient(socket, {
    clock: createServerClock(() => 0, 0),
    wall: false,
    later: (ms, task) => void waiting.push({ ms, task }),
    ...(first && { first }),
  });
  return {
    client,
    asked,
    dropped,
    waiting,
    online: () => connection.set({ type: 'online' }),
    offline: () => connection.set({ type: 'offline', since: AT }),
    answers: (next: typeof answer) => {
      answer = next;
    },
    tell: (told: Told) => {
      const done = vi.fn();
      hear({ ...told, at: AT } as Frame, done);
      return done;
    },
    take: (key: string, code: string) => drop(key, code),
    settled: () => new Promise((done) => setImmediate(done)),
  };
};

describe('a board', () => {
  test('that the page was drawn with stands before the line does, and goes on from its version', async () => {
    const { client, asked, online, tell } = bench(new Map([['park/main', { type: 'shown', data: { powerW: 1 }, version: 'e.3' }]]));
    client.watch(PARK);
    expect(client.state(PARK).get()).toEqual({ type: 'shown', data: { powerW: 1 }, version: 'e.3' });
    online();
    expect(asked).toEqual([{ board: PARK, version: 'e.3' }]);
    tell({ key: 'park/main', version: 'e.4', type: 'patch', data: { powerW: 2 } });
    expect(client.state(PARK).get()).toEqual({ type: 'shown', data: { powerW: 2 }, version: 'e.4' });
  });

  test('waits, is shown by its first frame, and follows its patches', () => {
    const { client, online, tell } = bench();
    client.watch(PARK);
    online();
    expect(client.state(PARK).get()).toEqual({ type: 'waiting' });
    tell({ key: 'park/main', version: 'e.1', type: 'snapshot', data: { powerW: 10, counts: { received: 1 } } });
    tell({ key: 'park/main', version: 'e.2', type: 'patch', data: { powerW: 11 } });
    expect(client.state(PARK).get()).toEqual({ type: 'shown', version: 'e.2', data: { powerW: 11, counts: { received: 1 } } });
  });

  test('keeps what a patch does not touch, so that only rows that changed are drawn again', () => {
    const { client, online, tell } = bench();
    client.watch(METERS);
    online();
    tell({ key: 'meters/main', version: 'e.1', type: 'snapshot', data: { 'E-1': { power: 1 }, 'E-2': { power: 2 } } });
    const before = client.state(METERS).get();
    tell({ key: 'meters/main', version: 'e.2', type: 'patch', data: { 'E-2': { power: 3 } } });
    const after = client.state(METERS).get();
    if (before.type !== 'shown' || after.type !== 'shown') throw new Error('not shown');
    const [was, is] = [before.data, after.data] as readonly Record<string, object>[];
    expect(is?.['E-1']).toBe(was?.['E-1']);
    expect(is?.['E-2']).not.toBe(was?.['E-2']);
  });

  test('calls back for each frame after it was put in place: the server sends the next one then', () => {
    const { client, online, tell } = bench();
    client.watch(PARK);
    online();
    expect(tell({ key: 'park/main', version: 'e.1', type: 'snapshot', data: {} })).toHaveBeenCalledOnce();
    expect(tell({ key: 'of/nobody', version: 'e.1', type: 'snapshot', data: {} })).toHaveBeenCalledOnce();
  });

  test('is asked for again with its version when the line comes back', () => {
    const { client, online, offline, asked, tell } = bench();
    client.watch(PARK);
    online();
    tell({ key: 'park/main', version: 'e.7', type: 'snapshot', data: {} });
    offline();
    online();
    expect(asked).toEqual([{ board: PARK }, { board: PARK, version: 'e.7' }]);
  });

  test('is asked for anew when a patch finds nothing to patch', () => {
    const { client, online, asked, tell } = bench();
    client.watch(PARK);
    online();
    tell({ key: 'park/main', version: 'e.2', type: 'patch', data: { powerW: 1 } });
    expect(client.state(PARK).get()).toEqual({ type: 'waiting' });
    expect(asked).toEqual([{ board: PARK }, { board: PARK }]);
  });

  test('that nobody answered for is asked for again, once', async () => {
    const { client, online, asked, answers, waiting, settled } = bench();
    answers(() => null);
    client.watch(PARK);
    online();
    await settled();
    answers(() => ({ ok: true, key: 'park/main' }));
    for (const { task } of waiting) task();
    for (const { task } of waiting) task();
    expect(asked).toHaveLength(2);
  });

  test('that is refused says why, and is asked for again later: a wall has nobody to press a key', async () => {
    const { client, online, asked, answers, waiting, settled } = bench();
    answers(() => ({ ok: false, code: 'FORBIDDEN' }));
    client.watch(PARK);
    online();
    await settled();
    expect(client.state(PARK).get()).toEqual({ type: 'refused', code: 'FORBIDDEN' });
    waiting[0]?.task();
    expect(asked).toHaveLength(2);
  });

  test('that is refused is asked for again soon, then ever later, and soon again once it was granted', async () => {
    const { client, online, offline, answers, waiting, settled } = bench();
    answers(() => ({ ok: false, code: 'NOT_FOUND' }));
    client.watch(PARK);
    online();
    await settled();
    for (let i = 0; i < 6; i++) {
      waiting.at(-1)?.task();
      await settled();
    }
    expect(waiting.map(({ ms }) => ms)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    answers(() => ({ ok: true, key: 'park/main' }));
    waiting.at(-1)?.task();
    await settled();
    answers(() => ({ ok: false, code: 'NOT_FOUND' }));
    offline();
    online();
    await settled();
    expect(waiting.at(-1)?.ms).toBe(1_000);
  });

  test('that is taken away, or whose account is gone, is no longer shown', () => {
    const { client, online, tell, take } = bench();
    client.watch(PARK);
    online();
    tell({ key: 'park/main', version: 'e.1', type: 'snapshot', data: {} });
    take('park/main', 'FORBIDDEN');
    expect(client.state(PARK).get()).toEqual({ type: 'refused', code: 'FORBIDDEN' });
    tell({ key: 'park/main', version: 'e.2', type: 'snapshot', data: null });
    expect(client.state(PARK).get()).toEqual({ type: 'refused', code: 'NOT_FOUND' });
  });
});

describe('watchers', () => {
  test('of one board share one watch, and the last to leave ends it', () => {
    const { client, online, asked, dropped } = bench();
    online();
    const first = client.watch(PARK);
    const second = client.watch(PARK);
    expect(asked).toHaveLength(1);
    first();
    first();
    expect(dropped).toEqual([]);
    second();
    expect(dropped).toEqual(['park/main']);
  });

  test('who come back see at once what was known, and ask from there', () => {
    const { client, online, asked, tell } = bench();
    online();
    client.watch(PARK)();
    client.watch(PARK);
    tell({ key: 'park/main', version: 'e.1', type: 'snapshot', data: { powerW: 1 } });
    client.watch(METERS);
    expect(client.state(PARK).get()).toMatchObject({ type: 'shown', data: { powerW: 1 } });
    expect(asked.at(-1)).toEqual({ board: METERS });
  });

  test('of hundreds of boards leave no more than forty behind', () => {
    const { client, online, tell } = bench();
    online();
    for (let i = 0; i < 300; i++) client.watch({ type: 'park', park: `p${i}` })();
    tell({ key: 'park/p0', version: 'e.1', type: 'snapshot', data: {} });
    tell({ key: 'park/p299', version: 'e.1', type: 'snapshot', data: {} });
    expect(client.state({ type: 'park', park: 'p0' }).get().type).toBe('waiting');
    expect(client.state({ type: 'park', park: 'p299' }).get().type).toBe('shown');
  });
});
