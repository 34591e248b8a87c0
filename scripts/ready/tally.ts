import { readFileSync } from 'node:fs';
import type { Ran } from './command.ts';

/** What one part of a test run came to. `why` names a failure that no single test stands for. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly string[];
  readonly why?: string;
}

export const tallyOfCheck = (ran: Ran): Tally => {
  const match = /^(\d+) passed, (\d+) failed$/m.exec(ran.output);
  return honest(ran, { passed: Number(match?.[1] ?? 0), failed: Number(match?.[2] ?? 0), skipped: [] });
};

interface VitestReport {
  readonly testResults: readonly { readonly name: string; readonly status: string; readonly assertionResults: readonly VitestCase[] }[];
}
interface VitestCase {
  readonly status: string;
  readonly fullName: string;
}

/** A file that cannot even be read counts as one failure. */
export const tallyOfVitest = (ran: Ran, file: string): Tally => {
  const suites = reportOf<VitestReport>(file)?.testResults ?? [];
  const tests = suites.flatMap((suite) => suite.assertionResults);
  const failed = tests.filter((test) => test.status === 'failed').length;
  const unread = suites.filter((suite) => suite.status === 'failed' && suite.assertionResults.every((test) => test.status !== 'failed'));
  return honest(ran, {
    passed: tests.filter((test) => test.status === 'passed').length,
    failed: failed + unread.length,
    skipped: tests.filter((test) => test.status !== 'passed' && test.status !== 'failed').map((test) => test.fullName),
  });
};

interface PlaywrightReport {
  readonly stats: { readonly expected: number; readonly flaky: number; readonly unexpected: number };
  readonly suites: readonly PlaywrightSuite[];
}
interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly { readonly title: string; readonly tests: readonly { readonly status: string }[] }[];
}

export const tallyOfPlaywright = (ran: Ran, file: string): Tally => {
  const report = reportOf<PlaywrightReport>(file);
  const specs = specsOf(report?.suites ?? []);
  return honest(ran, {
    passed: (report?.stats.expected ?? 0) + (report?.stats.flaky ?? 0),
    failed: report?.stats.unexpected ?? 0,
    skipped: specs.filter((spec) => spec.tests.some((test) => test.status === 'skipped')).map((spec) => spec.title),
  });
};

export const sumOf = (tallies: readonly Tally[]): { readonly passed: number; readonly failed: number } => ({
  passed: tallies.reduce((sum, tally) => sum + tally.passed, 0),
  failed: tallies.reduce((sum, tally) => sum + tally.failed, 0),
});

/** A part that ran nothing, or ended badly though each of its tests passed, is a failure too. */
const honest = (ran: Ran, tally: Tally): Tally => {
  if (tally.failed > 0) return tally;
  if (tally.passed === 0) return { ...tally, failed: 1, why: `ran no test (exit code ${ran.code})` };
  if (ran.code !== 0) return { ...tally, failed: 1, why: `ended with exit code ${ran.code} though no test failed` };
  return tally;
};

/** A report file of a test runner; its shape is the runner's promise. Null when the runner died before writing it. */
const reportOf = <Report>(file: string): Report | null => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
};

const specsOf = (suites: readonly PlaywrightSuite[]): NonNullable<PlaywrightSuite['specs']> =>
  suites.flatMap((suite) => [...(suite.specs ?? []), ...specsOf(suite.suites ?? [])]);
