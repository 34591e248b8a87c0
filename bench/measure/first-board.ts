import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { io } from 'socket.io-client';
import { wallCookieName } from '#server/access/cookies.ts';
import { machineClock } from '#streams/simulator/machine-clock.ts';
import { ensureBuilt } from '../../scripts/ready/build.ts';
import { freePort } from '../processes/free-port.ts';
import type { Row } from '../table.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MS_MAX = 15_000;
const PATIENCE_MS = 120_000;
const POLL_MS = 20;

/** `npm start` with everything installed and built, twice on one data directory: until a wall shows a board on which a meter has been heard. */
export const firstBoard = async (): Promise<readonly Row[]> => {
  await ensureBuilt();
  const dir = mkdtempSync(join(tmpdir(), 'parktwin-bench-'));
  const fresh = await timeStart(dir);
  const again = await timeStart(dir);
  rmSync(dir, { recursive: true, force: true });
  const row = (what: string, ms: number): Row => ({
    what,
    asked: '<= 15 s',
    measured: `${(ms / 1_000).toFixed(1)} s`,
    reached: ms <= MS_MAX,
  });
  return [row('first live board after npm start, nothing there yet', fresh), row('  and after a restart', again)];
};

const timeStart = async (dir: string): Promise<number> => {
  const [port, mqttPort] = [await freePort(), await freePort()];
  const env = { ...process.env, PORT: String(port), MQTT_PORT: String(mqttPort), DATA_DIR: dir };
  const startedAt = machineClock.now();
  const child = spawn('npm', ['start'], { cwd: ROOT, env, stdio: 'ignore' });
  try {
    const token = await untilOrLate(startedAt, () => (child.exitCode === null ? wallToken(dir) : null));
    await heard(`http://127.0.0.1:${port}`, { token, startedAt });
    return machineClock.now() - startedAt;
  } finally {
    await stop(child);
  }
};

/** Of the main park, once the demo's logins are written. */
const wallToken = (dir: string): { readonly park: string; readonly token: string } | null => {
  const path = join(dir, 'demo-logins.json');
  if (!existsSync(path)) return null;
  try {
    const [wall] = JSON.parse(readFileSync(path, 'utf8')).walls;
    return { park: wall.park, token: wall.path.split('token=')[1] };
  } catch {
    return null;
  }
};

const untilOrLate = async <T>(startedAt: number, look: () => T | null): Promise<T> => {
  while (machineClock.now() - startedAt < PATIENCE_MS) {
    const found = look();
    if (found !== null) return found;
    await after(POLL_MS);
  }
  throw new Error('npm start came to no board');
};

interface Wall {
  readonly token: { readonly park: string; readonly token: string };
  readonly startedAt: number;
}

/** Until a frame of the park's board tells of a reading from after the start. */
const heard = async (url: string, { token: { park, token }, startedAt }: Wall): Promise<void> => {
  const socket = io(url, {
    transports: ['websocket'],
    extraHeaders: { cookie: `${wallCookieName(park)}=${token}` },
    reconnectionDelay: POLL_MS,
    reconnectionDelayMax: 100,
  });
  let dataAt = 0;
  socket.on('connect', () => socket.emit('watch', { board: { type: 'park', park } }, () => {}));
  socket.on('frame', (frame: { data: { dataAt?: number | null } | null }, done: () => void) => {
    done();
    dataAt = Math.max(dataAt, frame.data?.dataAt ?? 0);
  });
  try {
    await untilOrLate(startedAt, () => (dataAt > startedAt ? true : null));
  } finally {
    socket.disconnect();
  }
};

const stop = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  await gone;
  clearTimeout(late);
};
