import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { instantMs } from '#domain/time/instant.ts';
import { decodeMessage, filters } from '#streams/codecs/registry.ts';
import { startBroker } from '#streams/mqtt/broker.ts';
import { openMqttLink } from '#streams/mqtt/open-link.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

test('a file of water registers arrives at a subscriber, every reading acknowledged', async () => {
  const broker = await startBroker({ port: 0, host: '127.0.0.1' });
  cleanUps.push(broker.close);
  const serials: string[] = [];
  const up = Promise.withResolvers<void>();
  const link = openMqttLink({
    url: broker.url,
    clientId: 'stream',
    filters,
    bytesInFlightMax: 1_000_000,
    clock: { now: () => instantMs(0) },
    onEvent: (event) => event.type === 'connected' && up.resolve(),
  });
  cleanUps.push(link.close);
  link.messages$.subscribe(({ topic, payload, receivedAt, ack }) => {
    const { readings } = decodeMessage(topic, payload, { receivedAt, zoneOf: () => null });
    serials.push(...readings.map(({ serial }) => serial));
    ack();
  });
  await up.promise;
  const rows = Array.from({ length: 130 }, (_, i) => `M01,2016-03-01 ${two(i / 60)}:${two(i % 60)}:00,${i},1`);
  const file = writeFile(['meter_id,local_time,reading_litres,diff_litres', ...rows].join('\n'));

  const { code, output } = await replay('--file', file, '--format', 'swm', '--mqtt-url', broker.url);
  expect(output).toContain('130 readings in 3 messages acknowledged');
  expect(code).toBe(0);
  expect(serials).toEqual(Array.from({ length: 130 }, () => 'SWM-M01'));
});

test('a file of another format is refused with its line, and the exit code says so', async () => {
  const file = writeFile('hello\n');
  const { code, output } = await replay('--file', file, '--format', 'steel');
  expect(output).toContain('is not of format steel: line 1');
  expect(code).toBe(1);
});

test('a file that is not there is named', async () => {
  const { code, output } = await replay('--file', '/nowhere.csv', '--format', 'swm');
  expect(output).toContain('/nowhere.csv');
  expect(code).toBe(1);
});

const replay = (...args: readonly string[]): Promise<{ readonly code: number | null; readonly output: string }> =>
  new Promise((resolve) => {
    const main = fileURLToPath(new URL('main.ts', import.meta.url));
    const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    cleanUps.push(() => child.kill());
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    child.on('close', (code) => resolve({ code, output }));
  });

const writeFile = (text: string): string => {
  const dir = mkdtempSync(join(tmpdir(), 'parktwin-replay-'));
  cleanUps.push(() => rmSync(dir, { recursive: true }));
  const file = join(dir, 'data');
  writeFileSync(file, text);
  return file;
};

const two = (n: number): string => String(Math.floor(n)).padStart(2, '0');
