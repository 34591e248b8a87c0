import { createServer } from 'node:http';
import { io as connect, type Socket } from 'socket.io-client';
import { afterEach, describe, expect, test } from 'vitest';
import type { AccountBoard, ParkBoard, ParkDocument, PointBoard } from '#domain/board/board.ts';
import { apply } from '#domain/board/merge-patch.ts';
import { instantMs } from '#domain/time/instant.ts';
import { ANONYMOUS, NO_ACCESS, type Principal } from '../access/principal.ts';
import { createBoardMirror } from '../boards/mirror.ts';
import { createLog } from '../log.ts';
import { createMetrics } from '../metrics.ts';
import { createBoardSockets, WATCHES_MAX } from './board-sockets.ts';
import type { BoardFrame, WatchAnswer } from './protocol.ts';

const document = (powerW: number): ParkDocument => ({
  park: { code: 'main', powerW, name: { zh: '园区', en: 'park' }, alarms: [] } as unknown as ParkBoard,
  accounts: { 'A-001': { code: 'A-001', available: '1.00' } as unknown as AccountBoard },
  points: { 'E-1': { code: 'E-1', power: null } as unknown as PointBoard },
});

/** Tokens are names of principals here; taking one away is deleting it. */
const PRINCIPALS = (): Map<string, Principal> =>
  new Map<string, Principal>([
    ['wall', { type: 'wall', tokenId: 1, access: { ...NO_ACCESS, shows: new Set(['main']) } }],
    [
      'above',
      { type: 'user', id: 'g', name: '', email: '', access: { ...NO_ACCESS, manages: new Set(['main']), oversees: new Set(['main']) } },
    ],
    ['tenant', { type: 'user', id: 'u', name: '', email: '', access: { ...NO_ACCESS, holds: new Set(['main:A-001']) } }],
  ]);

const open: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function bench() {
  const httpServer = createServer();
  const clock = { now: () => instantMs(1_000_000) };
  const mirror = createBoardMirror(() => {});
  const principals = PRINCIPALS();
  const sockets = createBoardSockets({
    httpServer,
    mirror,
    clock,
    identify: async ({ authorization }) => principals.get(authorization?.replace('Bearer ', '') ?? '') ?? ANONYMOUS,
    parkExists: async (park) => park === 'main',
    isOwnOrigin: ({ headers }) => headers.origin !== 'https://elsewhere.example',
    buildId: 'b1',
    gauges: createMetrics(),
    log: createLog('silent'),
  });
  await new Promise<void>((done) => httpServer.listen(0, '127.0.0.1', done));
  open.push(() => sockets.close());
  const address = httpServer.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const client = (token: string, extraHeaders = {}): Socket => {
    const socket = connect(`http://127.0.0.1:${port}`, { transports: ['websocket'], auth: { token }, reconnection: false, extraHeaders });
    open.push(() => void socket.disconnect());
    return socket;
  };
  const show = (version: number, powerW: number) =>
    mirror.accept({ type: 'snapshot', park: 'main', epoch: 'e', version, data: document(powerW) }, clock.now());
  const patch = (version: number, powerW: number) =>
    mirror.accept({ type: 'patch', park: 'main', epoch: 'e', version, data: { park: { powerW } } }, clock.now());
  return { client, show, patch, mirror, sockets, principals };
}

const heard = <T>(socket: Socket, event: string): Promise<T> => new Promise((done) => socket.once(event, done));
const frameOf = (socket: Socket): Promise<{ frame: BoardFrame; answer: () => void }> =>
  new Promise((done) => socket.once('frame', (frame: BoardFrame, answer: () => void) => done({ frame, answer })));
const watch = (socket: Socket, request: unknown): Promise<WatchAnswer> => socket.emitWithAck('watch', request);
const PARK = { board: { type: 'park', park: 'main' } };

describe('a socket', () => {
  test('hears the build, watches, takes a snapshot and then patches', async () => {
    const { client, show, patch } = await bench();
    show(1, 10);
    const socket = client('wall');
    expect(await heard(socket, 'build')).toEqual({ id: 'b1' });
    const first = frameOf(socket);
    expect(await watch(socket, PARK)).toEqual({ ok: true, key: 'park/main' });
    const { frame, answer } = await first;
    expect(frame).toEqual({ key: 'park/main', version: 'e.1', at: 1_000_000, type: 'snapshot', data: document(10).park });
    answer();
    patch(2, 11);
    await socket.emitWithAck('watch', { board: { type: 'meters', park: 'main' }, version: 'e.2' });
    const again = frameOf(socket);
    await watch(socket, { ...PARK, version: 'e.1' });
    const next = (await again).frame;
    expect(next).toMatchObject({ version: 'e.2', type: 'patch', data: { powerW: 11 } });
    if (frame.type === 'snapshot' && next.type === 'patch') expect(apply(frame.data, next.data)).toEqual(document(11).park);
  });

  test('that watches before the first document gets it when it comes', async () => {
    const { client, show } = await bench();
    const socket = client('wall');
    const first = frameOf(socket);
    expect(await watch(socket, PARK)).toEqual({ ok: true, key: 'park/main' });
    show(1, 10);
    expect((await first).frame.type).toBe('snapshot');
  });

  test.each([
    ['another park', 'wall', { board: { type: 'park', park: 'other' } }, 'FORBIDDEN'],
    ['the park as a tenant', 'tenant', PARK, 'FORBIDDEN'],
    ['its meters as a tenant', 'tenant', { board: { type: 'meters', park: 'main' } }, 'FORBIDDEN'],
    ["somebody else's account", 'tenant', { board: { type: 'account', park: 'main', account: 'A-002' } }, 'FORBIDDEN'],
    ['an account that is not there', 'wall', { board: { type: 'account', park: 'main', account: 'A-999' } }, 'NOT_FOUND'],
    ['nonsense', 'wall', { board: { type: 'everything' } }, 'BAD_REQUEST'],
  ])('may not watch %s', async (_, token, request, code) => {
    const { client, show } = await bench();
    show(1, 10);
    expect(await watch(client(token), request)).toEqual({ ok: false, code });
  });

  test('of nobody, or opened by a page of another site, is refused', async () => {
    const { client } = await bench();
    expect(await heard<Error>(client('nobody'), 'connect_error')).toMatchObject({ message: 'UNAUTHENTICATED' });
    await heard(client('wall', { origin: 'https://elsewhere.example' }), 'connect_error');
  });

  test('of somebody above the park hears that an alarm was escalated; a wall of the park does not', async () => {
    const { client, mirror } = await bench();
    const heardBy = async (token: string) => {
      const socket = client(token);
      const told: unknown[] = [];
      socket.on('escalated', (of) => told.push(of));
      await heard(socket, 'build');
      return { socket, told };
    };
    const [above, wall] = [await heardBy('above'), await heardBy('wall')];
    const alarms = [{ id: 'a', escalatedAt: 5 }] as unknown as ParkBoard['alarms'];
    const shown = document(1);
    const data = { ...shown, park: { ...shown.park, alarms } };
    mirror.accept({ type: 'snapshot', park: 'main', epoch: 'e', version: 1, data }, instantMs(0));
    // What is asked after it is answered after it.
    for (const { socket } of [above, wall]) await watch(socket, PARK);
    expect([above.told, wall.told]).toEqual([[{ park: 'main' }], []]);
  });

  test('may watch fifty boards and no more', async () => {
    const { client, mirror } = await bench();
    const account = { available: '1.00' } as unknown as AccountBoard;
    const codes = Array.from({ length: WATCHES_MAX + 1 }, (_, i) => `A-${i}`);
    const data = { ...document(1), accounts: Object.fromEntries(codes.map((code) => [code, account])) };
    mirror.accept({ type: 'snapshot', park: 'main', epoch: 'e', version: 1, data }, instantMs(0));
    const socket = client('wall');
    const answers: WatchAnswer[] = [];
    for (const code of codes) answers.push(await watch(socket, { board: { type: 'account', park: 'main', account: code } }));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(WATCHES_MAX);
    expect(answers.at(-1)).toEqual({ ok: false, code: 'TOO_MANY' });
    socket.emit('unwatch', { key: 'account/main/A-0' });
    expect(await watch(socket, { board: { type: 'account', park: 'main', account: codes.at(-1) } })).toMatchObject({ ok: true });
  });

  test('loses a board with the right to see it, and the connection with its token', async () => {
    const { client, show, sockets, principals } = await bench();
    show(1, 10);
    const socket = client('tenant');
    await watch(socket, { board: { type: 'account', park: 'main', account: 'A-001' } });
    principals.set('tenant', { type: 'user', id: 'u', name: '', email: '', access: NO_ACCESS });
    const dropped = heard(socket, 'dropped');
    await sockets.recheck();
    expect(await dropped).toEqual({ key: 'account/main/A-001', code: 'FORBIDDEN' });
    principals.delete('tenant');
    const closed = heard(socket, 'disconnect');
    await sockets.recheck();
    await closed;
  });
});
