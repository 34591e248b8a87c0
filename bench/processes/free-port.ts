import { randomInt } from 'node:crypto';
import { connect, createServer } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';

/** Below those that a machine gives to connections that go out (32768 and above): nobody takes it before the program listens. */
const PORTS = [20_000, 32_000] as const;
const PORTS_TRIED_MAX = 50;

/** A port that nobody listens on. */
export const freePort = async (): Promise<number> => {
  for (let i = 0; i < PORTS_TRIED_MAX; i++) {
    const port = randomInt(...PORTS);
    if (await isFree(port)) return port;
  }
  throw new Error(`no free port among ${PORTS_TRIED_MAX} between ${PORTS.join(' and ')}`);
};

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, () => probe.close(() => resolve(true)));
  });

const ASK_MS = 20;

/** Until something listens there; false when `alive` says that nothing will. */
export const listens = async (port: number, alive: () => boolean): Promise<boolean> => {
  while (alive()) {
    if (await answers(port)) return true;
    await after(ASK_MS);
  }
  return false;
};

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
