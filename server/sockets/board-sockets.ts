import type { Server as HttpServer, IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { type DefaultEventsMap, Server, type Socket } from 'socket.io';
import { Decoder } from 'socket.io-parser';
import type { BoardName } from '#domain/board/board.ts';
import { boardKey, projectBoard } from '#domain/board/project.ts';
import type { Clock } from '#domain/time/clock.ts';
import { MINUTE_MS } from '#domain/time/instant.ts';
import type { Gauges } from '#streams/runner/runner.ts';
import { mayOversee, mayRead, resourceOfBoard } from '../access/may.ts';
import { accessFingerprint, type Principal } from '../access/principal.ts';
import { type Cursor, cursorFromText } from '../boards/delta.ts';
import type { BoardMirror } from '../boards/mirror.ts';
import type { Log } from '../log.ts';
import { everyMs } from '../tick.ts';
import { createDelivery, type Delivery } from './delivery.ts';
import { onEscalation } from './escalation-word.ts';
import {
  type ClientEvents,
  type ConnectFault,
  type ServerEvents,
  SOCKET_PATH,
  unwatchRequest,
  type WatchFault,
  watchRequest,
} from './protocol.ts';
import { type ReadyFrame, ReadyFrameEncoder } from './ready-frame.ts';

export interface BoardSocketsOptions {
  readonly httpServer: HttpServer;
  readonly mirror: BoardMirror;
  readonly identify: (headers: IncomingHttpHeaders) => Promise<Principal>;
  readonly parkExists: (park: string) => Promise<boolean>;
  /** False for a page of another site that opens a socket with our cookies. */
  readonly isOwnOrigin: (req: IncomingMessage) => boolean;
  readonly buildId: string;
  readonly clock: Clock;
  readonly gauges: Gauges;
  readonly log: Log;
}

export interface BoardSockets {
  /** Asks again who everybody is: after grants or tokens changed. Runs by itself once a minute. */
  recheck(): Promise<void>;
  close(): Promise<void>;
}

/** A group's overview watches a board a park; more than this is no person. */
export const WATCHES_MAX = 50;
/** 10,000 idle sockets cost some 100 MB; a process that reaches this needs a neighbour. */
const SOCKETS_MAX = 10_000;
/** A client that has not taken a frame for this long is not there any more, or cannot keep up. */
const ANSWER_MS_MAX = 30_000;
const RECHECK_MS = MINUTE_MS;
const CLIENT_MESSAGE_BYTES_MAX = 16 * 1024;
/** Only snapshots of whole parks are worth compressing for each socket by itself: 15,000 points are 4 MB of text. */
const COMPRESS_BYTES_MIN = 64 * 1024;

interface Seat {
  principal: Principal;
  /** How to stop each watch, by board key; with what it shows, to judge again. */
  readonly watches: Map<string, { readonly name: BoardName; readonly stop: () => void }>;
}
type OwnEvents = Omit<ServerEvents, 'frame'> & { frame(frame: ReadyFrame, done: () => void): void };
type BoardSocket = Socket<ClientEvents, OwnEvents, DefaultEventsMap, { seat: Seat }>;

export function createBoardSockets(options: BoardSocketsOptions): BoardSockets {
  const { httpServer, mirror, clock, gauges, log, buildId } = options;
  const io = new Server<ClientEvents, OwnEvents, DefaultEventsMap, { seat: Seat }>(httpServer, {
    path: SOCKET_PATH,
    serveClient: false,
    parser: { Encoder: ReadyFrameEncoder, Decoder },
    maxHttpBufferSize: CLIENT_MESSAGE_BYTES_MAX,
    perMessageDeflate: { threshold: COMPRESS_BYTES_MIN, serverNoContextTakeover: true, clientNoContextTakeover: true },
    allowRequest: (req, decide) => decide(null, options.isOwnOrigin(req)),
  });
  const delivery = createDelivery({ mirror, clock, gauges });

  io.use((socket, next) => {
    if (io.engine.clientsCount > SOCKETS_MAX) return next(refusal('TOO_MANY'));
    identifySocket(socket, options.identify).then(
      (principal) => {
        if (principal.type === 'anonymous') return next(refusal('UNAUTHENTICATED'));
        socket.data.seat = { principal, watches: new Map() };
        next();
      },
      (cause: unknown) => {
        log.error({ err: cause, part: 'sockets' }, 'a socket could not be identified');
        next(refusal('UNAUTHENTICATED'));
      },
    );
  });
  io.on('connection', (socket) => {
    gauges.set('sockets', io.engine.clientsCount);
    serve(socket, { delivery, mirror, clock, log, parkExists: options.parkExists });
    socket.emit('build', { id: buildId });
    socket.on('disconnect', () => gauges.set('sockets', io.engine.clientsCount));
  });

  const stopEscalations = onEscalation(mirror, (park) => {
    for (const socket of io.of('/').sockets.values()) if (mayOversee(socket.data.seat.principal, park)) socket.emit('escalated', { park });
  });

  const recheck = () => recheckAll([...io.of('/').sockets.values()], options.identify);
  const stopTicking = everyMs(RECHECK_MS, recheck, (cause) =>
    log.error({ err: cause, part: 'sockets' }, 'sockets could not be checked again'),
  );

  return {
    recheck,
    close: async () => {
      stopTicking();
      stopEscalations();
      delivery.close();
      await io.close();
    },
  };
}

interface ServeOptions {
  readonly delivery: Delivery;
  readonly mirror: BoardMirror;
  readonly clock: Clock;
  readonly log: Log;
  readonly parkExists: (park: string) => Promise<boolean>;
}

function serve(socket: BoardSocket, options: ServeOptions): void {
  const { watches } = socket.data.seat;
  socket.on('watch', (request, answer) => {
    if (typeof answer !== 'function') return;
    judgeWatch(socket, request, options).then(
      (judged) => {
        answer(judged.type === 'refused' ? { ok: false, code: judged.code } : { ok: true, key: boardKey(judged.name) });
        if (judged.type === 'granted') beginWatch(socket, judged, options.delivery);
      },
      (cause: unknown) => {
        options.log.error({ err: cause, part: 'sockets' }, 'a watch could not be judged');
        answer({ ok: false, code: 'NOT_FOUND' });
      },
    );
  });
  socket.on('unwatch', (request) => {
    const parsed = unwatchRequest.safeParse(request);
    if (parsed.success) dropWatch(socket, parsed.data.key);
  });
  socket.on('disconnect', () => {
    for (const watch of watches.values()) watch.stop();
    watches.clear();
  });
}

type Judged =
  | { readonly type: 'granted'; readonly name: BoardName; readonly cursor: Cursor | null; readonly wall: boolean }
  | { readonly type: 'refused'; readonly code: WatchFault };

async function judgeWatch(socket: BoardSocket, request: unknown, { mirror, clock, parkExists }: ServeOptions): Promise<Judged> {
  const { data: asked } = watchRequest.safeParse(request);
  if (!asked) return refused('BAD_REQUEST');
  const { seat } = socket.data;
  const name = asked.board;
  if (!mayRead(seat.principal, resourceOfBoard(name))) return refused('FORBIDDEN');
  if (!seat.watches.has(boardKey(name)) && seat.watches.size >= WATCHES_MAX) return refused('TOO_MANY');
  const known = mirror.get(name.park, clock.now());
  const exists = known ? projectBoard(known.document, name) !== null : await parkExists(name.park);
  if (!exists) return refused('NOT_FOUND');
  return { type: 'granted', name, cursor: asked.version === undefined ? null : cursorFromText(asked.version), wall: asked.wall === true };
}

function beginWatch(socket: BoardSocket, { name, cursor, wall }: Extract<Judged, { type: 'granted' }>, delivery: Delivery): void {
  if (socket.disconnected) return;
  const key = boardKey(name);
  dropWatch(socket, key);
  socket.data.seat.watches.set(key, { name, stop: delivery.watch({ name, cursor, wall, send: sendTo(socket) }) });
}

const sendTo = (socket: BoardSocket) => (frame: ReadyFrame, answered: () => void) => {
  const sender = socket.compress(frame.json.length >= COMPRESS_BYTES_MIN && frame.type === 'snapshot').timeout(ANSWER_MS_MAX);
  sender.emit('frame', frame, (late: Error | null) => {
    if (late) socket.disconnect(true);
    else answered();
  });
};

function dropWatch(socket: BoardSocket, key: string): boolean {
  const watch = socket.data.seat.watches.get(key);
  watch?.stop();
  return socket.data.seat.watches.delete(key);
}

/** Sockets that bring the same credentials are asked about once. Those nobody knows any more are closed. */
async function recheckAll(sockets: readonly BoardSocket[], identify: BoardSocketsOptions['identify']): Promise<void> {
  const byCredentials = new Map<string, BoardSocket[]>();
  for (const socket of sockets) {
    const { cookie, authorization } = credentialsOf(socket);
    const key = JSON.stringify([cookie, authorization]);
    const alike = byCredentials.get(key);
    if (alike) alike.push(socket);
    else byCredentials.set(key, [socket]);
  }
  for (const [first, ...others] of byCredentials.values()) {
    if (!first) continue;
    const principal = await identifySocket(first, identify);
    for (const socket of [first, ...others]) judgeAgain(socket, principal);
  }
}

function judgeAgain(socket: BoardSocket, principal: Principal): void {
  if (principal.type === 'anonymous') {
    socket.disconnect(true);
    return;
  }
  const { seat } = socket.data;
  if (accessFingerprint(seat.principal) === accessFingerprint(principal)) return;
  seat.principal = principal;
  for (const [key, { name }] of seat.watches) {
    if (mayRead(principal, resourceOfBoard(name))) continue;
    dropWatch(socket, key);
    socket.emit('dropped', { key, code: 'FORBIDDEN' });
  }
}

const identifySocket = (socket: BoardSocket, identify: BoardSocketsOptions['identify']): Promise<Principal> =>
  identify({ ...socket.request.headers, ...credentialsOf(socket) });

/** Browsers bring cookies; programs may put their key into `auth: { token }`, since some clients cannot set headers. */
const credentialsOf = (socket: BoardSocket): { cookie?: string; authorization?: string } => {
  const { cookie, authorization } = socket.request.headers;
  const token: unknown = socket.handshake.auth.token;
  const bearer = typeof token === 'string' ? `Bearer ${token}` : authorization;
  return { ...(cookie === undefined ? {} : { cookie }), ...(bearer === undefined ? {} : { authorization: bearer }) };
};

const refused = (code: WatchFault): Judged => ({ type: 'refused', code });

const refusal = (code: ConnectFault): Error => new Error(code);
