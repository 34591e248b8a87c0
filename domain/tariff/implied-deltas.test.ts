import { describe, expect, test } from 'vitest';
import type { Price } from '../units/money.ts';
import { priceOf } from './charge-lines.ts';
import { floatingBase, impliedDeltas } from './implied-deltas.ts';
import { byPeriod, component, hubei, shandong, version, yuan } from './testing/tariffs.ts';

const published = (...prices: Parameters<typeof byPeriod>) => version({ components: [component('all', byPeriod(...prices))] });
const within = (found: Price, expected: string, tolerance: bigint): boolean => {
  const off = found - yuan(expected);
  return off <= tolerance && -off <= tolerance;
};

describe('湖北 2026-01, 110 kV', () => {
  test('follows from its components: purchase and line loss float, nothing else', () => {
    const made = hubei();
    expect(floatingBase(made, ['purchase', 'lineLoss'])).toBe(yuan('0.398113'));
    expect(priceOf(made, 'flat')).toBe(yuan('0.613986'));
    expect(priceOf(made, 'criticalPeak')).toBe(yuan('1.012099'));
    // State Grid's tables hold six decimals: 0.000001.
    expect(within(priceOf(made, 'peak'), '0.809061', 100n)).toBe(true);
    expect(within(priceOf(made, 'valley'), '0.395024', 100n)).toBe(true);
  });

  test('implies the floats that its notice states', () => {
    const table = published('0', '0.395024', '0.613986', '0.809061', '1.012099');
    const stated = { base: yuan('0.398113'), deltaPpm: { valley: -550_000, flat: 0, peak: 490_000, criticalPeak: 1_000_000 } };
    expect(impliedDeltas(table, stated).map(({ period, impliedPpm, warn }) => [period, impliedPpm, warn])).toEqual([
      ['valley', -550_000, false],
      ['flat', 0, false],
      ['peak', 489_999, false],
      ['criticalPeak', 1_000_000, false],
    ]);
  });

  test('two-part 1-10 kV: the misread peak 0.848961 is found, the true 0.846961 is not', () => {
    const stated = { base: yuan('0.398113'), deltaPpm: { peak: 490_000 } };
    const peakOf = (peak: string) => impliedDeltas(published('0', '0.432924', '0.651886', peak, '1.049999'), stated)[0];
    expect(peakOf('0.848961')).toEqual({ period: 'peak', statedPpm: 490_000, impliedPpm: 495_023, warn: true });
    expect(peakOf('0.846961')).toMatchObject({ warn: false });
  });
});

test('山东 2026-08, 110 kV, follows from its base within 0.0002 and raises no warning', () => {
  const table = shandong().versions[1];
  if (!table) throw new Error('no version');
  const base = yuan('0.4453');
  const byFormula = (ppm: bigint): bigint => priceOf(table, 'flat') + (base * ppm) / 1_000_000n;
  const stated = { criticalPeak: 1_000_000, peak: 700_000, valley: -700_000, deepValley: -900_000 };
  for (const [period, ppm] of Object.entries(stated) as [keyof typeof stated, number][]) {
    const off = priceOf(table, period) - byFormula(BigInt(ppm));
    expect(off <= 20_000n && off >= -20_000n).toBe(true);
  }
  const implied = impliedDeltas(table, { base, deltaPpm: stated });
  expect(implied.map(({ impliedPpm }) => impliedPpm)).toEqual([-899_843, -699_753, 699_978, 1_000_000]);
  expect(implied.filter(({ warn }) => warn)).toEqual([]);
});

test('half a percentage point is still in order, a millionth of a fen more is not', () => {
  const stated = { base: yuan('0.4'), deltaPpm: { peak: 700_000 } };
  const warns = (peak: string) => impliedDeltas(published('0', '0', '0.5', peak, '0'), stated)[0]?.warn;
  expect(['0.782', '0.78200001', '0.778', '0.77799999'].map(warns)).toEqual([false, true, false, true]);
});

test('a base that floats nothing is refused', () => {
  expect(() => impliedDeltas(version(), { base: yuan('0'), deltaPpm: {} })).toThrow(RangeError);
});
