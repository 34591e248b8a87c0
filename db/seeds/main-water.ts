import type { Words } from '#domain/park/model.ts';
import { MODELS } from './meters.ts';
import type { Gateway, ParkBuilder } from './park-builder.ts';

const gateway: Gateway = { serial: 'GW-MAIN-WATER', codec: 'canonical' };

/** Buildings with a meter of their own below the master: m³/h asked for. Those with tenants' meters below only pass on. */
const BUILDING_METERS: readonly (readonly [building: string, m3h: number, zh: string, en: string])[] = [
  ['B01', 4, '1号厂房', 'Plant 1'],
  ['B02', 6, '2号厂房', 'Plant 2'],
  ['B03', 4, '3号厂房', 'Plant 3'],
  ['B04', 8, '4号厂房', 'Plant 4'],
  ['B06', 3, '6号冷库', 'Cold house 6'],
  ['B07', 4, '7号研发楼', 'Research 7'],
  ['B08', 5, '8号办公楼', 'Office 8'],
  ['B09', 9, '9号宿舍', 'Dormitory 9'],
  ['B10', 8, '10号生活中心', 'Life centre 10'],
  ['B12', 3, '12号检测楼', 'Testing 12'],
];

/** Tenants who use water for their trade: unit, account, m³/h asked for. */
const TENANT_METERS: readonly (readonly [room: string, account: string, m3h: number])[] = [
  ['B02-101', 'A007', 2],
  ['B02-102', 'A008', 2.4],
  ['B02-201', 'A009', 1.6],
  ['B02-202', 'A010', 1],
  ['B04-101', 'A020', 3],
  ['B04-102', 'A021', 1.2],
  ['B04-201', 'A022', 1],
  ['B04-302', 'A025', 2],
  ['B06-101', 'A029', 1],
  ['B06-201', 'A030', 1],
  ['B10-101', 'A078', 3],
  ['B10-102', 'A079', 1],
  ['B10-103', 'A080', 1.2],
  ['B10-104', 'A081', 0.4],
  ['B10-105', 'A082', 0.6],
  ['B10-202', 'A086', 1.4],
  ['B10-204', 'A088', 0.8],
];

/** Every research unit, by floor and side. */
const RESEARCH_FIRST = 31;
const RESEARCH_M3H = 0.8;
const RESEARCH: typeof TENANT_METERS = Array.from({ length: 14 }, (_, i) => [
  `B07-${2 + Math.floor(i / 2)}0${1 + (i % 2)}`,
  `A0${RESEARCH_FIRST + i}`,
  RESEARCH_M3H,
]);
const TENANTS = [...TENANT_METERS, ...RESEARCH];
const DORMITORY_FLOORS = [2, 3, 4, 5, 6];

/** Master, buildings, tenants, dormitory floors, and the green. */
export const addWater = ({ meter }: ParkBuilder): void => {
  meter({
    code: 'WG',
    name: { zh: '自来水总表', en: 'Water master' },
    role: 'grid',
    meter: MODELS.waterMain,
    gateway,
    account: 'WATER',
    tariff: 'water-business',
  });
  for (const [building, m3h, zh, en] of BUILDING_METERS) {
    const below = building === 'B09' || TENANTS.some(([room]) => room.startsWith(building));
    const name: Words = { zh: `${zh}水表`, en: `${en} water` };
    const payer = below ? {} : { account: 'PUBLIC', tariff: 'water-business' };
    meter({
      code: `W-${building}`,
      name,
      role: below ? 'feeder' : 'public',
      meter: MODELS.waterBuilding,
      gateway,
      parent: 'WG',
      space: building,
      contractKW: m3h,
      ...payer,
    });
  }
  for (const [room, account, m3h] of TENANTS) {
    const name: Words = { zh: `${room} 水表`, en: `${room} water` };
    meter({
      code: `W-${room}`,
      name,
      role: 'tenant',
      meter: MODELS.waterTenant,
      gateway,
      parent: `W-${room.slice(0, 3)}`,
      space: room,
      contractKW: m3h,
      account,
      tariff: 'water-business',
    });
  }
  for (const floor of DORMITORY_FLOORS) {
    const name: Words = { zh: `宿舍${floor}层水表`, en: `Dormitory floor ${floor} water` };
    meter({
      code: `W-B09-0${floor}`,
      name,
      role: 'public',
      meter: MODELS.waterTenant,
      gateway,
      parent: 'W-B09',
      space: `B09-0${floor}`,
      contractKW: 2.2,
      account: 'PUBLIC',
      tariff: 'water-business',
    });
  }
  meter({
    code: 'W-GREEN',
    name: { zh: '绿化用水', en: 'Green irrigation' },
    role: 'public',
    meter: MODELS.waterBuilding,
    gateway,
    parent: 'WG',
    contractKW: 3,
    account: 'PUBLIC',
    tariff: 'water-business',
  });
};
