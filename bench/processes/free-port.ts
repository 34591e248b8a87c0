import { connect, createServer } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';

/** A port of this machine that was free a moment ago. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
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
