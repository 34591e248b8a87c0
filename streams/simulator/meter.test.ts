import { describe, expect, test } from 'vitest';
import { DAY_MS } from './local-day.ts';
import { readMeter, type SimMeter } from './meter.ts';
import { serialOf, testPark } from './test-park.fixture.ts';
import { buildWorld, type World } from './world.ts';

const NOON = Date.parse('2026-11-20T12:00:00+08:00');
const STEP_MS = 15 * 60_000 + 777;

const world = (): World => buildWorld(testPark(), { seed: 7, demoNow: NOON });
const meterAt = (of: World, code: string): SimMeter => {
  const meter = of.meters.find(({ serial }) => serial === serialOf(code));
  if (!meter) throw new Error(`no meter at ${code}`);
  return meter;
};
const shownOf = (of: World, meter: SimMeter, at: number): number => readMeter(of.physics, meter, at)?.registers.import ?? -1;

describe('a register', () => {
  test('starts where the park file says and falls only where a fault or its modulus says so', () => {
    const park = world();
    for (const meter of park.meters) {
      let before = -1;
      for (let at = NOON - 37 * DAY_MS; at < NOON; at += STEP_MS) {
        const shown = shownOf(park, meter, at);
        if (shown < before) {
          const reset = meter.reset !== null && at >= meter.reset.at && at - STEP_MS < meter.reset.at;
          const rollover = before > 0.9 * meter.modulus && shown < 0.1 * meter.modulus;
          expect({ serial: meter.serial, at, reset: reset || rollover }).toMatchObject({ reset: true });
        }
        before = shown;
      }
    }
    expect(shownOf(park, meterAt(park, 'T1'), Date.parse('2026-10-13T00:00:00+08:00'))).toBe(100_000_000);
  });

  test('rolls over at its modulus and goes on from zero', () => {
    const park = world();
    const meter = meterAt(park, 'T3');
    expect(shownOf(park, meter, NOON - 37 * DAY_MS)).toBeGreaterThan(9_500_000_000);
    expect(shownOf(park, meter, NOON)).toBeLessThan(9_000_000_000);
    expect(shownOf(park, meter, NOON)).toBeLessThan(meter.modulus);
  });

  test('is the same after a restart, to the last digit', () => {
    const [one, other] = [world(), world()];
    for (const code of ['G', 'T1', 'T6', 'PV', 'W1', 'L']) {
      expect(readMeter(other.physics, meterAt(other, code), NOON + 4_321)).toEqual(
        readMeter(one.physics, meterAt(one, code), NOON + 4_321),
      );
    }
  });

  test('one of the shared areas is reset to zero, once', () => {
    const park = world();
    const [unlucky, ...others] = park.meters.filter(({ reset }) => reset !== null);
    expect(others).toEqual([]);
    if (!unlucky?.reset) throw new Error('no meter is reset');
    expect(shownOf(park, unlucky, unlucky.reset.at - 1)).toBeGreaterThan(100_000_000);
    expect(shownOf(park, unlucky, unlucky.reset.at)).toBe(0);
  });

  test('of a generation meter counts forward what the plant gives', () => {
    const park = world();
    const shown = readMeter(park.physics, meterAt(park, 'PV'), NOON);
    expect(shown?.registers.import).toBeGreaterThan(100_000_000);
    expect(shown?.power).toBeGreaterThan(0);
  });

  test('fits what the meter can carry: no honest reading looks like a jump', () => {
    const park = world();
    for (const meter of park.meters) {
      const device = testPark().devices.find(({ serial }) => serial === meter.serial);
      const most = (device?.maxKW ?? device?.maxM3h ?? 0) * 1_000_000;
      for (let at = NOON - 5 * DAY_MS; at < NOON; at += 15 * 60_000) {
        const grown = shownOf(park, meter, at + 15 * 60_000) - shownOf(park, meter, at);
        expect(grown).toBeLessThanOrEqual(most / 4 + meter.step);
      }
    }
  });
});

describe('a changed meter', () => {
  const INSTALLED = '2026-10-13T00:00:00+08:00';
  const CHANGED = '2026-11-02T09:30:00+08:00';
  const changed = () => {
    const park = testPark();
    const [old] = park.devices.filter(({ serial }) => serial === serialOf('T2'));
    if (!old) throw new Error('no meter at T2');
    return buildWorld(
      {
        ...park,
        devices: [...park.devices, { ...old, serial: 'M-T2-NEW' }],
        installations: [
          ...park.installations.filter(({ device }) => device !== old.serial),
          {
            device: old.serial,
            point: 'T2',
            from: INSTALLED,
            to: CHANGED,
            ratio: '30',
            start: { importKWh: '100' },
            end: { importKWh: '245.5' },
          },
          { device: 'M-T2-NEW', point: 'T2', from: CHANGED, ratio: '60', start: { importKWh: '0.2' } },
        ],
      },
      { seed: 7, demoNow: NOON },
    );
  };

  test('the old one stops at its final register and speaks no more, the new one begins at its own', () => {
    const park = changed();
    const [old, young] = [meterAt(park, 'T2'), park.meters.find(({ serial }) => serial === 'M-T2-NEW')];
    if (!young) throw new Error('no new meter');
    const at = Date.parse(CHANGED);
    expect(shownOf(park, old, at - 1)).toBeLessThanOrEqual(245_500_000);
    expect(shownOf(park, old, at - 1)).toBeGreaterThan(245_400_000);
    expect(readMeter(park.physics, old, at)).toBeNull();
    expect(readMeter(park.physics, young, at - 1)).toBeNull();
    expect(shownOf(park, young, at)).toBe(200_000);
  });
});
