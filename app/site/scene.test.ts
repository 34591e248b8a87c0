import { describe, expect, test } from 'vitest';
import { placeLabels } from './labels.ts';
import { boxOf, meet } from './ring.ts';
import { sceneOf } from './scene.ts';
import { wishesOf } from './site-labels.ts';
import { sitePlan } from './site-plan.ts';
import { madePark, space } from './testing/parks.ts';

const ROOM = { left: 10, top: 30, right: 1_208, bottom: 660 };
const VIEW = { width: 1_218, height: 690 };

const drawn = (n: number, seed: number) => {
  const { spaces, points } = madePark(n, seed);
  const plan = sitePlan(spaces, points);
  const scene = sceneOf(plan, ROOM);
  const wishes = wishesOf({
    plan,
    scene,
    points,
    text: 16,
    nameOf: ({ zh }) => zh,
    feederName: (code) => code,
    tripped: ['B1-P'],
    words: { off: 'off', pv: 'PV', storage: 'Storage' },
  });
  const labels = placeLabels(wishes, { faces: scene.faces, wires: scene.cables.map(({ path }) => path), taken: [], view: VIEW, text: 16 });
  return { plan, scene, wishes, labels };
};

describe.each([
  [3, 11],
  [12, 12],
  [40, 13],
])('a made park of %d buildings', (n, seed) => {
  const { plan, scene, wishes, labels } = drawn(n, seed);

  test('has a slab for every floor, with a wall that is seen', () => {
    const slabs = new Set(
      scene.items.flatMap((item) =>
        item.type === 'building' ? item.slabs.filter(({ walls }) => walls.length > 0).map(({ key }) => key) : [],
      ),
    );
    expect([...slabs].sort()).toEqual(plan.buildings.flatMap(({ floors }) => floors.map(({ key }) => key)).sort());
    expect(slabs.size).toBeGreaterThanOrEqual(n);
  });

  test('is drawn in figures, inside its room', () => {
    const numbers = JSON.stringify({ ...scene, anchors: [...scene.anchors] });
    expect(numbers).not.toMatch(/null,null|NaN|Infinity/);
    const box = boxOf(scene.items.flatMap((item) => (item.type === 'building' ? [...item.roof, ...item.joints.flat()] : [])));
    expect(box.left).toBeGreaterThanOrEqual(ROOM.left - 0.1);
    expect(box.right).toBeLessThanOrEqual(ROOM.right + 0.1);
    expect(box.top).toBeGreaterThanOrEqual(ROOM.top - 0.1);
    expect(box.bottom).toBeLessThanOrEqual(ROOM.bottom + 0.1);
  });

  test('has tags that do not cover each other and stay inside', () => {
    for (const [i, { box }] of labels.entries()) {
      expect(box.left >= 0 && box.top >= 0 && box.right <= VIEW.width && box.bottom <= VIEW.height).toBe(true);
      for (const other of labels.slice(i + 1)) expect(meet(box, other.box)).toBe(false);
    }
  });

  test('names what matters most: the master, its feeders, what is switched off, and most buildings', () => {
    const named = new Set(labels.map(({ key }) => key));
    expect([...named]).toEqual(expect.arrayContaining(['master', 'off B1-P', 'line F1', 'line F2', 'line F3']));
    expect(labels.length).toBeGreaterThan(n > 20 ? n / 2 : wishes.length * 0.9);
  });

  test('leads a line to every building with meters', () => {
    const reached = new Set(scene.cables.flatMap(({ ends }) => (ends === null ? [] : [ends])));
    expect(reached.size).toBe(n);
    const roots = scene.cables.filter(({ isTrunk }) => isTrunk).map(({ feeder }) => feeder);
    expect(new Set(roots).size).toBe(Math.min(3, n));
  });
});

describe('buildings without a footprint', () => {
  const spaces = [
    space('A', {
      footprint: [
        [0, 0],
        [50, 0],
        [50, 40],
        [0, 40],
      ],
      floors: 2,
      areaM2: 4_000,
    }),
    ...Array.from({ length: 9 }, (_, i) => space(`N${i}`, { floors: 3, areaM2: 900 * i })),
  ];
  const { buildings } = sitePlan(spaces, {});

  test('are laid out beside the others, each on ground of its own', () => {
    expect(buildings).toHaveLength(10);
    const boxes = buildings.map(({ ring }) => boxOf(ring));
    for (const [i, box] of boxes.entries()) for (const other of boxes.slice(i + 1)) expect(meet(box, other)).toBe(false);
  });

  test('are a park even if none is drawn', () => {
    const plan = sitePlan([space('N', { floors: 0 })], {});
    expect(plan.buildings[0]?.floors).toHaveLength(1);
    expect(JSON.stringify(sceneOf(plan, ROOM).items)).not.toMatch(/null/);
  });
});
