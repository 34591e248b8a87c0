import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type SwmFile, swmReadings } from './swm.ts';

const HEADER = 'meter_id,local_time,reading_litres,diff_litres';

test('litres are thousandths of a cubic metre, at the time of Spain', () => {
  expect(accepted(`${HEADER}\nM01,2016-03-01 00:52:28,66126,4\nM02,2016-07-01 00:00:00,7,0\n`).readings).toEqual([
    { serial: 'SWM-M01', at: Date.UTC(2016, 1, 29, 23, 52, 28), registers: { volumeM3: '66.126' } },
    { serial: 'SWM-M02', at: Date.UTC(2016, 5, 30, 22), registers: { volumeM3: '0.007' } },
  ]);
});

test('the hour that autumn repeats is told apart by what the meter said before', () => {
  const rows = ['01:25:26', '02:25:26', '02:25:26', '03:25:17'].map((time, i) => `M06,2016-10-30 ${time},${236_557 + i},1`);
  const { readings, repeated } = accepted([HEADER, ...rows].join('\n'));
  expect(repeated).toBe(1);
  expect(readings.map(({ at }) => at - Date.UTC(2016, 9, 29, 23, 25, 26))).toEqual([0, 3_600_000, 7_200_000, 10_791_000]);
});

test('a row repeated at any other hour stays where it is', () => {
  const { readings, repeated } = accepted(`${HEADER}\nM06,2016-10-29 02:25:26,5,1\nM06,2016-10-29 02:25:26,5,0`);
  expect([repeated, readings[0]?.at === readings[1]?.at]).toEqual([0, true]);
});

test('a time the clock skips in spring is left out and counted', () => {
  expect(accepted(`${HEADER}\nM01,2016-03-27 02:30:00,1,0`)).toEqual({ readings: [], skipped: 1, repeated: 0 });
});

test.each([
  ['meter,time', 'line 1'],
  [`${HEADER}\nM01,2016-03-01T00:52:28,66126,4`, 'line 2'],
  [`${HEADER}\nM01,2016-03-01 00:52:28,66.126,4`, 'line 2'],
  [`${HEADER}\nM01,2016-03-01 00:52:28,-1,4`, 'line 2'],
])('a file of another form is refused with its line', (csv, fault) => {
  expect(swmReadings(csv).fault).toContain(fault);
});

const FILE = fileURLToPath(new URL('../../../shared/data/water/swm_hourly_4_meters.csv', import.meta.url));

test.skipIf(!existsSync(FILE))('the real file: four meters, no row lost, two rows in the second pass of 30 October 2016', () => {
  const { readings, skipped, repeated } = accepted(readFileSync(FILE, 'utf8'));
  expect([readings.length, skipped, repeated]).toEqual([32_817, 0, 2]);
  const counts = Object.groupBy(readings, ({ serial }) => serial);
  expect(Object.entries(counts).map(([serial, list]) => [serial, list?.length])).toEqual([
    ['SWM-M01', 8_091],
    ['SWM-M02', 7_393],
    ['SWM-M06', 8_662],
    ['SWM-M07', 8_671],
  ]);
  expect([counts['SWM-M01']?.at(0)?.registers, counts['SWM-M01']?.at(-1)?.registers]).toEqual([
    { volumeM3: '66.126' },
    { volumeM3: '166.742' },
  ]);
});

const accepted = (csv: string): SwmFile => {
  const read = swmReadings(csv);
  if (read.fault !== undefined) throw new Error(read.fault);
  return { readings: read.readings, skipped: read.skipped, repeated: read.repeated };
};
