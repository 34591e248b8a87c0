import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Engine, openEngine } from './engine.ts';
import { queryMessage } from './protocol.ts';
import { serveWire, type WireServer } from './wire-server.ts';

/** A client that works on is never silent for so long, on however busy a machine. */
const IDLE_MS = 1_500;

let engine: Engine;
let server: WireServer;
const broken: unknown[] = [];
const clients: pg.Client[] = [];
beforeAll(async () => {
  engine = await openEngine({ dataDir: 'memory://' });
  server = await serveWire({ engine, port: 0, password: 'secret', idleHoldMsMax: IDLE_MS, onBroken: (cause) => broken.push(cause) });
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.end().catch(() => {});
  expect(broken.splice(0)).toEqual([]);
});
afterAll(() => server.stop());

const connect = async (): Promise<pg.Client> => {
  const client = new pg.Client(`postgres://postgres:secret@127.0.0.1:${server.port}/template1`);
  client.on('error', () => {});
  await client.connect();
  clients.push(client);
  return client;
};

test('a client that goes silent in its transaction is thrown out and told why, and the next is served', async () => {
  const [silent, next] = [await connect(), await connect()];
  await silent.query('create table t (k int)');
  await silent.query('begin');
  await silent.query('insert into t values (1)');
  const told = new Promise((resolve) => silent.once('error', resolve));
  expect((await next.query('select count(*)::int as n from t')).rows).toEqual([{ n: 0 }]);
  expect(await told).toMatchObject({ code: '25P03' });
});

test('a client that works on in its transaction is not', async () => {
  const busy = await connect();
  await busy.query('begin');
  const until = performance.now() + 2 * IDLE_MS;
  while (performance.now() < until) await busy.query('select 1');
  await busy.query('commit');
});

test('what a client asked before it said goodbye is done', async () => {
  const [leaving, other] = [await connect(), await connect()];
  await other.query('create table g (k int)');
  const closed = new Promise((resolve) => leaving.connection.stream.once('close', resolve));
  leaving.connection.stream.write(Buffer.concat([queryMessage('insert into g values (1)'), Buffer.from('X\0\0\0\x04', 'latin1')]));
  await closed;
  expect((await other.query('select count(*)::int as n from g')).rows).toEqual([{ n: 1 }]);
});

test('no client waits behind one that asks a lot', async () => {
  const [greedy, modest] = [await connect(), await connect()];
  const order: string[] = [];
  const many = Array.from({ length: 50 }, () => greedy.query('select pg_sleep(0.002)').then(() => order.push('greedy')));
  await modest.query('select 1').then(() => order.push('modest'));
  await Promise.all(many);
  expect(order.indexOf('modest')).toBeLessThan(5);
});

test('what takes long is told with its statement, not its values', async () => {
  const told: string[] = [];
  const own = await serveWire({ engine, port: 0, password: 'secret', onBroken: () => {}, slowMs: 0, onSlow: (_, text) => told.push(text) });
  const client = new pg.Client(`postgres://postgres:secret@127.0.0.1:${own.port}/template1`);
  client.on('error', () => {});
  await client.connect();
  await client.query('select  1');
  await client.query('select $1::text as word', ['secret']);
  expect(told).toEqual(['select 1', 'select $1::text as word']);
  await own.stop();
});

test('a backend that breaks in the middle of a call is reported, once', async () => {
  const faulty: Engine = {
    ...engine,
    exec: () => {
      throw new WebAssembly.RuntimeError('unreachable');
    },
  };
  const causes: unknown[] = [];
  const own = await serveWire({ engine: faulty, port: 0, password: 'secret', onBroken: (cause) => causes.push(cause) });
  const client = new pg.Client(`postgres://postgres:secret@127.0.0.1:${own.port}/template1`);
  client.on('error', () => {});
  await client.connect();
  client.query('select 1').catch(() => {});
  await expect.poll(() => causes.length, { timeout: 20_000 }).toBe(1);
  await own.stop();
});
