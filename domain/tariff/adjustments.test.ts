import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, parkDay } from '../time/park-day.ts';
import { type Fen, price, yuanFromFen } from '../units/money.ts';
import { adjustmentsOf } from './adjustments.ts';
import type { BookVersion, PriceBook } from './price-book.ts';
import type { Load } from './rate-load.ts';
import { type RatedMonth, rateMonths } from './rate-months.ts';
import { book, bookVersion, loadFrom } from './testing/books.ts';
import { component, rule, samePrice, yuan } from './testing/tariffs.ts';

const versionOf = (validFrom: string, at: string): BookVersion =>
  bookVersion({ validFrom: parkDay(validFrom), components: [component('all', samePrice(yuan(at)))], rules: [rule('peak', '08:00-12:00')] });
const monthsOf = (versions: readonly BookVersion[], load: Load): readonly RatedMonth[] => {
  const rated = rateMonths(book({ versions }) satisfies PriceBook, load, { maxDemandW: new Map() });
  if (rated.type === 'unpriced') throw new Error('every day has a price');
  return rated.months;
};
const sum = (amounts: readonly Fen[]): bigint => amounts.reduce((all, amount) => all + amount, 0n);

test('0.65 becomes 0.62 from the 11th, 300 kWh lie after it: 9.00 come back', () => {
  // 10 kWh a day at night for 10 days, then 15 a day for 20.
  const load = loadFrom(
    '2026-04-01T00:00:00+08:00',
    1,
    Array.from({ length: 720 }, (_, hour) => (hour % 24 !== 0 ? 0 : hour < 240 ? 10_000 : 15_000)),
  );
  const lines = adjustmentsOf(
    monthsOf([versionOf('2026-01-01', '0.65')], load),
    monthsOf([versionOf('2026-01-01', '0.65'), versionOf('2026-04-11', '0.62')], load),
  );
  expect(
    lines.map(({ component: code, period, before, after, amount }) => [code, period, ...[before, after, amount].map(yuanFromFen)]),
  ).toEqual([['all', 'flat', '260.00', '251.00', '-9.00']]);
});

test('nothing changed: nothing to adjust; a line that comes or goes is adjusted from or to nothing', () => {
  const load = loadFrom('2026-04-01T00:00:00+08:00', 1, [1_000]);
  const months = monthsOf([versionOf('2026-01-01', '1')], load);
  expect(adjustmentsOf(months, months)).toEqual([]);
  expect(adjustmentsOf([], months)).toMatchObject([{ before: 0n, after: 100n, amount: 100n }]);
  expect(adjustmentsOf(months, [])).toMatchObject([{ before: 100n, after: 0n, amount: -100n }]);
});

test('a price changed before or after rating gives the same total, however often it changes', () => {
  const wh = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 24, maxLength: 24 * 40 });
  const prices = fc.array(fc.tuple(fc.integer({ min: 0, max: 39 }), fc.bigInt({ min: 0n, max: 200_000_000n })), {
    minLength: 1,
    maxLength: 4,
  });
  fc.assert(
    fc.property(wh, prices, (used, changes) => {
      const load = loadFrom('2026-04-20T00:00:00+08:00', 1, used);
      let versions = [versionOf('2026-01-01', '0.5')];
      let months = monthsOf(versions, load);
      let billed = sum(months.map(({ total }) => total));
      for (const [days, at] of changes) {
        const validFrom = addDays(parkDay('2026-04-20'), days);
        const changed = bookVersion({
          validFrom,
          components: [component('all', samePrice(price(at)))],
          rules: [rule('peak', '08:00-12:00')],
        });
        versions = [...versions.filter((version) => version.validFrom !== validFrom), changed].sort((a, b) =>
          a.validFrom < b.validFrom ? -1 : 1,
        );
        const anew = monthsOf(versions, load);
        billed += sum(adjustmentsOf(months, anew).map(({ amount }) => amount));
        months = anew;
      }
      expect(billed).toBe(sum(monthsOf(versions, load).map(({ total }) => total)));
    }),
  );
});
