import { describe, expect, test } from 'vitest';
import { parkDay } from '#domain/time/park-day.ts';
import type { ComparedPark, ParkLine } from '../../rpc/shapes.ts';
import { comparedRows, sumOf } from './compared.ts';

const park = (code: string): ParkLine => ({
  code,
  name: { zh: code, en: code },
  city: '',
  zone: 'Asia/Shanghai',
  group: { code: 'g', name: { zh: 'g', en: 'g' } },
  region: null,
});
const day = (text: string, wh: number, yuan: string, maxW: number | null) => ({ day: parkDay(text), wh, litres: 10, yuan, maxW });

const COMPARED: readonly ComparedPark[] = [
  { park: 'a', areaM2: 1_000, days: [day('2026-11-20', 500_000, '100.10', 40_000), day('2026-11-22', 700_000, '200.20', 60_000)] },
  { park: 'b', areaM2: 0, days: [day('2026-11-21', 300_000, '0.05', null)] },
];
const SPAN = { from: parkDay('2026-11-20'), to: parkDay('2026-11-22') };
const rows = comparedRows([park('a'), park('b'), park('new')], COMPARED, SPAN);

describe('parks side by side', () => {
  test('have the sums of the span, per square metre where the area is known', () =>
    expect(rows.map(({ wh, yuan, kWhPerM2, maxW, maxOn }) => [wh, yuan, kWhPerM2, maxW, maxOn])).toEqual([
      [1_200_000, '300.30', 1.2, 60_000, '2026-11-22'],
      [300_000, '0.05', null, null, null],
      [0, '0.00', null, null, null],
    ]));

  test('have a place in the trend for each day, empty where nothing was read', () =>
    expect(rows.map(({ trend }) => trend)).toEqual([
      [500_000, null, 700_000],
      [null, 300_000, null],
      [null, null, null],
    ]));

  test('add up to the group, whose use per square metre is that of parks with an area alone', () =>
    expect(sumOf(rows)).toEqual({ wh: 1_500_000, litres: 30, yuan: '300.35', kWhPerM2: 1.2, trend: [500_000, 300_000, 700_000] }));
});
