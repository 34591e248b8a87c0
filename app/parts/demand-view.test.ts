import { describe, expect, test } from 'vitest';
import type { DemandBoard } from '#domain/board/board.ts';
import { instantMs, MINUTE_MS } from '#domain/time/instant.ts';
import { demandView, worstDemand } from './demand-view.ts';

const START = instantMs(1_800_000_000_000);

const demand = (change: Partial<DemandBoard> = {}): DemandBoard => ({
  point: 'GRID',
  windowStart: START,
  soFarWh: 500_000,
  forecastW: 3_100_000,
  slidingW: null,
  contractW: 3_200_000,
  monthMaxW: 3_148_000,
  monthMaxAt: null,
  newPeakYuan: null,
  ...change,
});
const minutesIn = (minutes: number) => instantMs(START + minutes * MINUTE_MS);

describe('a demand window', () => {
  test('nine minutes in has six to go; 500 kWh are 62.5 % of what 3,200 kW may use', () => {
    expect(demandView(demand(), minutesIn(9))).toMatchObject({ elapsed: 0.6, restS: 360, doneShare: 0.625, windowEnd: minutesIn(15) });
  });

  test.each([
    [3_200_000, 'calm'],
    [3_200_001, 'over'],
    [3_360_000, 'over'],
    [3_360_001, 'beyond'],
  ])('with a forecast of %d W against 3,200 kW is %s', (forecastW, state) => {
    expect(demandView(demand({ forecastW }), minutesIn(9)).state).toBe(state);
  });

  test('that would make a new peak tells the mean power that avoids it', () => {
    // 3,148 kW x 0.25 h - 500 kWh = 287 kWh in six minutes.
    expect(demandView(demand({ forecastW: 3_413_000 }), minutesIn(9)).safeW).toBeCloseTo(2_870_000, 0);
  });

  test('that makes no peak, cannot avoid it any more, or is over, advises nothing', () => {
    expect(demandView(demand(), minutesIn(9)).safeW).toBeNull();
    expect(demandView(demand({ forecastW: 3_413_000, soFarWh: 800_000 }), minutesIn(9)).safeW).toBeNull();
    expect(demandView(demand({ forecastW: 3_413_000 }), minutesIn(15)).safeW).toBeNull();
  });

  test('whose end is past, or that the clock has not reached, stays within its arc', () => {
    expect(demandView(demand(), minutesIn(20))).toMatchObject({ elapsed: 1, restS: 0 });
    expect(demandView(demand(), minutesIn(-1))).toMatchObject({ elapsed: 0, restS: 900 });
  });

  test('without a contract is measured by the month’s maximum and warns of nothing', () => {
    expect(demandView(demand({ contractW: null, monthMaxW: 1_000_000, forecastW: 2_000_000 }), minutesIn(1))).toMatchObject({
      scaleW: 2_000_000,
      state: 'calm',
    });
  });
});

test('of several grid points the one nearest its contract is watched', () => {
  const small = demand({ point: 'SMALL', forecastW: 90_000, contractW: 80_000 });
  expect(worstDemand([demand(), small])?.point).toBe('SMALL');
  expect(worstDemand([])).toBeNull();
});
