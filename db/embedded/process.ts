/**
 * The embedded database's own process (a call into it blocks its thread). Started by start.ts with an IPC channel, over which the order comes;
 * it ends when that channel closes, so it never outlives the program it belongs to.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Engine, openEngine, runScript } from './engine.ts';
import { DataDirInUse, lockDataDir } from './lock.ts';
import type { EmbeddedMessage, EmbeddedOrder } from './start.ts';
import { serveWire, type WireServer } from './wire-server.ts';

const TICK_MS = 2_000;
/**
 * There is no checkpointer here: without this the log would grow for ever, and the next start would replay all of it. Not too often either: the first
 * change of a page after a checkpoint logs the whole page, 8 kB, and each of 15,000 meters has its own index page (120 MB).
 */
const CHECKPOINT_WAL_BYTES = 512 * 1024 * 1024;
const CHECKPOINT_MS_MAX = 300_000;
/** A checkpoint itself logs a little: an idle database is left alone. */
const QUIET_WAL_BYTES = 64 * 1024;
/** EX_SOFTWARE of sysexits.h. */
const EXIT_BROKEN = 70;

const say = (message: EmbeddedMessage): void => {
  if (process.connected) process.send?.(message);
};

/** The program drains first and tells us when: a signal to the whole process group is not for us. */
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});

process.once('message', (order: EmbeddedOrder) => {
  open(order).catch((cause: unknown) => {
    say({ type: 'failed', inUse: cause instanceof DataDirInUse, message: cause instanceof Error ? cause.message : String(cause) });
    process.exitCode = EXIT_BROKEN;
    process.disconnect?.();
  });
});

async function open(order: EmbeddedOrder): Promise<void> {
  const onDisk = order.dataDir !== 'memory://';
  const lock = onDisk ? lockDataDir(order.dataDir, new Date()) : undefined;
  const loadFrom = order.loadFrom === undefined ? undefined : new Blob([readFileSync(order.loadFrom)]);
  const engine = await openEngine({ dataDir: onDisk ? join(order.dataDir, 'cluster') : order.dataDir, loadFrom });
  const broken = (cause: unknown): never => {
    process.stderr.write(`embedded database broke: ${String(cause)}\n${engine.lastLog().join('\n')}\n`);
    process.exit(EXIT_BROKEN);
  };
  const server = await serveWire({ engine, port: order.port, password: order.password, onBroken: broken, onSlow: tellSlow });
  const checkpoint = checkpointer(engine, server);
  const timer = setInterval(() => {
    attempt(() => {
      const now = new Date();
      if (lock && !lock.renew(now)) throw new Error(`data directory ${order.dataDir} was taken by another process`);
      checkpoint(now.getTime());
    }, broken);
  }, TICK_MS);
  const stop = async (): Promise<void> => {
    clearInterval(timer);
    await server.stop();
    attempt(() => runScript(engine.exec, 'checkpoint'), broken);
    if (order.dumpTo !== undefined) writeFileSync(order.dumpTo, Buffer.from(await (await engine.dump()).arrayBuffer()));
    lock?.release();
    process.exit(0);
  };
  process.on('message', () => void stop());
  process.on('disconnect', () => void stop());
  say({ type: 'ready', port: server.port });
}

const tellSlow = (ms: number, statement: string): void => void process.stderr.write(`embedded database: ${ms} ms for: ${statement}\n`);

/** Writes a checkpoint when the log has grown enough or long enough, between two transactions. */
function checkpointer(engine: Engine, server: WireServer): (nowMs: number) => void {
  let lastMs = 0;
  return (nowMs) => {
    if (server.held()) return;
    const bytes = Number(runScript(engine.exec, 'select pg_wal_lsn_diff(pg_current_wal_lsn(), redo_lsn) from pg_control_checkpoint()'));
    const due = bytes > CHECKPOINT_WAL_BYTES || (bytes > QUIET_WAL_BYTES && nowMs - lastMs > CHECKPOINT_MS_MAX);
    if (!due) return;
    runScript(engine.exec, 'checkpoint');
    lastMs = nowMs;
  };
}

/** A failure of our own statements (a full disk, a lost directory, a broken backend) ends the process: the next start replays the log. */
function attempt(action: () => void, broken: (cause: unknown) => never): void {
  try {
    action();
  } catch (cause) {
    broken(cause);
  }
}
