import { PARK_FILE_FORMAT, type ParkFile } from '#domain/park/park-file.ts';
import { HOUR_MS, type InstantMs, SLOT_MS } from '#domain/time/instant.ts';

/** 1 yuan per kWh at any time: what a reading costs is seen at once. */
const PRICE = '1';
export const OPENING_YUAN = 100;
const NOON = 12;

/**
 * Where it is about noon now. No day and no month ends while a spec looks on, at whatever hour it runs: what a day's end does (it posts what was used)
 * is no spec's subject here. POSIX turns the sign round: Etc/GMT-8 is eight hours ahead.
 */
const zoneOfNoon = (now: InstantMs): string => {
  const ahead = Math.round(NOON - ((now / HOUR_MS) % 24));
  return ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
};

/**
 * A park for one run: a grid meter, two tenants with a meter each, installed at zero two hours ago, on the quarter, so that readings of the last hours
 * are whole, and a third tenant without, whose money moves at the counter alone. Serials carry the park's code: the database may hold many.
 */
export const smallestPark = (code: string, now: InstantMs): ParkFile => {
  const from = new Date(Math.floor((now - 2 * HOUR_MS) / SLOT_MS) * SLOT_MS).toISOString();
  const openedOn = new Date(now - 48 * HOUR_MS).toISOString().slice(0, 10);
  const account = (name: string, zh: string) => ({
    code: name,
    name: { zh, en: name },
    kind: 'prepaid' as const,
    openedOn,
    openingBalance: `${OPENING_YUAN}.00`,
  });
  const meter = (name: string, zh: string, holder: string | null) => ({
    code: name,
    name: { zh, en: name },
    medium: 'electricity' as const,
    role: holder === null ? ('grid' as const) : ('tenant' as const),
    ...(holder !== null && { parent: 'G' }),
    contractKW: 400,
    assignments: [{ account: holder ?? 'GRID', tariff: 'one', from }],
  });
  const names = ['G', 'A', 'B'];
  return {
    format: PARK_FILE_FORMAT,
    group: { code: 'e2e', name: { zh: '测试集团', en: 'Test Group' }, regions: [] },
    park: {
      code,
      name: { zh: '测试园区', en: 'Test Park' },
      city: '济南市',
      zone: zoneOfNoon(now),
      org: 'e2e',
      carbon: { kgPerKWh: '0.6', source: 'test' },
    },
    tariffs: [
      {
        code: 'one',
        medium: 'electricity',
        name: { zh: '单一', en: 'One price' },
        versions: [
          {
            validFrom: '2020-01-01',
            source: 'test',
            components: [{ code: 'all', name: { zh: '电价', en: 'Price' }, prices: { flat: PRICE } }],
            rules: [],
          },
        ],
      },
    ],
    spaces: [
      {
        code: 'B1',
        kind: 'building',
        name: { zh: '1号楼', en: 'Building 1' },
        footprint: [
          [0, 0],
          [40, 0],
          [40, 20],
          [0, 20],
        ],
        floors: 2,
        areaM2: 1600,
      },
    ],
    accounts: [
      { ...account('GRID', '供电'), kind: 'supply', openingBalance: '0' },
      account('TA', '甲公司'),
      account('TB', '乙公司'),
      account('TC', '丙公司'),
    ],
    points: [meter('G', '总表', null), meter('A', '甲电表', 'TA'), meter('B', '乙电表', 'TB')],
    devices: names.map((name) => ({
      serial: serialOf(code, name),
      model: 'test',
      codec: 'canonical',
      registerModulusKWh: '1000000',
      maxKW: 1_000,
      intervalS: 60,
    })),
    installations: names.map((name) => ({ device: serialOf(code, name), point: name, from, ratio: '1', start: { importKWh: '0' } })),
  };
};

export const serialOf = (park: string, point: string): string => `${park}-${point}`;
