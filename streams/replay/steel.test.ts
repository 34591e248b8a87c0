import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { registerFromKilo } from '#domain/units/quantity.ts';
import type { ReplayReading } from './reading.ts';
import { steelReadings } from './steel.ts';

const HEADER = 'date,Usage_kWh,Lagging_Current_Reactive.Power_kVarh,Leading_Current_Reactive_Power_kVarh';

test('a reading at new year, and one at the end of each quarter of an hour, registers adding up', () => {
  const { readings } = accepted(`\ufeff${HEADER}\r\n1/1/2018 0:15,3.17,2.95,0\r\n01/01/2018 00:30,4,4.4,0\r\n`);
  expect(readings).toEqual([
    { serial: 'STEEL-0001', at: Date.UTC(2017, 11, 31, 15), registers: { importKWh: '0.00', importKvarh: '0.00' } },
    { serial: 'STEEL-0001', at: Date.UTC(2017, 11, 31, 15, 15), registers: { importKWh: '3.17', importKvarh: '2.95' } },
    { serial: 'STEEL-0001', at: Date.UTC(2017, 11, 31, 15, 30), registers: { importKWh: '7.17', importKvarh: '7.35' } },
  ]);
});

test('the last quarter of a day is labelled 00:00 of that day', () => {
  const rows = Array.from({ length: 96 }, (_, i) => `1/1/2018 ${Math.floor(((i + 1) / 4) % 24)}:${['15', '30', '45', '00'][i % 4]},1,0,0`);
  const { readings } = accepted([HEADER, ...rows, '2/1/2018 0:15,1,0,0'].join('\n'));
  expect(readings).toHaveLength(98);
  expect(readings[96]?.at).toBe(Date.UTC(2018, 0, 1, 15));
});

test.each([
  ['', 'line 1: expected columns'],
  [`${HEADER}\n1/1/2018 0:30,1,0,0`, 'line 2: the interval that ends at 1/1/2018 0:15 is labelled "1/1/2018 0:30"'],
  [`${HEADER}\n1/1/2018 0:15,1,0,0\n1/1/2018 0:15,1,0,0`, 'line 3: the interval'],
  [`${HEADER}\n1/1/2018 0:15,-1,0,0`, 'line 2: kWh "-1"'],
  [`${HEADER}\n1/1/2018 0:15,1.234,0,0`, 'line 2: kWh "1.234"'],
  [`${HEADER}\n1/1/2018 0:15`, 'line 2: kWh ""'],
])('a file that is not the plant is refused with its line', (csv, fault) => {
  expect(steelReadings(csv).fault).toContain(fault);
});

const FILE = fileURLToPath(new URL('../../../shared/data/load/Steel_industry_data.csv', import.meta.url));

describe.skipIf(!existsSync(FILE))('the real file', () => {
  const { readings } = existsSync(FILE) ? accepted(readFileSync(FILE, 'utf8')) : { readings: [] };

  test('35,040 quarter-hours end on the last midnight of 2018, with 959,636.71 kWh and 456,759.84 kvarh', () => {
    expect(readings).toHaveLength(35_041);
    expect(readings.at(-1)).toEqual({
      serial: 'STEEL-0001',
      at: Date.UTC(2018, 11, 31, 15),
      registers: { importKWh: '959636.71', importKvarh: '456759.84' },
    });
  });

  test('the highest mean power of a quarter-hour in November is 628.72 kW', () => {
    const [from, to] = [Date.UTC(2018, 9, 31, 15), Date.UTC(2018, 10, 30, 15)];
    const kW = readings.slice(1).map((reading, i) => ({ at: reading.at, mean: (energyMilli(reading) - energyMilli(readings[i])) * 4e-6 }));
    const november = kW.filter(({ at }) => at > from && at <= to).map(({ mean }) => mean);
    expect(november).toHaveLength(30 * 96);
    expect(Math.max(...november)).toBeCloseTo(628.72, 6);
  });
});

const accepted = (csv: string): { readonly readings: readonly ReplayReading[] } => {
  const read = steelReadings(csv);
  if (read.fault !== undefined) throw new Error(read.fault);
  return read;
};

const energyMilli = (reading: ReplayReading | undefined): number =>
  reading && 'importKWh' in reading.registers ? (registerFromKilo(reading.registers.importKWh) ?? Number.NaN) : Number.NaN;
