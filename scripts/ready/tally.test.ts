import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { sumOf, tallyOfCheck, tallyOfPlaywright, tallyOfVitest } from './tally.ts';

const folder = mkdtempSync(join(tmpdir(), 'tally-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const reportFile = (report: unknown): string => {
  const file = join(folder, `${JSON.stringify(report).length}.json`);
  writeFileSync(file, JSON.stringify(report));
  return file;
};
const ran = (code: number, output = '') => ({ code, output });
const one = (status: string, fullName = 'a meter is read') => ({ status, fullName });

test('the checks are counted by their last line', () => {
  expect(tallyOfCheck(ran(1, 'ok types\n4 passed, 2 failed\n'))).toEqual({ passed: 4, failed: 2, skipped: [] });
});

test('tests are counted one by one, and skipped ones are named', () => {
  const file = reportFile({
    testResults: [{ name: 'a', status: 'passed', assertionResults: [one('passed'), one('skipped', 'needs a broker')] }],
  });
  expect(tallyOfVitest(ran(0), file)).toEqual({ passed: 1, failed: 0, skipped: ['needs a broker'] });
});

test('a test file that cannot be read is a failure beside those that ran', () => {
  const file = reportFile({
    testResults: [
      { name: 'a', status: 'passed', assertionResults: [one('passed')] },
      { name: 'broken', status: 'failed', assertionResults: [] },
    ],
  });
  expect(tallyOfVitest(ran(1), file)).toMatchObject({ passed: 1, failed: 1 });
});

test('browser tests are counted through nested suites', () => {
  const specs = [{ title: 'a wall shows power', tests: [{ status: 'skipped' }] }];
  const file = reportFile({ stats: { expected: 3, flaky: 1, unexpected: 0 }, suites: [{ suites: [{ specs }] }] });
  expect(tallyOfPlaywright(ran(0), file)).toEqual({ passed: 4, failed: 0, skipped: ['a wall shows power'] });
});

test('a part that ran nothing is a failure', () => {
  const nothing = { passed: 0, failed: 1, skipped: [], why: 'ran no test (exit code 0)' };
  expect(tallyOfCheck(ran(0))).toEqual(nothing);
  expect(tallyOfVitest(ran(0), join(folder, 'missing.json'))).toEqual(nothing);
  expect(tallyOfPlaywright(ran(0), join(folder, 'missing.json'))).toEqual(nothing);
});

test('a part that ends badly though all its tests passed is a failure', () => {
  const file = reportFile({ testResults: [{ name: 'a', status: 'passed', assertionResults: [one('passed'), one('passed')] }] });
  expect(tallyOfVitest(ran(1), file)).toMatchObject({ passed: 2, failed: 1, why: 'ended with exit code 1 though no test failed' });
});

test('the sum is over all parts', () => {
  expect(
    sumOf([
      { passed: 5, failed: 1, skipped: [] },
      { passed: 7, failed: 0, skipped: [] },
    ]),
  ).toEqual({ passed: 12, failed: 1 });
});
