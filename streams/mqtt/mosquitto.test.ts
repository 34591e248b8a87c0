import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect as connectTcp, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openTestLink, textOf } from './test-link.fixture.ts';

/** Real MQTT 5 with sessions on disk. Without the program: `apt-get install mosquitto`. */
const PROGRAM = 'mosquitto';
const hasMosquitto = spawnSync(PROGRAM, ['-h']).error === undefined;

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

test.skipIf(!hasMosquitto)(
  'nothing unacknowledged is lost when the broker is stopped and started, and nothing acknowledged comes twice',
  async () => {
    const dir = mkdtempSync(join(tmpdir(), 'parktwin-mosquitto-'));
    cleanUps.push(() => rmSync(dir, { recursive: true }));
    const port = await freePort();
    const config = join(dir, 'mosquitto.conf');
    const lines = [`listener ${port} 127.0.0.1`, 'allow_anonymous true', 'persistence true', `persistence_location ${dir}/`, 'user root'];
    writeFileSync(config, [...lines, 'max_inflight_messages 0', 'max_queued_messages 0', 'autosave_interval 1', ''].join('\n'));

    const broker = await startMosquitto(config, port);
    const stream = openLink(port, 'parktwin-shard-0', ['twin/v1/+/up']);
    const gateway = openLink(port, 'gateway', []);
    await Promise.all([stream.connected(), gateway.connected()]);
    expect(stream.link.state().protocol).toBe(5);
    await Promise.all(Array.from({ length: 500 }, (_, n) => gateway.link.publish('twin/v1/g/up', `${n}`)));
    const taken = await stream.take(500);
    for (const message of taken.slice(0, 200)) message.ack();
    // The second is written, and so answered, after the acknowledgements.
    await stream.link.publish('twin/v1/g/down', '1');
    await stream.link.publish('twin/v1/g/down', '2');

    broker.kill('SIGTERM');
    await once(broker, 'exit');
    await startMosquitto(config, port);
    const again = await stream.take(300);
    expect(again.map(textOf)).toEqual(taken.slice(200).map(textOf));
  },
);

const openLink = (port: number, clientId: string, filters: readonly string[]) => {
  const opened = openTestLink({ url: `mqtt://127.0.0.1:${port}`, clientId, filters });
  cleanUps.push(opened.link.close);
  return opened;
};

const startMosquitto = async (config: string, port: number): Promise<ChildProcess> => {
  const broker = spawn(PROGRAM, ['-c', config], { stdio: 'ignore' });
  cleanUps.push(() => broker.kill('SIGKILL'));
  while (!(await answers(port))) await new Promise((resolve) => setImmediate(resolve));
  return broker;
};

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connectTcp(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
