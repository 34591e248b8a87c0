import { describe, expect, test } from 'vitest';
import { instantMs, SLOT_MS } from '#domain/time/instant.ts';
import type { PointMonth } from '../../rpc/shapes.ts';
import { dayMaxima, meansOf, monthDays } from './month-days.ts';

const month = (from: number, quantity: readonly (number | null)[], maxW: readonly (number | null)[] = quantity): PointMonth => ({
  medium: 'electricity',
  from: instantMs(from),
  step: SLOT_MS,
  quantity,
  quality: quantity.map(() => 'measured'),
  period: quantity.map(() => null),
  maxW,
});

const slots = (n: number) => Array.from({ length: n }, () => 25);

describe('the days of a month of slots', () => {
  test('have 96 quarters in China', () => {
    const days = monthDays(month(Date.UTC(2026, 9, 31, 16), slots(96 * 2 + 5)), 'Asia/Shanghai');
    expect(days.map(({ label, first, slots: n, weekend }) => [label, first, n, weekend])).toEqual([
      ['11-01', 0, 96, true],
      ['11-02', 96, 96, false],
      ['11-03', 192, 5, false],
    ]);
  });

  test('have 92 where the clock is put forward', () => {
    const days = monthDays(month(Date.UTC(2026, 2, 28, 23), slots(200)), 'Europe/Berlin');
    expect(days.map(({ slots: n }) => n)).toEqual([92, 96, 12]);
  });
});

test('a day has its largest block and its largest sliding window, and when', () => {
  const from = Date.UTC(2026, 9, 31, 16);
  const quantity = [...slots(96), 10, 40, null];
  const maxW = [...slots(96).map(() => null), 50, 120, 170];
  const given = month(from, quantity, maxW);
  expect(meansOf(given).slice(95)).toEqual([100, 40, 160, null]);
  expect(dayMaxima(given, monthDays(given, 'Asia/Shanghai'))).toEqual([
    { block: 100, sliding: null, at: from },
    { block: 160, sliding: 170, at: from + 98 * SLOT_MS },
  ]);
});
