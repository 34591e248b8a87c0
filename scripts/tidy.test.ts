import { expect, test } from 'vitest';
import { bannedFaults } from './tidy/banned.ts';
import { invariantFaults } from './tidy/invariants.ts';
import { lockFaults } from './tidy/lock.ts';
import { LINES_LONG, LINES_MAX, shapeFaults, sizesOf } from './tidy/shape.ts';
import { sourceFile } from './tidy/source-file.ts';
import { tidyFaults } from './tidy.ts';

const bannedIn = (path: string, text: string) =>
  bannedFaults(sourceFile(path, text)).map((fault) => `${fault.line} ${fault.says.split(':')[0]}`);
const shapeOf = (path: string, text: string) => shapeFaults(sourceFile(path, text)).map((fault) => fault.says.split(':')[0]);

test.each([
  ['domain/a.ts', 'const at = Date.now();', 'Date.now()'],
  ['streams/a.ts', 'const at = new Date();', 'new Date()'],
  ['domain/a.ts', 'const begun = performance.now();', 'performance.now()'],
  ['server/a.ts', 'const day = Temporal.Now.plainDateISO();', 'Temporal.Now'],
  ['streams/simulator/a.ts', 'const dice = Math.random();', 'Math.random()'],
  ['domain/a.test.ts', 'const dice = Math.random();', 'Math.random()'],
  ['domain/a.ts', 'const id = crypto.randomUUID();', 'crypto.randomUUID()'],
  ['db/a.ts', 'const url = process.env.DATABASE_URL;', 'process.env'],
  ['server/a.ts', 'setInterval(() => 1, 1000);', 'setInterval()'],
  ['app/a.ts', 'const yuan = parseFloat(text);', 'parseFloat()'],
  ['app/a.ts', 'const yuan = Number.parseFloat(text);', 'parseFloat()'],
  ['domain/a.ts', 'const text = price.toFixed(2);', '.toFixed()'],
  ['streams/a.ts', 'readings$.subscribe(print);', '$.subscribe()'],
  ['streams/a.ts', 'link.messages$.subscribe(print);', '$.subscribe()'],
  ['streams/a.ts', 'source.pipe(map(one)).subscribe(print);', '$.subscribe()'],
  ['streams/a.ts', 'const keyed$ = readings$.pipe(groupBy((reading) => reading.device));', 'groupBy()'],
  ['db/a.test.ts', "vi.mock('./pool.ts');", 'vi.mock()'],
  ['db/a.test.ts', "test.only('one', () => {});", '.only()'],
  ['domain/a.ts', 'enum Colour { Red }', 'enum'],
  ['domain/a.ts', 'class Meter extends Device {}', 'inheritance'],
  ['db/a.ts', 'const rows = sql`select * from reading`;', 'select *'],
  ['db/a.ts', "const rows = 'insert into reading default values returning *';", 'select *'],
  ['db/migrations/0002_more.sql', 'create view v as select s.* from slot s;', 'select *'],
  ['domain/a.ts', '// TODO: later', 'TODO without an issue'],
])('%s: %s is a fault', (path, text, what) => {
  expect(bannedIn(path, text)).toEqual([`1 ${what}`]);
});

test.each([
  ['domain/a.ts', 'const now = instantMs(new Date(text).getTime());'],
  ['server/clock.ts', 'const clock = { now: () => Date.now() };'],
  ['server/config.ts', 'const config = configFrom(process.env);'],
  ['server/jobs/loop.ts', 'setInterval(turn, 1000);'],
  ['streams/runner/shard-run.ts', 'readings$.subscribe(print);'],
  ['scripts/a.ts', 'const at = Date.now();'],
  ['streams/gather.ts', 'const all = (source) => new Observable((subscriber) => source.subscribe(subscriber));'],
  ['streams/mqtt/a.ts', "client.subscribe(['twin/v1/+/up'], done);"],
  ['server/a.ts', 'class NotFound extends AppError {}'],
  ['server/a.ts', "import { Encoder } from 'socket.io-parser'; class ReadyEncoder extends Encoder {}"],
  ['db/a.ts', 'const t = sql`select * from json_to_recordset($1::json) as t(path text)`;'],
  ['db/testing.ts', 'const id = Date.now();'],
  ['domain/a.ts', "const text = 'never call Date.now() or setInterval()'; // nor Math.random()"],
  ['domain/a.ts', '// TODO #12: the other half'],
  ['db/a.ts', 'const rows = sql`select count(*) from reading`;'],
])('%s: %s is allowed', (path, text) => {
  expect(bannedIn(path, text)).toEqual([]);
});

test('a fault names its line', () => {
  expect(bannedIn('domain/a.ts', '/* one\ntwo */\n\nconst at = Date.now();\n')).toEqual(['4 Date.now()']);
});

test('a file has a largest size, and long files are listed without failing', () => {
  const ofLines = (lines: number) => sourceFile('domain/a.ts', 'export {};\n'.repeat(lines));
  expect(shapeFaults(ofLines(LINES_MAX))).toEqual([]);
  expect(shapeFaults(ofLines(LINES_MAX + 1))).toHaveLength(1);
  expect(sizesOf([ofLines(LINES_LONG), ofLines(LINES_LONG + 1)]).long).toHaveLength(1);
});

test('the median file is short, and nine in ten are not long', () => {
  const ofLines = (lines: number, index: number) => sourceFile(`domain/a${index}.ts`, '\n'.repeat(lines));
  const sizes = (lines: readonly number[]) => sizesOf(lines.map(ofLines)).faults.map((fault) => fault.says);
  expect(sizes([50, 100, 500])).toEqual([]);
  expect(sizes([50, 130, 200])).toEqual(['the median file has 130 lines, 120 at most']);
  expect(sizes([10, 10, 10, 10, 400, 400])).toEqual(['2 of 6 files are over 300 lines; one in ten at most']);
});

test('a file of nothing but re-exports is a barrel, types or not', () => {
  expect(shapeOf('domain/index.ts', "export * from './a.ts';\nexport type { B } from './b.ts';")).toEqual(['a barrel']);
  expect(shapeOf('domain/a.ts', "export { b } from './b.ts';\nexport const a = 1;")).toEqual([]);
});

test('default exports are for what Next and the tools ask for', () => {
  const text = 'export default function Page() { return null; }';
  expect(shapeOf('app/parts/Figure.tsx', text)).toEqual(['default export']);
  expect(shapeOf('app/wall/[park]/page.tsx', text)).toEqual([]);
  expect(shapeOf('e2e/playwright.config.ts', 'export default {};')).toEqual([]);
});

test('files are named in kebab case, components like what they draw', () => {
  expect(shapeOf('domain/roundToFen.ts', 'export {};')).toEqual(['file name']);
  expect(shapeOf('domain/round-to-fen.test.ts', 'export {};')).toEqual([]);
  expect(shapeOf('app/parts/Figure.tsx', 'export {};')).toEqual([]);
  expect(shapeOf('app/parts/figure_big.tsx', 'export {};')).toEqual(['file name']);
});

const LAWS_OPEN = (from: number) => Array.from({ length: 11 - from }, (_, i) => `## ${from + i}. Law\n- open: a later part\n`).join('\n');
const invariants = (text: string, ...tests: readonly (readonly [string, string])[]) =>
  invariantFaults([sourceFile('docs/INVARIANTS.md', text), ...tests.map(([path, source]) => sourceFile(path, source))]).map(
    (fault) => fault.says,
  );

test('each law names a test that exists, or what is open', () => {
  const law = (test: string) => `## 1. Count\n- test: ${test}\n\n${LAWS_OPEN(2)}`;
  const source =
    "// test('counted twice')\ntest.skipIf(late)('what came in is counted once', () => {}); test.each([1])(`%i is a count`, () => {});";
  const file = ['domain/a.test.ts', source] as const;
  expect(invariants(law('`domain/a.test.ts` > %i is a count'), file)).toEqual([]);
  expect(invariants(law('`domain/a.test.ts` > no such group > %i is a count'), file)).toHaveLength(1);
  expect(invariants(law('`domain/a.test.ts` > what came in is counted once'), file)).toEqual([]);
  expect(invariants(law('`domain/b.test.ts` > what came in is counted once'), file)).toEqual(['law 1: domain/b.test.ts does not exist']);
  expect(invariants(law('`domain/a.test.ts` > counted twice'), file)).toEqual(['law 1: domain/a.test.ts has no test "counted twice"']);
  expect(invariants(law('domain/a.test.ts, counted'), file)).toContain('write: - test: `path` > name');
  expect(invariants(`## 1. Count\n\nSoon.\n\n${LAWS_OPEN(2)}`)).toEqual(['law 1: names neither a test nor what is open']);
  expect(invariants(LAWS_OPEN(2))).toEqual(['law 1: names neither a test nor what is open']);
  expect(invariantFaults([])).toHaveLength(1);
});

test('the lock file holds no download addresses', () => {
  const lock = (text: string) => lockFaults([sourceFile('package-lock.json', text)]);
  expect(lock('{\n  "node_modules/a": { "version": "1.0.0" } }')).toEqual([]);
  expect(lock('{\n  "resolved": "x" }')).toMatchObject([{ path: 'package-lock.json', line: 2 }]);
});

test('all faults of a tree are reported at once, by file and line', () => {
  const faults = tidyFaults([
    sourceFile('domain/b.ts', 'const b = Math.random();\nconst a = Date.now();'),
    sourceFile('domain/a.ts', 'const a = Date.now();'),
    sourceFile('docs/INVARIANTS.md', LAWS_OPEN(1)),
  ]);
  expect(faults.map(({ path, line }) => `${path}:${line}`)).toEqual(['domain/a.ts:1', 'domain/b.ts:1', 'domain/b.ts:2']);
});
