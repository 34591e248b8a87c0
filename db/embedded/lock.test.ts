import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DataDirInUse, lockDataDir } from './lock.ts';

const NOW = new Date('2026-11-22T02:00:00Z');
const GONE_PID = 2 ** 22 - 3;
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lock-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const leaveLock = (holder: object, touched: Date): void => {
  writeFileSync(join(dir, 'lock'), JSON.stringify(holder));
  utimesSync(join(dir, 'lock'), touched, touched);
};

test('a directory has one holder at a time, and the next gets it when the first lets go', () => {
  const first = lockDataDir(dir, NOW);
  expect(() => lockDataDir(dir, NOW)).toThrow(DataDirInUse);
  expect(() => lockDataDir(dir, NOW)).toThrow(`in use by process ${process.pid} on ${hostname()}`);
  expect(first.renew(NOW)).toBe(true);
  first.release();
  expect(first.renew(NOW)).toBe(false);
  lockDataDir(dir, NOW).release();
});

test('the lock of a process that is gone is taken over', () => {
  leaveLock({ pid: GONE_PID, host: hostname(), born: '1' }, NOW);
  expect(lockDataDir(dir, NOW).renew(NOW)).toBe(true);
});

test('a process that got the dead holder’s number is not taken for it', () => {
  leaveLock({ pid: process.pid, host: hostname(), born: '1' }, NOW);
  expect(lockDataDir(dir, NOW).renew(NOW)).toBe(true);
});

test('a holder on another host is believed while it touches its lock', () => {
  leaveLock({ pid: 1, host: 'another', born: '1' }, new Date(NOW.getTime() - 10_000));
  expect(() => lockDataDir(dir, NOW)).toThrow('process 1 on another');
  leaveLock({ pid: 1, host: 'another', born: '1' }, new Date(NOW.getTime() - 31_000));
  expect(lockDataDir(dir, NOW).renew(NOW)).toBe(true);
});

test('a lock that was cut off while written is nobody’s', () => {
  writeFileSync(join(dir, 'lock'), '{"pid":');
  expect(lockDataDir(dir, NOW).renew(NOW)).toBe(true);
});

test('a holder whose lock was taken learns it at the next renewal, and does not remove the new one', () => {
  const lost = lockDataDir(dir, NOW);
  leaveLock({ pid: 1, host: 'another', born: '1' }, NOW);
  expect(lost.renew(NOW)).toBe(false);
  lost.release();
  expect(() => lockDataDir(dir, NOW)).toThrow('process 1 on another');
});
