import type { PointBoard } from '#domain/board/board.ts';
import { HOUR_MS, type InstantMs, instantMs, MINUTE_MS } from '#domain/time/instant.ts';
import { balanced } from './sample-balance.ts';
import { area, BUILDINGS, type SampleBuilding } from './sample-buildings.ts';
import { hourOf, parkW, ripple } from './sample-day.ts';
import type { SampleOptions } from './sample-park.ts';
import { accountOf } from './sample-tenants.ts';

export const samplePoints = ({ share, lagMs }: SampleOptions, now: InstantMs): Record<string, PointBoard> => {
  const hour = hourOf(now);
  const level = parkW(hour, 0) / 3_300_000;
  const points: Record<string, PointBoard> = {};
  let n = 0;
  const add = (point: Partial<PointBoard> & Pick<PointBoard, 'code' | 'name' | 'role' | 'medium'>) => {
    n += 1;
    const at = instantMs(now - lagMs - (n % 29) * 1_000 - (n % 41 === 7 ? 4 * MINUTE_MS : 0) - (n % 97 === 5 ? 3 * HOUR_MS : 0));
    points[point.code] = {
      parent: 'GRID',
      space: null,
      account: null,
      serial: `${point.medium === 'water' ? 'W' : 'E'}-${String(20_000 + n * 37).padStart(6, '0')}`,
      at,
      intervalS: 60,
      power: 0,
      relay: point.role === 'tenant' && point.medium === 'electricity' ? (n % 61 === 12 ? 'open' : 'closed') : null,
      register: 12_345_678_000 + n * 7_654_321,
      today: Math.round((point.power ?? 0) * hour * 0.8),
      month: Math.round((point.power ?? 0) * (hour + 21 * 24) * 0.62),
      suspect: n % 83 === 3,
      ...point,
    };
  };
  add({
    code: 'GRID',
    name: { zh: '10 kV 总表', en: '10 kV master' },
    role: 'grid',
    medium: 'electricity',
    parent: null,
    power: Math.round(parkW(hour, 0) * share + ripple(now / 9_000, 2) * 22_000),
    account: 'SUPPLY',
  });
  for (const [i, feeder] of FEEDERS.entries()) {
    const name = { zh: `${i + 1}号馈线`, en: `Feeder ${i + 1}` };
    add({
      code: feeder.code,
      name,
      role: 'feeder',
      medium: 'electricity',
      parent: 'GRID',
      power: Math.round(feederW(feeder.buildings) * level * share),
    });
  }
  add({
    code: 'PV',
    name: { zh: '屋顶光伏', en: 'Rooftop PV' },
    role: 'pv',
    medium: 'electricity',
    parent: 'F1',
    space: 'B5',
    power: -Math.round(Math.max(0, Math.sin(((hour - 6) / 12) * Math.PI)) * 240_000 * share),
  });
  for (const b of BUILDINGS) {
    const incomer = `${b.code}-M`;
    const name = { zh: `${b.name.zh}进线`, en: `${b.name.en} incomer` };
    const parent = FEEDERS.find(({ buildings }) => buildings.some((code) => code === b.code))?.code ?? 'GRID';
    add({
      code: incomer,
      name,
      role: 'feeder',
      medium: 'electricity',
      parent,
      space: b.code,
      power: Math.round(buildingW(b) * level * share * 1.008),
    });
    b.floors.forEach((floor, i) => {
      const isPublic = String(floor).endsWith('P');
      const watts = area(b.at) * Number.parseFloat(String(floor)) * level * share;
      const rooms = isPublic ? 1 : 4;
      for (let room = 1; room <= rooms; room++) {
        const code = isPublic ? `${b.code}-${i + 1}-P` : `${b.code}-${i + 1}0${room}`;
        add({
          code,
          name: isPublic
            ? { zh: `${b.name.zh} ${i + 1} 层公区`, en: `${b.name.en} floor ${i + 1} public` }
            : { zh: `${b.name.zh} ${i + 1}0${room}`, en: `${b.name.en} ${i + 1}0${room}` },
          role: isPublic ? 'public' : 'tenant',
          medium: 'electricity',
          parent: incomer,
          space: `${b.code}-${i + 1}`,
          account: isPublic ? null : accountOf(n),
          power: Math.max(0, Math.round((watts / rooms) * (1 + ripple(now / 20_000 + n, n) * 0.08))),
        });
      }
    });
    add({
      code: `${b.code}-W`,
      name: { zh: `${b.name.zh} 水表`, en: `${b.name.en} water` },
      role: 'tenant',
      medium: 'water',
      space: b.code,
      account: accountOf(n),
      power: Math.round((900 + ripple(now / 30_000 + n, n) * 400) * share),
    });
  }
  // A room that waits for its meter.
  add({
    code: 'B5-199',
    name: { zh: '5号仓储 199', en: 'Warehouse 5 199' },
    role: 'tenant',
    medium: 'electricity',
    space: 'B5-1',
    serial: null,
    at: null,
    power: null,
    relay: null,
    register: null,
    suspect: false,
  });
  return balanced(points);
};

const FEEDERS = [
  { code: 'F1', buildings: ['B5', 'B1', 'B8', 'B9'] },
  { code: 'F2', buildings: ['B6', 'B11', 'B3', 'B7', 'B12'] },
  { code: 'F3', buildings: ['B13', 'B10', 'B2', 'B4'] },
] as const satisfies readonly { readonly code: string; readonly buildings: readonly string[] }[];

/** W at full load. */
const buildingW = (b: SampleBuilding): number =>
  b.floors.reduce<number>((sum, floor) => sum + area(b.at) * Number.parseFloat(String(floor)), 0);

/** A feeder's meter sees what its buildings take, and a little more that is lost on the way. */
const feederW = (codes: readonly string[]): number =>
  BUILDINGS.filter((b) => codes.includes(b.code)).reduce((sum, b) => sum + buildingW(b) * 1.016, 0);
