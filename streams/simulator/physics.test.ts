import { describe, expect, test } from 'vitest';
import { DAY_MS } from './local-day.ts';
import { testPark } from './test-park.fixture.ts';
import { buildWorld, type World } from './world.ts';

const MINUTE = 60_000;
const INSTALLED = Date.parse('2026-10-13T00:00:00+08:00');
const NOON = Date.parse('2026-11-20T12:00:00+08:00');
const world = (seed = 7): World => buildWorld(testPark(), { seed, demoNow: NOON });
const placeOf = (of: World, code: string): number => of.places.get(code) ?? -1;

describe('energy is a function of the point and the instant', () => {
  test('a line draws what its children draw, less what they give, and between 0.5 and 1.7 % more', () => {
    const park = world();
    const net = (code: string, at: number) => {
      const flow = park.physics.flowTo(placeOf(park, code), at);
      return flow.drawn - flow.given;
    };
    for (const [line, children] of [
      ['F1', ['T1', 'T2']],
      ['F2', ['T3', 'T4', 'T5', 'T6', 'EV', 'L']],
      ['G', ['F1', 'F2', 'PV']],
    ] as const) {
      const used = (code: string) => net(code, NOON) - net(code, NOON - 30 * DAY_MS);
      const below = children.reduce((sum, code) => sum + used(code), 0);
      expect(used(line) / below).toBeGreaterThan(1.004);
      expect(used(line) / below).toBeLessThan(1.03);
    }
  });

  test('the power of a line is the sum of what hangs below, to the second', () => {
    const park = world();
    const power = (code: string) => park.physics.powerAt(placeOf(park, code), NOON + 12_345);
    const below = power('F1') + power('F2') + power('PV');
    expect(Math.abs(power('G') - below)).toBeLessThan(0.03 * Math.abs(below) + 1);
  });

  test('asked in any order, by another process, it says the same', () => {
    const one = world();
    const other = world();
    const instants = [NOON, INSTALLED + 5, NOON - 20 * DAY_MS + 77_777, NOON - DAY_MS, INSTALLED + 11 * DAY_MS];
    const told = instants.map((at) => one.physics.flowTo(placeOf(one, 'G'), at));
    expect(instants.toReversed().map((at) => other.physics.flowTo(placeOf(other, 'G'), at))).toEqual(told.toReversed());
    expect(world(8).physics.flowTo(placeOf(one, 'G'), NOON)).not.toEqual(told[0]);
  });

  test('nothing drawn or given is ever taken back, across minutes and midnights', () => {
    const park = world();
    for (const code of ['G', 'F2', 'EV', 'PV', 'WG', 'L']) {
      let before = { drawn: 0, given: 0 };
      for (let at = INSTALLED; at < INSTALLED + 3 * DAY_MS; at += 7 * MINUTE + 1_234) {
        const flow = park.physics.flowTo(placeOf(park, code), at);
        expect(flow.drawn).toBeGreaterThanOrEqual(before.drawn);
        expect(flow.given).toBeGreaterThanOrEqual(before.given);
        before = flow;
      }
    }
  });
});

describe('loads look like their users', () => {
  const used = (park: World, code: string, from: string, to: string): number => {
    const [a, b] = [from, to].map((iso) => park.physics.flowTo(placeOf(park, code), Date.parse(`${iso}+08:00`)));
    return (b?.drawn ?? 0) - (a?.drawn ?? 0);
  };
  const given = (park: World, from: string, to: string): number => {
    const [a, b] = [from, to].map((iso) => park.physics.flowTo(placeOf(park, 'PV'), Date.parse(`${iso}+08:00`)));
    return (b?.given ?? 0) - (a?.given ?? 0);
  };

  test('PV gives nothing at night and something on every day', () => {
    const park = world();
    for (let day = 1; day <= 20; day++) {
      const date = `2026-11-${String(day).padStart(2, '0')}`;
      expect(given(park, `${date}T00:00:00`, `${date}T06:00:00`)).toBe(0);
      expect(given(park, `${date}T18:00:00`, `${date}T23:59:00`)).toBe(0);
      expect(given(park, `${date}T09:00:00`, `${date}T15:00:00`)).toBeGreaterThan(0);
    }
  });

  test('street lights burn at night only', () => {
    const park = world();
    expect(used(park, 'L', '2026-11-18T08:00:00', '2026-11-18T16:00:00')).toBe(0);
    expect(used(park, 'L', '2026-11-18T19:00:00', '2026-11-18T23:00:00')).toBeGreaterThan(0);
  });

  test('an office rests on Sundays and holidays, a dormitory wakes in the evening', () => {
    const park = world();
    const tuesday = used(park, 'T2', '2026-11-17T00:00:00', '2026-11-18T00:00:00');
    expect(used(park, 'T2', '2026-11-15T00:00:00', '2026-11-16T00:00:00')).toBeLessThan(0.5 * tuesday);
    const evening = used(park, 'T4', '2026-11-17T19:00:00', '2026-11-17T22:00:00');
    expect(evening).toBeGreaterThan(1.8 * used(park, 'T4', '2026-11-17T02:00:00', '2026-11-17T05:00:00'));
  });
});
