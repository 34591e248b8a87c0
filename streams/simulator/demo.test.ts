import { describe, expect, test } from 'vitest';
import { demoParks } from '#db/seeds/demo-parks.ts';
import { instantMs } from '#domain/time/instant.ts';
import { DAY_MS } from './local-day.ts';
import { readMeter } from './meter.ts';
import { buildWorld } from './world.ts';

const NOW = Date.parse('2026-11-22T12:00:00+08:00');
const MIDNIGHT = Date.parse('2026-11-22T00:00:00+08:00');
const KWH = 1_000_000;
const world = (() => {
  const [main] = demoParks(instantMs(NOW));
  if (!main) throw new Error('no demo park');
  return buildWorld(main, { seed: 1, demoNow: NOW });
})();
/** Inclusive. */
const within = (low: number, high: number) => (n: number) => n >= low && n <= high;
const grid = world.places.get('G1') ?? -1;

/** Energy from the grid and the largest block of 15 minutes of a day, counted back from 22 November, a Sunday. */
const dayOf = (daysAgo: number): { readonly kWh: number; readonly peakKW: number } => {
  const from = MIDNIGHT - daysAgo * DAY_MS;
  const at = (slot: number) => world.physics.flowTo(grid, from + slot * 900_000).drawn / KWH;
  let peakKW = 0;
  for (let slot = 0; slot < 96; slot++) peakKW = Math.max(peakKW, (at(slot + 1) - at(slot)) * 4);
  return { kWh: at(96) - at(0), peakKW };
};

describe('the main park of the demo', () => {
  test('draws some 40 MWh on a workday, half of that on a Sunday', () => {
    for (const tuesday of [5, 12, 19]) expect(dayOf(tuesday).kWh).toSatisfy(within(34_000, 46_000));
    for (const sunday of [7, 14, 21]) expect(dayOf(sunday).kWh).toSatisfy(within(18_000, 30_000));
  });

  test('comes near its contract demand of 3,200 kW now and then, and seldom over it', () => {
    const peaks = Array.from({ length: 35 }, (_, daysAgo) => dayOf(daysAgo + 1).peakKW);
    expect(Math.max(...peaks)).toSatisfy(within(2_850, 3_300));
    expect(peaks.filter((peak) => peak > 3_200).length).toBeLessThan(4);
  });

  test('is told by all meters that hang now, through gateways of three families', () => {
    const shown = world.meters.filter((meter) => readMeter(world.physics, meter, NOW) !== null);
    expect(shown.length).toBeGreaterThan(250);
    expect(new Set(world.gateways.map(({ wire }) => wire.name))).toEqual(new Set(['canonical', 'eiot', 'acrelHW']));
    expect(world.gateways.flatMap(({ meters }) => meters)).toHaveLength(world.meters.length);
  });

  test('shows the final register of an exchanged meter, and its register again from zero', () => {
    const ended = world.park.installations.filter(({ end }) => end?.importKWh !== undefined);
    expect(ended.length).toBeGreaterThan(0);
    for (const { device, to, end } of ended) {
      const meter = world.meters.find(({ serial }) => serial === device);
      const last = meter && readMeter(world.physics, meter, Date.parse(to ?? '') - 1)?.registers.import;
      expect(Number(end?.importKWh) - (last ?? 0) / KWH).toSatisfy(within(0, 0.02));
    }
    const around = world.meters.filter((meter) => {
      const registers = [NOW - 38 * DAY_MS, NOW].map((at) => readMeter(world.physics, meter, at)?.registers.import ?? 0);
      const stands = meter.reset === null && meter.installations.length === 1 && readMeter(world.physics, meter, NOW) !== null;
      return stands && (registers[1] ?? 0) < (registers[0] ?? 0);
    });
    expect(around).toHaveLength(1);
  });

  test('loses 1 to 4 % between the grid and its users', () => {
    const flow = (code: string) => {
      const place = world.places.get(code) ?? -1;
      const [from, to] = [MIDNIGHT - 7 * DAY_MS, MIDNIGHT].map((at) => world.physics.flowTo(place, at));
      return (to?.drawn ?? 0) - (to?.given ?? 0) - ((from?.drawn ?? 0) - (from?.given ?? 0));
    };
    const lines = new Set(world.park.points.map(({ parent }) => parent));
    const users = world.park.points.filter(({ code, medium }) => medium === 'electricity' && !lines.has(code));
    const used = users.reduce((sum, { code }) => sum + flow(code), 0);
    expect(flow('G1') / used - 1).toSatisfy(within(0.01, 0.045));
  });
});
