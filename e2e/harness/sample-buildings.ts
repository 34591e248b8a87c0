import type { Words } from '#domain/park/model.ts';

export interface SampleBuilding {
  readonly code: string;
  readonly name: Words;
  readonly at: readonly (readonly [number, number])[];
  /** W/m² of each floor; 'P' public. */
  readonly floors: readonly (number | string)[];
}

const building = (n: number, zh: string, en: string, at: SampleBuilding['at'], floors: SampleBuilding['floors']): SampleBuilding => ({
  code: `B${n}`,
  name: { zh: `${n}号${zh}`, en: `${en} ${n}` },
  at,
  floors,
});

export const BUILDINGS: readonly SampleBuilding[] = [
  building(
    8,
    '办公楼',
    'Office',
    [
      [92, 14],
      [122, 14],
      [122, 50],
      [92, 50],
    ],
    ['14P', 22, 25, 28, 31, 26, 23, 19, 12],
  ),
  building(
    9,
    '宿舍',
    'Dormitory',
    [
      [14, 18],
      [74, 18],
      [74, 36],
      [32, 36],
      [32, 84],
      [14, 84],
    ],
    ['9P', 11, 12, 10, 11],
  ),
  building(
    1,
    '厂房',
    'Hall',
    [
      [14, 112],
      [122, 112],
      [122, 150],
      [66, 150],
      [66, 186],
      [14, 186],
    ],
    [30, 25, 21],
  ),
  building(
    5,
    '仓储',
    'Warehouse',
    [
      [14, 214],
      [122, 214],
      [122, 286],
      [14, 286],
    ],
    [4.6],
  ),
  building(
    7,
    '研发楼',
    'R&D',
    [
      [166, 14],
      [226, 14],
      [226, 38],
      [190, 38],
      [190, 78],
      [166, 78],
    ],
    ['16P', 24, 27, 33, 29, 21],
  ),
  building(
    12,
    '检测楼',
    'Test house',
    [
      [240, 22],
      [272, 22],
      [272, 70],
      [240, 70],
    ],
    ['12P', 34, 41, 29],
  ),
  building(
    3,
    '厂房',
    'Hall',
    [
      [166, 112],
      [272, 112],
      [272, 186],
      [236, 186],
      [236, 150],
      [202, 150],
      [202, 186],
      [166, 186],
    ],
    [24, 19, 15],
  ),
  building(
    6,
    '冷库',
    'Cold store',
    [
      [166, 214],
      [222, 214],
      [222, 286],
      [166, 286],
    ],
    [46, 38],
  ),
  building(
    11,
    '动力站',
    'Plant',
    [
      [238, 222],
      [272, 222],
      [272, 260],
      [238, 260],
    ],
    ['28P'],
  ),
  building(
    4,
    '厂房',
    'Hall',
    [
      [316, 14],
      [412, 14],
      [412, 84],
      [352, 84],
      [352, 60],
      [316, 60],
    ],
    [22, 18, 12],
  ),
  building(
    2,
    '厂房',
    'Hall',
    [
      [316, 112],
      [412, 112],
      [412, 186],
      [316, 186],
    ],
    [52, 40],
  ),
  building(
    13,
    '数据楼',
    'Data house',
    [
      [316, 214],
      [358, 214],
      [358, 286],
      [316, 286],
    ],
    [36, 66, 58],
  ),
  building(
    10,
    '食堂',
    'Canteen',
    [
      [376, 222],
      [412, 222],
      [412, 266],
      [376, 266],
    ],
    [24, '13P'],
  ),
];

/** m² inside a ring. */
export const area = (ring: SampleBuilding['at']): number =>
  Math.abs(
    ring.reduce((sum, [x, y], i) => sum + x * (ring[(i + 1) % ring.length]?.[1] ?? 0) - (ring[(i + 1) % ring.length]?.[0] ?? 0) * y, 0),
  ) / 2;

export const SPACES = BUILDINGS.flatMap((b) => [
  {
    code: b.code,
    kind: 'building' as const,
    parent: null,
    name: b.name,
    footprint: b.at,
    floors: b.floors.length,
    areaM2: area(b.at) * b.floors.length,
  },
  ...b.floors.map((_, i) => ({
    code: `${b.code}-${i + 1}`,
    kind: 'floor' as const,
    parent: b.code,
    name: { zh: `${i + 1} 层`, en: `Floor ${i + 1}` },
    footprint: [],
    floors: i + 1,
    areaM2: area(b.at),
  })),
]);
