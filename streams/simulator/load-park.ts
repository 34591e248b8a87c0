import {
  type FileAccount,
  type FileDevice,
  type FileInstallation,
  type FilePoint,
  type FileSpace,
  type FileTariff,
  PARK_FILE_FORMAT,
  type ParkFile,
} from '#domain/park/park-file.ts';
import { loadGateway, loadSerial } from './load-messages.ts';

export interface LoadParkOptions {
  readonly meters: number;
  /** As many as the load has: meters are dealt to gateways in order. */
  readonly metersPerGateway?: number;
  /** Installed and assigned from this instant on, ISO 8601 with offset. */
  readonly from?: string;
}

const METERS_PER_GATEWAY = 15;
const METERS_A_BUILDING = 250;
const FROM = '2026-01-01T00:00:00+08:00';
const TARIFF = 'load-tou';

/** The park `load` that fits `generateLoad`: prepaid tenants with one meter each, priced by time of use. */
export const loadPark = ({ meters, metersPerGateway = METERS_PER_GATEWAY, from = FROM }: LoadParkOptions): ParkFile => {
  const numbers = Array.from({ length: meters }, (_, i) => i + 1);
  const buildings = Array.from({ length: Math.ceil(meters / METERS_A_BUILDING) }, (_, i) => i + 1);
  return {
    format: PARK_FILE_FORMAT,
    group: { code: 'load-group', name: { zh: '压测集团', en: 'Load group' }, regions: [] },
    park: {
      code: 'load',
      name: { zh: '压测园区', en: 'Load park' },
      city: 'Jinan',
      zone: 'Asia/Shanghai',
      org: 'load-group',
      carbon: { kgPerKWh: '0.5', source: 'a round figure for benchmarks' },
    },
    tariffs: [tariff(from.slice(0, 10))],
    spaces: buildings.map(building),
    accounts: numbers.map((n) => account(n, from.slice(0, 10))),
    points: numbers.map((n) => point(n, from)),
    devices: numbers.map((n) => device(n, metersPerGateway)),
    installations: numbers.map((n): FileInstallation => ({ device: loadSerial(n), point: pointCode(n), from, ratio: '1' })),
  };
};

const pointCode = (n: number): string => `L${String(n).padStart(5, '0')}`;
const buildingCode = (n: number): string => `LB${String(n).padStart(3, '0')}`;

const building = (n: number): FileSpace => {
  const [x, y] = [((n - 1) % 10) * 60, Math.floor((n - 1) / 10) * 50];
  return {
    code: buildingCode(n),
    kind: 'building',
    name: { zh: `${n}号楼`, en: `Building ${n}` },
    footprint: [
      [x, y],
      [x + 40, y],
      [x + 40, y + 30],
      [x, y + 30],
    ],
    floors: 5,
    areaM2: 6_000,
  };
};

const account = (n: number, openedOn: string): FileAccount => ({
  code: `LA${String(n).padStart(5, '0')}`,
  name: { zh: `租户${n}`, en: `Tenant ${n}` },
  kind: 'prepaid',
  space: buildingCode(Math.ceil(n / METERS_A_BUILDING)),
  openedOn,
  alarm1: '200.00',
  alarm2: '50.00',
  openingBalance: '5000.00',
});

const point = (n: number, from: string): FilePoint => ({
  code: pointCode(n),
  name: { zh: `租户${n}电表`, en: `Tenant ${n} meter` },
  medium: 'electricity',
  role: 'tenant',
  space: buildingCode(Math.ceil(n / METERS_A_BUILDING)),
  contractKW: 20,
  assignments: [{ account: `LA${String(n).padStart(5, '0')}`, tariff: TARIFF, from }],
});

const device = (n: number, metersPerGateway: number): FileDevice => ({
  serial: loadSerial(n),
  model: 'load',
  codec: 'canonical',
  registerModulusKWh: '1000000',
  maxKW: 60,
  intervalS: 5,
  gateway: loadGateway(Math.ceil(n / metersPerGateway)),
});

const tariff = (validFrom: string): FileTariff => ({
  code: TARIFF,
  medium: 'electricity',
  name: { zh: '压测分时电价', en: 'Load time-of-use' },
  versions: [
    {
      validFrom,
      source: 'round figures for benchmarks',
      components: [
        {
          code: 'purchase',
          name: { zh: '购电', en: 'Purchase' },
          prices: { deepValley: '0.04', valley: '0.12', flat: '0.4', peak: '0.68', criticalPeak: '0.8' },
        },
        { code: 'td', name: { zh: '输配', en: 'Grid use' }, prices: { flat: '0.18234567' } },
      ],
      rules: [
        {
          period: 'valley',
          ranges: [
            { from: '00:00', to: '06:00' },
            { from: '10:00', to: '15:00' },
          ],
        },
        { period: 'deepValley', ranges: [{ from: '11:00', to: '14:00' }] },
        { period: 'peak', ranges: [{ from: '16:00', to: '22:00' }] },
        { period: 'criticalPeak', ranges: [{ from: '17:00', to: '20:00' }] },
      ],
    },
  ],
});
