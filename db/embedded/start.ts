import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A TimescaleDB in a process of its own, for a program that was given no DATABASE_URL, and for tests. */
export interface EmbeddedDatabase {
  /** For any PostgreSQL client; holds the password, so it does not belong into a log. */
  readonly url: string;
  readonly pid: number;
  /** Ends with a checkpoint; everything acknowledged is on disk in any case. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Made if it is missing. `memory://` keeps nothing. */
  readonly dataDir: string;
  /** 0, the default: any free one. */
  readonly port?: number;
  /** Kept over restarts by a supervisor, so that the url stays good. */
  readonly password?: string;
  /** How long to wait for another holder of the directory to go. */
  readonly inUseMsMax?: number;
  /** The process ended without being told to; its last words are on stderr. Its clients see broken connections. */
  readonly onExit?: (exit: { readonly code: number | null; readonly signal: string | null }) => void;
  /** A tar file to start a memory cluster from, and one to leave at the stop: how tests clone. */
  readonly loadFrom?: string;
  readonly dumpTo?: string;
}

export interface EmbeddedOrder {
  readonly dataDir: string;
  readonly port: number;
  readonly password: string;
  readonly loadFrom?: string | undefined;
  readonly dumpTo?: string | undefined;
}

export type EmbeddedMessage =
  | { readonly type: 'ready'; readonly port: number }
  | { readonly type: 'failed'; readonly inUse: boolean; readonly message: string };

/** A cold start makes a cluster (2 s on 2 cores); a start after a kill replays at most one checkpoint's worth of log. */
const READY_MS_MAX = 120_000;
/** Serve, checkpoint and leave: under a second; a hung one is killed, which loses nothing. */
const STOP_MS_MAX = 20_000;
/** The database of a program that was just killed is still writing its checkpoint. */
const IN_USE_MS_MAX = 8_000;
const IN_USE_PAUSE_MS = 400;

export async function startEmbeddedDatabase(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const order: EmbeddedOrder = {
    dataDir: options.dataDir === 'memory://' ? options.dataDir : resolve(options.dataDir),
    port: options.port ?? 0,
    password: options.password ?? randomBytes(18).toString('base64url'),
    loadFrom: options.loadFrom,
    dumpTo: options.dumpTo,
  };
  const attemptsMax = 1 + Math.ceil((options.inUseMsMax ?? IN_USE_MS_MAX) / IN_USE_PAUSE_MS);
  for (let attempt = 1; ; attempt++) {
    const child = spawn(process.execPath, [fileURLToPath(new URL('./process.ts', import.meta.url))], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const answer = await firstAnswer(child, order);
    if (answer.type === 'ready') return running(child, order, answer.port, options.onExit);
    if (!answer.inUse || attempt >= attemptsMax) throw new Error(answer.message);
    await new Promise((done) => setTimeout(done, IN_USE_PAUSE_MS));
  }
}

function firstAnswer(child: ChildProcess, order: EmbeddedOrder): Promise<EmbeddedMessage> {
  return new Promise((answered) => {
    const fail = (message: string): void => answered({ type: 'failed', inUse: false, message: `embedded database: ${message}` });
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      fail(`not ready after ${READY_MS_MAX / 1000} s`);
    }, READY_MS_MAX);
    child.once('message', (message: EmbeddedMessage) => answered(message));
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      fail(`ended while starting (${signal ?? code})`);
    });
    child.once('message', () => clearTimeout(timer));
    child.send(order, (error) => error && fail(error.message));
  });
}

function running(child: ChildProcess, order: EmbeddedOrder, port: number, onExit: EmbeddedOptions['onExit']): EmbeddedDatabase {
  const { pid } = child;
  if (pid === undefined) throw new Error('embedded database: a running process has an id');
  let stopping: Promise<void> | undefined;
  const gone = new Promise<void>((resolveGone) => {
    child.once('exit', (code, signal) => {
      resolveGone();
      if (!stopping) onExit?.({ code, signal });
    });
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.send('stop', () => {});
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS_MAX);
    await gone;
    clearTimeout(timer);
  };
  return {
    url: `postgres://postgres:${order.password}@127.0.0.1:${port}/template1`,
    pid,
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}
