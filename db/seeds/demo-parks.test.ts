import { expect, test } from 'vitest';
import { instantFromIso } from '#domain/park/file-values.ts';
import { areaOf } from '#domain/park/footprint.ts';
import type { FileSpace } from '#domain/park/park-file.ts';
import { instantMs } from '#domain/time/instant.ts';
import { demoParks } from './demo-parks.ts';
import { SCENES } from './scenes.ts';

const NOW = instantMs(instantFromIso('2026-11-22T10:00:00+08:00') ?? 0);
const parks = demoParks(NOW);
const main = parks[0] ?? expect.fail('no main park');

test('the group has three parks in two cities, the main one first', () => {
  expect(parks.map(({ park }) => [park.code, park.city])).toEqual([
    ['main', '济南市'],
    ['luyuan', '济南市'],
    ['haichuang', '青岛市'],
  ]);
});

test('the main park is as large as the wall wants it', () => {
  const buildings = main.spaces.filter(({ kind }) => kind === 'building');
  expect(buildings).toHaveLength(12);
  expect(main.points.length).toBeGreaterThanOrEqual(280);
  expect(main.accounts.filter(({ kind }) => kind === 'prepaid').length).toBeGreaterThanOrEqual(105);
  expect(new Set(main.devices.map(({ codec }) => codec))).toEqual(new Set(['canonical', 'eiot', 'acrelHW']));
  expect(main.points.filter(({ role }) => role === 'feeder' || role === 'grid').map(({ code }) => code)).toEqual(
    expect.arrayContaining(['G1', 'F1', 'F2', 'F3']),
  );
});

test('the same day gives the same parks, another day the same parks at another time', () => {
  const later = (hours: number) => demoParks(instantMs(NOW + hours * 3_600_000));
  expect(later(3)).toEqual(parks);
  expect(later(24).map(({ devices }) => devices)).toEqual(parks.map(({ devices }) => devices));
  expect(later(24)[0]?.installations[0]?.from).toBe('2026-10-14T00:00:00+08:00');
});

test('everything is installed at midnight forty days before', () => {
  expect(main.installations[0]?.from).toBe('2026-10-13T00:00:00+08:00');
});

test('no two meters of the group have one serial', () => {
  const serials = parks.flatMap(({ devices }) => devices.map(({ serial }) => serial));
  expect(new Set(serials).size).toBe(serials.length);
});

test.each(parks.map((park) => [park.park.code, park] as const))('the buildings of %s stand apart from each other', (_, { spaces }) => {
  const taken = new Map<string, string>();
  for (const { code, footprint } of spaces.filter(({ kind }) => kind === 'building')) {
    const cells = cellsOf(footprint ?? []);
    expect(cells.length, code).toBe(areaOf(footprint ?? []) / 4);
    for (const cell of cells) {
      expect(taken.get(cell), `${code} at ${cell}`).toBeUndefined();
      taken.set(cell, code);
    }
  }
});

/** Middles of the 2 x 2 m cells inside a footprint whose corners are even. */
const cellsOf = (footprint: NonNullable<FileSpace['footprint']>): string[] => {
  const cells: string[] = [];
  for (let x = 1; x < 420; x += 2) for (let y = 1; y < 300; y += 2) if (isInside(footprint, x, y)) cells.push(`${x},${y}`);
  return cells;
};
const isInside = (footprint: NonNullable<FileSpace['footprint']>, x: number, y: number): boolean => {
  let inside = false;
  for (const [index, [x0, y0]] of footprint.entries()) {
    const [x1, y1] = footprint[(index + 1) % footprint.length] ?? [x0, y0];
    if (y0 > y !== y1 > y && x < x0 + ((y - y0) / (y1 - y0)) * (x1 - x0)) inside = !inside;
  }
  return inside;
};

test('what is staged is there: a register near its end, a meter change, a ratio change, tenants who must act', () => {
  const at = (point: string) => main.installations.filter((installation) => installation.point === point);
  const old = main.devices.find(({ serial }) => serial === at(SCENES.rollover.point)[0]?.device);
  expect(old?.registerModulusKWh).toBe('10000');
  expect(at(SCENES.rollover.point)[0]?.start).toEqual({ importKWh: SCENES.rollover.start });
  const [before, after] = at(SCENES.meterChange.point);
  expect([before?.to, before?.device === after?.device]).toEqual([after?.from, false]);
  const [narrow, wide] = at(SCENES.ratioChange.point);
  expect([narrow?.device, narrow?.end]).toEqual([wide?.device, wide?.start]);
  expect(narrow?.ratio).not.toBe(wide?.ratio);
  const prepaid = new Set(main.accounts.filter(({ kind }) => kind === 'prepaid').map(({ code }) => code));
  expect(Object.keys(SCENES.mustAct).filter((code) => !prepaid.has(code))).toEqual([]);
});
