import { expect, test } from 'vitest';
import { parkDay } from '../time/park-day.ts';
import { dayBand } from './day-band.ts';
import type { TariffVersion } from './tariff.ts';
import { component, rule, samePrice, version, yuan } from './testing/tariffs.ts';

const told = (of: TariffVersion, day: string, zone = 'Asia/Shanghai') =>
  dayBand(of, parkDay(day), { zone, calendar: new Map() })?.map(
    ({ from, to, slots, period, price }) => `${from}-${to} ${slots} ${period} ${price}`,
  ) ?? null;

const peak = version({ rules: [rule('peak', '17:00-21:00'), rule('criticalPeak', '18:00-19:00', { months: [7, 8] })] });

test.each([
  ['2026-11-20', ['00:00-17:00 68 flat 300000000', '17:00-21:00 16 peak 400000000', '21:00-24:00 12 flat 300000000']],
  [
    '2026-07-20',
    [
      '00:00-17:00 68 flat 300000000',
      '17:00-18:00 4 peak 400000000',
      '18:00-19:00 4 criticalPeak 500000000',
      '19:00-21:00 8 peak 400000000',
      '21:00-24:00 12 flat 300000000',
    ],
  ],
])('%s is a band of its season', (day, pieces) => expect(told(peak, day)).toEqual(pieces));

test('a day of one price is one piece, before the version’s first day too', () => {
  expect(told(version(), '2020-01-01')).toEqual(['00:00-24:00 96 flat 300000000']);
});

test('prices by the clock cut a period where they change, and add to it', () => {
  const prices = Array.from({ length: 24 }, (_, hour) => yuan(hour < 12 ? '0.1' : '0.2'));
  const spot = { code: 'spot', name: { zh: '现货', en: 'Spot' }, vectors: [{ from: parkDay('2026-11-01'), prices }] };
  const of = version({ components: [component('td', samePrice(yuan('1')))], vectors: [spot] });
  expect(told(of, '2026-11-20')).toEqual(['00:00-12:00 48 flat 110000000', '12:00-24:00 48 flat 120000000']);
  expect(told(of, '2026-10-31')).toBeNull();
});

test('an hour that autumn repeats is there twice, one that spring skips is not', () => {
  const night = version({ rules: [rule('valley', '00:00-04:00')] });
  expect(told(night, '2026-10-25', 'Europe/Berlin')?.[0]).toBe('00:00-04:00 20 valley 200000000');
  expect(told(night, '2026-03-29', 'Europe/Berlin')?.[0]).toBe('00:00-04:00 12 valley 200000000');
});
