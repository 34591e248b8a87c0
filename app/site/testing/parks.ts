import type { PointBoard } from '#domain/board/board.ts';
import { instantMs } from '#domain/time/instant.ts';
import type { SpaceLine } from '../../rpc/shapes.ts';
import { areaOf, type Ring, rectOf, type Spot } from '../ring.ts';

/** A source of numbers in [0, 1), the same for the same seed. */
const seeded = (seed: number) => {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
};

export interface MadePark {
  readonly spaces: readonly SpaceLine[];
  readonly points: Readonly<Record<string, PointBoard>>;
}

const words = (text: string) => ({ zh: text, en: text });
export const AT = instantMs(1_763_546_348_000);

/** A park of `n` buildings on a loose grid: oblongs, L, U, crosses, turned ones and triangles, 1 to 20 floors, three feeders. */
export const madePark = (n: number, seed: number): MadePark => {
  const random = seeded(seed);
  const spaces: SpaceLine[] = [];
  const points: Record<string, PointBoard> = {};
  const add = (code: string, change: Partial<PointBoard>) => {
    points[code] = {
      code,
      name: words(code),
      medium: 'electricity',
      role: 'tenant',
      parent: 'G1',
      space: null,
      account: null,
      serial: `S-${code}`,
      at: AT,
      intervalS: 60,
      power: Math.round(random() * 60_000),
      relay: 'closed',
      register: 1,
      today: Math.round(random() * 500_000),
      month: Math.round(random() * 9_000_000),
      suspect: false,
      ...change,
    };
  };
  add('G1', { role: 'grid', parent: null, power: 3_000_000 });
  for (const feeder of ['F1', 'F2', 'F3']) add(feeder, { role: 'feeder', power: 900_000 });
  const columns = Math.ceil(Math.sqrt(n * 1.4));
  for (let i = 0; i < n; i++) {
    const code = `B${i + 1}`;
    const corner: Spot = [(i % columns) * 110 + random() * 14, Math.floor(i / columns) * 100 + random() * 12];
    const ring = shape(random, corner);
    const floors = random() < 0.25 ? 1 : 1 + Math.floor(random() * random() * 20);
    spaces.push(space(code, { footprint: ring, floors, areaM2: areaOf(ring) * floors }));
    add(`${code}-M`, { role: 'feeder', parent: `F${(i % 3) + 1}`, space: code });
    add(`${code}-P`, { role: 'public', parent: `${code}-M`, space: code });
    for (let floor = 1; floor <= floors; floor++) {
      spaces.push(space(`${code}-${floor}`, { kind: 'floor', parent: code, floors: floor, areaM2: areaOf(ring) }));
      if (random() < 0.85) add(`${code}-${floor}01`, { parent: `${code}-M`, space: `${code}-${floor}`, account: `A-${i}` });
      if (random() < 0.45) add(`${code}-${floor}02`, { parent: `${code}-M`, space: `${code}-${floor}`, account: `A-${i + n}` });
    }
  }
  add('PV', { role: 'pv', space: 'B1', parent: 'F1' });
  add('BAT', { role: 'storage' });
  return { spaces, points };
};

export const space = (code: string, change: Partial<SpaceLine>): SpaceLine => ({
  code,
  kind: 'building',
  parent: null,
  name: words(code),
  footprint: [],
  floors: 1,
  areaM2: 0,
  ...change,
});

/** Corners within 80 x 70 m of one of six plans. */
const shape = (random: () => number, [x, y]: Spot): Ring => {
  const [w, d] = [40 + random() * 40, 34 + random() * 36];
  const at = (corners: readonly (readonly [number, number])[]): Ring => corners.map(([u, v]) => [x + u * w, y + v * d]);
  const plans: readonly (() => Ring)[] = [
    () => rectOf({ left: x, top: y, right: x + w, bottom: y + d }),
    () =>
      at([
        [0, 0],
        [1, 0],
        [1, 0.4],
        [0.45, 0.4],
        [0.45, 1],
        [0, 1],
      ]),
    () =>
      at([
        [0, 0],
        [1, 0],
        [1, 1],
        [0.7, 1],
        [0.7, 0.4],
        [0.3, 0.4],
        [0.3, 1],
        [0, 1],
      ]),
    () =>
      at([
        [0.3, 0],
        [0.7, 0],
        [0.7, 0.3],
        [1, 0.3],
        [1, 0.7],
        [0.7, 0.7],
        [0.7, 1],
        [0.3, 1],
        [0.3, 0.7],
        [0, 0.7],
        [0, 0.3],
        [0.3, 0.3],
      ]),
    () =>
      at([
        [0.5, 0],
        [1, 0.5],
        [0.5, 1],
        [0, 0.5],
      ]),
    () =>
      at([
        [0, 0],
        [1, 0.2],
        [0.2, 1],
      ]),
  ];
  return plans[Math.floor(random() * plans.length)]?.() ?? [];
};
