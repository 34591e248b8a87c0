import { describe, expect, test } from 'vitest';
import { areaOf } from '../tariff/provinces/areas.ts';
import type { Period, TariffVersion } from '../tariff/tariff.ts';
import { parkDay } from '../time/park-day.ts';
import { type Price, price } from '../units/money.ts';
import { bookOver, takenBack, versionsInArea } from './other-tariff.ts';

const flat = (at: number): Record<Period, Price> => {
  const one = price(BigInt(Math.round(at * 1e8)));
  return { deepValley: one, valley: one, flat: one, peak: one, criticalPeak: one };
};
const own = (validFrom: string, purchase: number, code = 'purchase'): TariffVersion => ({
  id: 1,
  validFrom: parkDay(validFrom),
  source: 'own',
  components: [
    { code, name: { zh: '购电', en: 'Purchase' }, prices: flat(purchase) },
    { code: 'td', name: { zh: '输配', en: 'T&D' }, prices: flat(0.1) },
  ],
  rules: [],
});
const jiangsu = areaOf('jiangsu');
if (!jiangsu) throw new Error('no such area');
const span = { from: parkDay('2026-02-01'), to: parkDay('2026-04-30'), customers: 'two-part' };

describe('one’s own prices in another grid area', () => {
  test('float there by the month, from one’s own flat price on; what does not float stays', () => {
    const made = versionsInArea(jiangsu, [own('2026-01-01', 0.4), own('2026-03-16', 0.5)], span);
    if (made.type !== 'versions') throw new Error(made.type);
    expect(made.versions.map(({ validFrom }) => validFrom)).toEqual(['2026-02-01', '2026-03-01', '2026-03-16', '2026-04-01']);
    const [first, , third] = made.versions;
    expect(first?.components.map(({ prices }) => [prices.valley, prices.flat, prices.peak])).toEqual([
      [14_000_000n, 40_000_000n, 72_000_000n],
      [10_000_000n, 10_000_000n, 10_000_000n],
    ]);
    expect(third?.components[0]?.prices.peak).toBe(90_000_000n);
    expect(first?.source).toContain('苏发改价格发〔2025〕426号');
    expect(first?.rules).toBe(jiangsu.rules);
  });

  test('are not guessed where the notice’s floats are not known, or float nothing one has', () => {
    const shanghai = areaOf('shanghai-single');
    if (!shanghai) throw new Error('no such area');
    expect(versionsInArea(shanghai, [own('2026-01-01', 0.4)], span)).toEqual({ type: 'floatsUnknown' });
    expect(versionsInArea(jiangsu, [own('2026-01-01', 0.4, 'all')], span)).toMatchObject({ type: 'nothingFloats' });
  });
});

test('a tariff younger than the months asked about is taken back, and says since when it really is', () => {
  const versions = [own('2026-03-01', 0.4), own('2026-04-01', 0.5)];
  const book = bookOver(versions, { zone: 'Asia/Shanghai', calendar: new Map(), from: parkDay('2026-01-01') });
  expect(book.versions.map(({ validFrom }) => validFrom)).toEqual(['2026-01-01', '2026-04-01']);
  expect(takenBack(versions, parkDay('2026-01-01'))).toBe('2026-03-01');
  expect(takenBack(versions, parkDay('2026-03-01'))).toBeNull();
});
