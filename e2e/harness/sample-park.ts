import type { AccountBoard, AlarmLine, BalanceLevel, DemandBoard, ParkBoard, ParkDocument, PointBoard } from '#domain/board/board.ts';
import type { Words } from '#domain/park/model.ts';
import { HOUR_MS, type InstantMs, instantMs, MINUTE_MS, SLOT_MS, slotStartOf } from '#domain/time/instant.ts';
import { dayRange, parkDayOf } from '#domain/time/park-day.ts';
import { balanced } from './sample-balance.ts';
import { nextChange, PRICES, parkW, periodAt, ripple } from './sample-day.ts';

export const ZONE = 'Asia/Shanghai';

interface SampleBuilding {
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

const TENANTS = [
  '恒拓电子',
  '启明注塑',
  '云杉物流',
  '青禾食品',
  '山岚检测',
  '星禾精密',
  '北辰模具',
  '海纳包装',
  '瑞光照明',
  '川石机械',
  '和润纺织',
  '长风电气',
  '金穗粮油',
  '宏图印务',
  '天元软件',
  '明德教具',
  '凯力轴承',
  '新禾生物',
  '远景新材',
  '安泰消防',
];
const TENANTS_EN = [
  'Hengtuo Electronics',
  'Qiming Moulding',
  'Yunshan Logistics',
  'Qinghe Foods',
  'Shanlan Testing',
  'Xinghe Precision',
  'Beichen Tools',
  'Haina Packaging',
  'Ruiguang Lighting',
  'Chuanshi Machinery',
  'Herun Textiles',
  'Changfeng Electric',
  'Jinsui Grain',
  'Hongtu Printing',
  'Tianyuan Software',
  'Mingde Teaching',
  'Kaili Bearings',
  'Xinhe Biotech',
  'Yuanjing Materials',
  'Antai Fire Safety',
];

const area = (ring: SampleBuilding['at']): number =>
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

export interface SampleOptions {
  readonly code: string;
  readonly name: Words;
  readonly share: number;
  /** How far data lags behind. */
  readonly lagMs: number;
  readonly alarms: boolean;
}

/** A park at an instant, made from nothing but its options and the time. */
export const sampleDocument = (options: SampleOptions, now: InstantMs): ParkDocument => {
  const points = samplePoints(options, now);
  const accounts = sampleAccounts(points, now, options);
  return { park: samplePark({ options, now, points, accounts }), accounts, points };
};

const samplePoints = ({ share, lagMs }: SampleOptions, now: InstantMs): Record<string, PointBoard> => {
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

/** Six meters in a row are one tenant's: a floor or two. */
const accountOf = (n: number): string => `A-${String((Math.floor(n / 6) % TENANTS.length) + 1).padStart(3, '0')}`;

const LEVELS: readonly BalanceLevel[] = ['exhausted', 'exhausted', 'alarm2', 'alarm1', 'alarm1'];
const CENTS = [-2_040n, -6_155n, 74_290n, 231_800n, 190_577n];

/** Used on days before and not posted yet. */
const EARLIER_FEN = 31_50n;

const sampleAccounts = (points: Record<string, PointBoard>, now: InstantMs, { lagMs }: SampleOptions): Record<string, AccountBoard> => {
  const hour = hourOf(now);
  const accounts: Record<string, AccountBoard> = {};
  TENANTS.forEach((zh, i) => {
    const code = `A-${String(i + 1).padStart(3, '0')}`;
    const own = Object.values(points).filter((point) => point.account === code);
    const power = own.filter((point) => point.medium === 'electricity').reduce((sum, point) => sum + (point.power ?? 0), 0);
    const todayWh = Math.round(power * hour * 0.7 + now / 60_000 - slotStartOf(now) / 60_000);
    const todayFen = BigInt(Math.round((todayWh / 1_000) * 47));
    const base = CENTS[i] ?? 128_436n + BigInt(i) * 734_521n;
    const postpaid = i % 7 === 6;
    accounts[code] = {
      code,
      name: { zh, en: TENANTS_EN[i] ?? code },
      kind: postpaid ? 'postpaid' : 'prepaid',
      space: own[0]?.space ?? null,
      at: instantMs(now - lagMs - 3_000),
      power,
      ledger: yuan(base + todayFen + EARLIER_FEN),
      unposted: yuan(todayFen + EARLIER_FEN),
      available: yuan(base),
      todayWh,
      todayL: 620 + i * 40,
      todayYuan: yuan(todayFen),
      monthYuan: yuan(todayFen * 19n),
      level: postpaid ? 'ok' : (LEVELS[i] ?? 'ok'),
      cut: i === 0 ? { type: 'off' } : i === 1 ? { type: 'pending', because: 'noCutWindow' } : { type: 'on' },
      daysLeft: postpaid ? null : ([0, 0, 0.5, 2.1, 1.3][i] ?? 9 + i * 3.4),
      limits: postpaid ? null : { alarm1: '2500.00', alarm2: '1000.00', exhausted: '0.00' },
      points: own.map((point) => point.code),
    };
  });
  return accounts;
};

const yuan = (fen: bigint): string => {
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, '0');
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

interface ParkOf {
  readonly options: SampleOptions;
  readonly now: InstantMs;
  readonly points: Record<string, PointBoard>;
  readonly accounts: Record<string, AccountBoard>;
}

const samplePark = ({ options, now, points, accounts }: ParkOf): ParkBoard => {
  const hour = hourOf(now);
  const day = parkDayOf(now, ZONE);
  const powerW = points.GRID?.power ?? 0;
  const energy = (seed: number) =>
    Math.round(
      Array.from({ length: Math.floor(hour * 4) }, (_, i) => parkW(i / 4 + 0.125, seed) / 4).reduce(
        (a, b) => a + b,
        parkW(hour, seed) * (hour % 0.25),
      ) * options.share,
    );
  const todayWh = energy(0);
  const next = nextChange(hour);
  const received = Math.round(hour * 31_420 * options.share);
  return {
    code: options.code,
    name: options.name,
    zone: ZONE,
    day,
    at: now,
    dataAt: instantMs(now - options.lagMs - 1_000),
    powerW,
    pvW: -(points.PV?.power ?? 0),
    waterLh: 21_600 * options.share,
    todayWh,
    monthWh: Math.round(815_620_000 * options.share) + todayWh,
    todayL: Math.round(386_400 * options.share * (hour / 14.6)),
    yesterdayToNowWh: energy(1),
    todayYuan: yuan(BigInt(Math.round(todayWh / 1_000)) * 40n + BigInt(Math.floor(now / 1_000) % 100)),
    monthYuan: yuan(BigInt(Math.round((815_620_000 * options.share + todayWh) / 1_000)) * 41n),
    todayKgCo2: (todayWh / 1_000) * 0.6191,
    price: {
      period: periodAt(hour),
      yuan: PRICES[periodAt(hour)],
      nextPeriod: next.period,
      nextAt: instantMs(dayRange(day, ZONE).from + next.hour * HOUR_MS),
    },
    demand: [sampleDemand(powerW, now, options)],
    tenantDemand: sampleTenantDemand(points, now),
    online: Object.keys(points).length - 7,
    meters: Object.keys(points).length,
    counts: { received, stored: received - 1_204 - 17, duplicate: 1_204, quarantined: 17 },
    refolding: options.alarms ? 3 : 0,
    low: Object.values(accounts)
      .filter((account) => account.level !== 'ok')
      .map(({ code, name, available, daysLeft, level, cut }) => ({ code, name, available, daysLeft, level, cut })),
    // By the minute: an open alarm that changed with each frame would be asked for with each.
    alarms: options.alarms ? alarmsOf(instantMs(Math.floor(now / MINUTE_MS) * MINUTE_MS)) : [],
  };
};

const sampleDemand = (powerW: number, now: InstantMs, { share }: SampleOptions): DemandBoard => {
  const windowStart = slotStartOf(now);
  const elapsedH = (now - windowStart) / HOUR_MS;
  const soFarWh = Math.round(powerW * 0.985 * elapsedH);
  const forecastW = Math.round((soFarWh + powerW * ((SLOT_MS - (now - windowStart)) / HOUR_MS)) / 0.25);
  return {
    point: 'GRID',
    windowStart,
    soFarWh,
    forecastW,
    slidingW: powerW,
    contractW: 3_200_000 * share,
    monthMaxW: 3_148_000 * share,
    monthMaxAt: instantMs(now - 6 * 24 * HOUR_MS),
    newPeakYuan: forecastW > 3_360_000 * share ? yuan(BigInt(Math.round((forecastW - 3_360_000 * share) / 1_000)) * 8_400n) : '0.00',
  };
};

/** The twelve largest tenants: a few near what they agreed, one over it. */
const sampleTenantDemand = (points: Record<string, PointBoard>, now: InstantMs): DemandBoard[] =>
  Object.values(points)
    .filter(({ role, medium }) => role === 'tenant' && medium === 'electricity')
    .sort((a, b) => (b.power ?? 0) - (a.power ?? 0))
    .slice(0, 12)
    .map(({ code, power }, i) => {
      const windowStart = slotStartOf(now);
      const watts = power ?? 0;
      return {
        point: code,
        windowStart,
        soFarWh: Math.round((watts * (now - windowStart)) / HOUR_MS),
        forecastW: watts,
        slidingW: watts,
        contractW: Math.round(watts * (0.95 + 0.11 * i)),
        monthMaxW: Math.round(watts * 1.12),
        monthMaxAt: instantMs(now - (i + 2) * 24 * HOUR_MS),
        newPeakYuan: null,
      };
    });

const alarmsOf = (now: InstantMs): AlarmLine[] => [
  {
    id: '1',
    kind: 'DEMAND_OVER_CONTRACT',
    severity: 'critical',
    subject: 'GRID',
    openedAt: instantMs(now - 2 * MINUTE_MS),
    escalatedAt: null,
    data: { forecastW: 3_413_000, contractW: 3_200_000 },
  },
  {
    id: '2',
    kind: 'BALANCE_EXHAUSTED',
    severity: 'critical',
    subject: 'A-001',
    openedAt: instantMs(now - 37 * MINUTE_MS),
    escalatedAt: instantMs(now - 7 * MINUTE_MS),
    data: { available: '-20.40' },
  },
  {
    id: '3',
    kind: 'METER_JUMP',
    severity: 'warning',
    subject: 'B2-101',
    openedAt: instantMs(now - 3 * HOUR_MS),
    escalatedAt: null,
    data: {},
  },
  {
    id: '4',
    kind: 'BALANCE_ALARM1',
    severity: 'info',
    subject: 'A-004',
    openedAt: instantMs(now - 26 * HOUR_MS),
    escalatedAt: null,
    data: { available: '2318.00' },
  },
];

export const hourOf = (now: InstantMs): number => (now - dayRange(parkDayOf(now, ZONE), ZONE).from) / HOUR_MS;
