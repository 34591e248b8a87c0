import { timingSafeEqual } from 'node:crypto';
import { createServer, type Socket } from 'node:net';
import type { Engine } from './engine.ts';
import { AnswerReader, ClientReader, errorMessage, passwordRequest, queryMessage, readyMessage, syncMessage, welcome } from './protocol.ts';

/** Serves one backend to many clients of the PostgreSQL protocol, a unit at a time; a transaction has the backend to itself until it ends. */
export interface WireServer {
  readonly port: number;
  /** Whether a client has a transaction open, so that nobody else may use the backend. */
  held(): boolean;
  stop(): Promise<void>;
}

export interface WireServerOptions {
  readonly engine: Engine;
  readonly port: number;
  readonly password: string;
  /** The backend broke in the middle of a call: nothing it holds can be trusted any more, the process must end. */
  readonly onBroken: (cause: unknown) => void;
  /** What took longer than `slowMs` (1 s): nobody else was served meanwhile. */
  readonly onSlow?: (ms: number, statement: string) => void;
  readonly slowMs?: number;
  readonly idleHoldMsMax?: number;
}

/** Pools of a handful of processes: server 20, jobs 5, better-auth 5, tools; with room. */
const CLIENTS_MAX = 200;
/** A client that opened a transaction and went silent stops everybody, since the session is shared: it is thrown out. */
const IDLE_HOLD_MS_MAX = 30_000;
const SLOW_MS = 1_000;
const SLOW_TEXT_MAX = 200;
/** Drivers wait for each answer; a client this far ahead is made to wait. */
const UNITS_WAITING_MAX = 64;

interface Session {
  readonly socket: Socket;
  readonly reader: ClientReader;
  readonly units: { readonly bytes: Buffer; readonly copiesIn: boolean }[];
  trusted: boolean;
  queued: boolean;
  /** It said goodbye behind what it asked: that is still done. */
  leaving: boolean;
}

export async function serveWire(options: WireServerOptions): Promise<WireServer> {
  const { engine } = options;
  const sessions = new Set<Session>();
  const waiting: Session[] = [];
  /** The session in a transaction, or in the middle of an extended query. */
  let holder: Session | undefined;
  let holdTimer: NodeJS.Timeout | undefined;
  let pumping = false;
  let nextId = 1;

  const wake = (): void => {
    if (pumping) return;
    pumping = true;
    setImmediate(pump);
  };

  const pump = (): void => {
    pumping = false;
    const session = holder ?? waiting.shift();
    const unit = session?.units.shift();
    if (!session || !unit) return;
    if (session === holder) remove(waiting, session);
    session.queued = session.units.length > 0;
    if (session.queued) waiting.push(session);
    if (session.units.length < UNITS_WAITING_MAX) session.socket.resume();
    run(session, unit);
    if (session.leaving && session.units.length === 0) leave(session);
    if (holder?.units.length || (!holder && waiting.length > 0)) wake();
  };

  const run = (session: Session, unit: Session['units'][number]): void => {
    if (unit.copiesIn) {
      const why = 'COPY FROM STDIN is not supported by the embedded database';
      session.socket.write(
        Buffer.concat([errorMessage({ severity: 'ERROR', code: '0A000', message: why }), readyMessage(holder ? 'T' : 'I')]),
      );
      return;
    }
    const pieces: Uint8Array[] = [];
    const answer = new AnswerReader();
    const begun = performance.now();
    try {
      engine.exec(unit.bytes, (piece) => {
        answer.push(piece);
        pieces.push(piece);
      });
    } catch (cause) {
      options.onBroken(cause);
      return;
    }
    const took = performance.now() - begun;
    if (took >= (options.slowMs ?? SLOW_MS)) options.onSlow?.(Math.round(took), statementOf(unit.bytes));
    session.socket.write(pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces));
    hold(answer.status === 'I' ? undefined : session);
  };

  const hold = (session: Session | undefined): void => {
    holder = session;
    clearTimeout(holdTimer);
    if (session && session.units.length === 0) holdTimer = setTimeout(() => evict(session), options.idleHoldMsMax ?? IDLE_HOLD_MS_MAX);
  };

  const evict = (session: Session): void => {
    const why = 'terminating connection: idle in a transaction while the embedded database has one session for all';
    session.socket.end(errorMessage({ severity: 'FATAL', code: '25P03', message: why }));
    leave(session);
  };

  /** A client is gone: what it had asked is dropped, what it had open is rolled back. */
  const leave = (session: Session): void => {
    if (!sessions.delete(session)) return;
    session.units.length = 0;
    remove(waiting, session);
    if (holder === session) {
      hold(undefined);
      try {
        engine.exec(Buffer.concat([syncMessage(), queryMessage('rollback')]), () => {});
      } catch (cause) {
        options.onBroken(cause);
      }
      wake();
    }
    session.socket.destroySoon();
  };

  const refuse = (session: Session, error: { code: string; message: string }): void => {
    session.socket.end(errorMessage({ severity: 'FATAL', ...error }));
    leave(session);
  };

  const take = (session: Session): void => {
    for (let event = session.reader.next(); event; event = session.reader.next()) {
      if (event.type === 'encryptionAsked') session.socket.write('N');
      else if (event.type === 'start') session.socket.write(passwordRequest());
      else if (event.type === 'leave') {
        session.leaving = true;
        break;
      } else if (event.type === 'nonsense') return refuse(session, { code: '08P01', message: event.why });
      else if (event.type === 'password') {
        if (!sameSecret(event.password, options.password)) return refuse(session, { code: '28P01', message: 'wrong password' });
        session.trusted = true;
        session.socket.write(welcome(nextId++));
      } else if (!session.trusted) return refuse(session, { code: '28000', message: 'a password comes first' });
      else session.units.push(event);
    }
    if (session.units.length === 0) {
      if (session.leaving) leave(session);
      return;
    }
    if (session.units.length >= UNITS_WAITING_MAX) session.socket.pause();
    if (!session.queued) {
      session.queued = true;
      waiting.push(session);
    }
    if (session === holder) clearTimeout(holdTimer);
    wake();
  };

  const server = createServer({ noDelay: true }, (socket) => {
    const session: Session = { socket, reader: new ClientReader(), units: [], trusted: false, queued: false, leaving: false };
    sessions.add(session);
    socket.on('error', () => leave(session));
    socket.on('close', () => leave(session));
    if (sessions.size > CLIENTS_MAX) return refuse(session, { code: '53300', message: 'too many clients' });
    socket.on('data', (chunk) => {
      if (typeof chunk === 'string' || session.leaving || !sessions.has(session)) return;
      session.reader.push(chunk);
      take(session);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('embedded database: no port');

  return {
    port: address.port,
    held: () => holder !== undefined,
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const session of sessions) refuse(session, { code: '57P01', message: 'the embedded database is stopping' });
      await closed;
    },
  };
}

/** The statement of a unit's first message (Parse or Query), without the values where it has places for them. */
const statementOf = (unit: Buffer): string => {
  const text = unit.subarray(5, 5 + 4 * SLOW_TEXT_MAX).toString('utf8');
  const [statement = ''] = (text.startsWith('\0') ? text.slice(1) : text).split('\0');
  return statement.replace(/\s+/g, ' ').slice(0, SLOW_TEXT_MAX);
};

function remove(queue: Session[], session: Session): void {
  const index = queue.indexOf(session);
  if (index >= 0) queue.splice(index, 1);
  session.queued = false;
}

function sameSecret(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
