import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashOf } from './build.ts';
import { isFree, portsOf } from './ports.ts';
import { CHROMIUM, findProgram, howToGet, MOSQUITTO } from './system-package.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ready-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the pages are stale when a source changes, moves or comes, and not for a test or a readme', () => {
  const write = (path: string, text: string) => writeFileSync(join(folder, path), text);
  mkdirSync(join(folder, 'app/wall'), { recursive: true });
  write('app/wall/page.tsx', 'one');
  const built = hashOf(folder, ['app', 'missing.js']);
  write('app/wall/figure.test.ts', 'a test');
  write('app/README.md', 'words');
  expect(hashOf(folder, ['app', 'missing.js'])).toBe(built);
  write('app/wall/page.tsx', 'two');
  const changed = hashOf(folder, ['app', 'missing.js']);
  expect(changed).not.toBe(built);
  write('missing.js', '');
  expect(hashOf(folder, ['app', 'missing.js'])).not.toBe(changed);
});

test('the ports the program takes are known before it starts', () => {
  expect(portsOf({})).toEqual([
    { name: 'PORT', port: 3000 },
    { name: 'MQTT_PORT', port: 1883 },
  ]);
  expect(portsOf({ PORT: '8080', MQTT_URL: 'mqtt://broker' })).toEqual([{ name: 'PORT', port: 8080 }]);
});

test('a port somebody listens on is not free', async () => {
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.listen(0, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  expect(await isFree(port)).toBe(false);
  await new Promise((resolve) => server.close(resolve));
  expect(await isFree(port)).toBe(true);
  expect(await isFree(Number.NaN)).toBe(true);
});

test('a program is found by its own variable, then by its names in the path', () => {
  const browser = join(folder, 'chromium-browser');
  writeFileSync(browser, '');
  chmodSync(browser, 0o755);
  expect(findProgram(CHROMIUM, { PATH: folder })).toBe(browser);
  expect(findProgram(CHROMIUM, { PATH: '', CHROMIUM_PATH: browser })).toBe(browser);
  expect(findProgram(CHROMIUM, { PATH: folder, CHROMIUM_PATH: join(folder, 'nowhere') })).toBeNull();
});

test('what is missing is said in one line, with the way to get it', () => {
  expect(howToGet(MOSQUITTO)).toMatch(/^mosquitto is missing; .*sudo apt-get install mosquitto, .*MOSQUITTO_PATH\.$/);
});
