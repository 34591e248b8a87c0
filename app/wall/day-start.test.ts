import { expect, test } from 'vitest';
import type { ParkDay } from '#domain/time/instant.ts';
import { dayRange } from '#domain/time/park-day.ts';
import { dayStart } from './day-start.ts';

test.each([
  ['2026-11-01', 'Asia/Shanghai'],
  ['2026-11-22', 'UTC'],
  ['2026-03-08', 'America/St_Johns'],
  ['2026-11-01', 'America/St_Johns'],
  ['2026-03-29', 'Europe/Berlin'],
  ['2026-10-25', 'Europe/Berlin'],
])('the midnight of %s in %s is that of the rules', (day, zone) =>
  expect(dayStart(day, zone)).toBe(dayRange(day as unknown as ParkDay, zone).from),
);
