import { expect, test } from 'vitest';
import { parkDay } from '#domain/time/park-day.ts';
import { demoTariffs } from './tariffs.ts';

const milli = (yuan: string): bigint => BigInt(Math.round(Number(yuan) * 1e8));
const sumsOf = (since: string, month: number) => {
  const version = demoTariffs(parkDay(since)).find(({ code }) => code === 'sd-tou')?.versions[month];
  return (['criticalPeak', 'peak', 'flat', 'valley', 'deepValley'] as const).map((period) =>
    version?.components.reduce((sum, { prices }) => sum + milli(prices[period] ?? prices.flat), 0n),
  );
};

test.each([
  ['2026-07', 0, ['1.10366875', '0.95836875', '0.61896875', '0.27966875', '0.18266875']],
  ['2026-08', 1, ['1.01796875', '0.88436875', '0.57266875', '0.26106875', '0.17196875']],
])('the parts of %s add up to the published delivered price in every period, to the eighth decimal', (_, index, published) => {
  expect(sumsOf('2026-10-13', index)).toEqual(published.map(milli));
});

test('prices are in force for all of the history, whenever the demo is made', () => {
  const first = (since: string) => demoTariffs(parkDay(since)).map(({ versions }) => versions[0]?.validFrom);
  expect(first('2026-10-13')).toEqual(['2026-07-01', '2026-07-01', '2026-10-13', '2026-10-13', '2026-10-13']);
  expect(first('2025-03-01')).toEqual(['2025-03-01', '2025-03-01', '2025-03-01', '2025-03-01', '2025-03-01']);
});
