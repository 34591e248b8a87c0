import { expect, test } from 'vitest';
import type { ParkFile } from '#domain/park/park-file.ts';
import { parkDay } from '#domain/time/park-day.ts';
import { yearReport } from '#server/audit/year-report.ts';
import { demoPark, playYear } from './play-year.ts';

const SINCE = parkDay('2025-11-01');

/**
 * The master and one house of a demo park. What the house's gateway keeps back at a month's end is shared at the mean price until it comes: in L4 that is
 * less than the park paid for it, in L1 to L3 a few yuan more, and PC-01 keeps the month's bills back.
 */
const oneHouse = (file: ParkFile, house: string): ParkFile => {
  const points = file.points.filter(({ code, parent }) => code === 'G1' || code === `${house}-M` || parent === `${house}-M`);
  const codes = new Set(points.map(({ code }) => code));
  const installations = file.installations.filter(({ point }) => codes.has(point));
  const serials = new Set(installations.map(({ device }) => device));
  return { ...file, points, installations, devices: file.devices.filter(({ serial }) => serials.has(serial)) };
};

test('two months of readings, late ones after the bills among them, end in books that add up to the Wh and the fen', async () => {
  const { file, demoNow } = demoPark('luyuan', SINCE);
  const { ends, audit } = await playYear({
    park: { file: oneHouse(file, 'L4'), demoNow },
    since: SINCE,
    months: 2,
    everyMinutes: 60,
    method: 'tariff',
    sharedPrice: 'mean',
    keep: null,
    onMonth: () => {},
  });
  expect(audit.flatMap(({ month, differences }) => differences.map((one) => ({ month, ...one })))).toEqual([]);
  // December's bills correct November, which was shared without what came late.
  expect(audit.map(({ energy }) => energy?.run?.revision)).toEqual([2, 1]);
  expect(ends.map(({ refused }) => refused)).toEqual([[], []]);
  expect(ends.every(({ issued }) => issued > 0)).toBe(true);
  expect(yearReport({ park: 'luyuan', zone: 'Asia/Shanghai' }, audit)).toMatch(/^total .* {2}0\.000 .* 0\.00 /m);
}, 300_000);
