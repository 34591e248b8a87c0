import { expect, test } from 'vitest';
import type { ParkFile } from '#domain/park/park-file.ts';
import { parkDay } from '#domain/time/park-day.ts';
import { yearReport } from '#server/audit/year-report.ts';
import { demoPark, playYear } from './play-year.ts';

const SINCE = parkDay('2025-11-01');

/**
 * The master and one house of a demo park. What the house's gateway keeps back at a month's end is shared until it comes: at the mean price, in L4 that is
 * less than the park paid for it, in L1 to L3 a few yuan more, and PC-01 keeps the month's bills back; by what the bills leave it is nowhere.
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
}, 600_000);

/** Tenants' tariff by so much dearer than the grid, yuan a kWh. */
const DEARER = '0.3';
const dearer = (file: ParkFile): ParkFile => ({
  ...file,
  tariffs: file.tariffs.map((tariff) => {
    const own = { code: 'more', name: { zh: '加价', en: 'More' }, prices: { flat: DEARER } };
    const versions = tariff.versions.map((version) => ({ ...version, components: [...version.components, own] }));
    return tariff.code === 'sd-tou' ? { ...tariff, versions } : tariff;
  }),
});

test('two months whose tariffs bring in more than the bills give it back, late readings or not: nothing is held back, and what is collected is what was paid', async () => {
  const { file, demoNow } = demoPark('luyuan', SINCE);
  const { ends, audit } = await playYear({
    park: { file: dearer(oneHouse(file, 'L1')), demoNow },
    since: SINCE,
    months: 2,
    everyMinutes: 60,
    method: 'tariff',
    sharedPrice: 'remainder',
    keep: null,
    onMonth: () => {},
  });
  expect(audit.flatMap(({ month, differences }) => differences.map((one) => ({ month, ...one })))).toEqual([]);
  expect(audit.map(({ energy }) => energy?.run?.revision)).toEqual([2, 1]);
  expect(ends.map(({ refused }) => refused)).toEqual([[], []]);
  for (const { energy } of audit) {
    const { remainder, pools } = energy?.allocation ?? {};
    expect((remainder?.left ?? 0n) < 0n).toBe(true);
    const shared = pools?.reduce((sum, { fen }) => sum + (fen ?? 0n), 0n) ?? 0n;
    const paid = energy?.purchase.bills.reduce((sum, { total }) => sum + total, 0n);
    expect((remainder?.own ?? 0n) + (remainder?.vacant ?? 0n) + shared).toBe(paid);
  }
  expect(yearReport({ park: 'luyuan', zone: 'Asia/Shanghai' }, audit)).toContain('2025-11: tariffs brought in');
}, 600_000);
