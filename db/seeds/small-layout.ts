import type { Words } from '#domain/park/model.ts';
import type { FileSpace, ParkFile } from '#domain/park/park-file.ts';
import { cornersOf } from './corners.ts';
import { TENANTS } from './tenants.ts';

export interface SmallBuilding {
  readonly code: string;
  readonly name: Words;
  readonly footprint: NonNullable<FileSpace['footprint']>;
  readonly floors: number;
  /** Tenants, and what each asked for, kW. */
  readonly tenants: readonly Words[];
  readonly contractKW: number;
}

export interface SmallPark {
  readonly park: ParkFile['park'];
  /** Begins the codes of accounts and gateways, so that three parks do not look alike. */
  readonly prefix: string;
  readonly supply: Words;
  readonly gridKW: number;
  readonly gridRatio: number;
  readonly pvKWp: number;
  readonly buildings: readonly SmallBuilding[];
}

const carbon = { kgPerKWh: '0.6191', source: '样例：披露前按生态环境部当年公告核对。' };

const LUYUAN: SmallPark = {
  park: {
    code: 'luyuan',
    name: { zh: '绿源科技园', en: 'Green Spring Park' },
    city: '济南市',
    zone: 'Asia/Shanghai',
    org: 'jinan',
    carbon,
  },
  prefix: 'LY',
  supply: { zh: '国网济南供电公司', en: 'State Grid Jinan' },
  gridKW: 630,
  gridRatio: 2_000,
  pvKWp: 180,
  buildings: [
    {
      code: 'L1',
      name: { zh: '1号楼', en: 'House 1' },
      footprint: cornersOf('10,10 70,10 70,34 34,34 34,60 10,60'),
      floors: 5,
      tenants: TENANTS.luyuan.slice(0, 3),
      contractKW: 45,
    },
    {
      code: 'L2',
      name: { zh: '2号楼', en: 'House 2' },
      footprint: cornersOf('90,10 126,10 126,52 90,52'),
      floors: 7,
      tenants: TENANTS.luyuan.slice(3, 6),
      contractKW: 60,
    },
    {
      code: 'L3',
      name: { zh: '3号厂房', en: 'Plant 3' },
      footprint: cornersOf('10,84 96,84 96,130 10,130'),
      floors: 2,
      tenants: TENANTS.luyuan.slice(6, 8),
      contractKW: 70,
    },
    {
      code: 'L4',
      name: { zh: '4号厂房', en: 'Plant 4' },
      footprint: cornersOf('112,78 176,78 176,130 148,130 148,104 112,104'),
      floors: 2,
      tenants: TENANTS.luyuan.slice(8, 10),
      contractKW: 55,
    },
    {
      code: 'L5',
      name: { zh: '5号仓储', en: 'Warehouse 5' },
      footprint: cornersOf('144,12 196,12 196,56 144,56'),
      floors: 1,
      tenants: TENANTS.luyuan.slice(10, 12),
      contractKW: 30,
    },
  ],
};

const HAICHUANG: SmallPark = {
  park: {
    code: 'haichuang',
    name: { zh: '青岛海创园', en: 'Haichuang Park Qingdao' },
    city: '青岛市',
    zone: 'Asia/Shanghai',
    org: 'qingdao',
    carbon,
  },
  prefix: 'HC',
  supply: { zh: '国网青岛供电公司', en: 'State Grid Qingdao' },
  gridKW: 400,
  gridRatio: 1_500,
  pvKWp: 0,
  buildings: [
    {
      code: 'H1',
      name: { zh: '海创塔', en: 'Haichuang Tower' },
      footprint: cornersOf('12,12 44,12 44,44 12,44'),
      floors: 15,
      tenants: TENANTS.haichuang.slice(0, 4),
      contractKW: 40,
    },
    {
      code: 'H2',
      name: { zh: '研发中心', en: 'Research centre' },
      footprint: cornersOf('64,12 124,12 124,30 82,30 82,60 64,60'),
      floors: 4,
      tenants: TENANTS.haichuang.slice(4, 6),
      contractKW: 50,
    },
    {
      code: 'H3',
      name: { zh: '中试厂房', en: 'Pilot plant' },
      footprint: cornersOf('16,76 110,76 110,118 16,118'),
      floors: 2,
      tenants: TENANTS.haichuang.slice(6, 8),
      contractKW: 60,
    },
  ],
};

export const SMALL_PARKS: readonly SmallPark[] = [LUYUAN, HAICHUANG];
