import { areaOf } from '#domain/park/footprint.ts';
import type { Words } from '#domain/park/model.ts';
import type { FileSpace, ParkFile } from '#domain/park/park-file.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { termsOf } from './account-terms.ts';
import { GROUP } from './group.ts';
import { floorCode } from './main-park.ts';
import { MODELS, meterFor } from './meters.ts';
import { createParkBuilder, type Gateway, type ParkBuilder } from './park-builder.ts';
import { TENANTS } from './tenants.ts';

interface SmallBuilding {
  readonly code: string;
  readonly name: Words;
  readonly footprint: NonNullable<FileSpace['footprint']>;
  readonly floors: number;
  /** Tenants, and what each asked for, kW. */
  readonly tenants: readonly Words[];
  readonly contractKW: number;
}

interface SmallPark {
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
    building(
      'L1',
      '1号楼',
      'House 1',
      [
        [10, 10],
        [70, 10],
        [70, 34],
        [34, 34],
        [34, 60],
        [10, 60],
      ],
      5,
      TENANTS.luyuan.slice(0, 3),
      45,
    ),
    building(
      'L2',
      '2号楼',
      'House 2',
      [
        [90, 10],
        [126, 10],
        [126, 52],
        [90, 52],
      ],
      7,
      TENANTS.luyuan.slice(3, 6),
      60,
    ),
    building(
      'L3',
      '3号厂房',
      'Plant 3',
      [
        [10, 84],
        [96, 84],
        [96, 130],
        [10, 130],
      ],
      2,
      TENANTS.luyuan.slice(6, 8),
      70,
    ),
    building(
      'L4',
      '4号厂房',
      'Plant 4',
      [
        [112, 78],
        [176, 78],
        [176, 130],
        [148, 130],
        [148, 104],
        [112, 104],
      ],
      2,
      TENANTS.luyuan.slice(8, 10),
      55,
    ),
    building(
      'L5',
      '5号仓储',
      'Warehouse 5',
      [
        [144, 12],
        [196, 12],
        [196, 56],
        [144, 56],
      ],
      1,
      TENANTS.luyuan.slice(10, 12),
      30,
    ),
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
    building(
      'H1',
      '海创塔',
      'Haichuang Tower',
      [
        [12, 12],
        [44, 12],
        [44, 44],
        [12, 44],
      ],
      15,
      TENANTS.haichuang.slice(0, 4),
      40,
    ),
    building(
      'H2',
      '研发中心',
      'Research centre',
      [
        [64, 12],
        [124, 12],
        [124, 30],
        [82, 30],
        [82, 60],
        [64, 60],
      ],
      4,
      TENANTS.haichuang.slice(4, 6),
      50,
    ),
    building(
      'H3',
      '中试厂房',
      'Pilot plant',
      [
        [16, 76],
        [110, 76],
        [110, 118],
        [16, 118],
      ],
      2,
      TENANTS.haichuang.slice(6, 8),
      60,
    ),
  ],
};

function building(
  code: string,
  zh: string,
  en: string,
  footprint: SmallBuilding['footprint'],
  floors: number,
  tenants: readonly Words[],
  contractKW: number,
): SmallBuilding {
  return { code, name: { zh, en }, footprint, floors, tenants, contractKW };
}

/** The two smaller parks of the group, installed at midnight of `since`. */
export const smallParks = (since: ParkDay): readonly ParkFile[] => [LUYUAN, HAICHUANG].map((plan) => smallPark(plan, since));

const smallPark = (plan: SmallPark, since: ParkDay): ParkFile => {
  const { park, prefix, supply, gridKW, gridRatio, pvKWp } = plan;
  const builder = createParkBuilder({ group: GROUP, park, since, serials: `${prefix}-` });
  const gateway: Gateway = { serial: `GW-${prefix}-1`, codec: 'canonical' };
  builder.account({ code: 'GRID', name: supply, kind: 'supply' });
  builder.account({ code: 'PUBLIC', name: { zh: '园区公共能耗', en: 'Park common use' }, kind: 'postpaid' });
  builder.meter({
    code: 'G1',
    name: { zh: '10 kV 总表', en: '10 kV master' },
    role: 'grid',
    meter: MODELS.highVoltage,
    gateway,
    ratio: gridRatio,
    contractKW: gridKW,
    account: 'GRID',
    tariff: 'sd-grid',
  });
  builder.meter({ code: 'WG', name: { zh: '自来水总表', en: 'Water master' }, role: 'grid', meter: MODELS.waterMain, gateway });
  if (pvKWp > 0)
    builder.meter({
      code: 'PV1',
      name: { zh: '屋顶光伏', en: 'Roof PV' },
      role: 'pv',
      meter: MODELS.busbar,
      gateway,
      ratio: 80,
      parent: 'G1',
      space: plan.buildings[0]?.code ?? '',
      contractKW: pvKWp,
    });
  for (const house of plan.buildings) addHouse(builder, house, plan);
  return builder.build();
};

const addHouse = (builder: ParkBuilder, house: SmallBuilding, { prefix }: SmallPark): void => {
  const { code, name, footprint, floors, tenants, contractKW } = house;
  const gateway: Gateway = { serial: `GW-${prefix}-${code}`, codec: 'canonical' };
  const floorM2 = Math.round(areaOf(footprint));
  const paid = { account: 'PUBLIC', tariff: 'sd-tou' };
  builder.space({ code, kind: 'building', name, footprint, floors, areaM2: floorM2 * floors });
  for (let floor = 1; floor <= floors; floor++) {
    builder.space({
      code: floorCode(code, floor),
      kind: 'floor',
      parent: code,
      name: { zh: `${floor}层`, en: `Floor ${floor}` },
      floors: floor,
      areaM2: floorM2,
    });
  }
  builder.meter({
    code: `${code}-M`,
    name: { zh: `${name.zh}进线`, en: `${name.en} incomer` },
    role: 'feeder',
    meter: MODELS.busbar,
    gateway,
    ratio: 120,
    parent: 'G1',
    space: code,
  });
  builder.meter({
    code: `${code}-L`,
    name: { zh: '公共照明', en: 'Common lighting' },
    role: 'public',
    meter: MODELS.direct,
    gateway,
    parent: `${code}-M`,
    space: code,
    contractKW: 10,
    ...paid,
  });
  builder.meter({
    code: `W-${code}`,
    name: { zh: `${name.zh}水表`, en: `${name.en} water` },
    role: 'public',
    meter: MODELS.waterBuilding,
    gateway,
    parent: 'WG',
    space: code,
    contractKW: 3,
    account: 'PUBLIC',
    tariff: 'water-business',
  });
  builder.meter({
    code: `${code}-A`,
    name: { zh: '空调机组', en: 'Cooling plant' },
    role: 'public',
    meter: MODELS.direct,
    gateway,
    parent: `${code}-M`,
    space: code,
    contractKW: 24,
    ...paid,
  });
  for (const [index, tenant] of tenants.entries()) {
    const floor = 1 + ((index * 2) % floors);
    const account = `${prefix}-${code}-${index + 1}`;
    const space = `${code}-${floor}0${index + 1}`;
    builder.space({
      code: space,
      kind: 'room',
      parent: floorCode(code, floor),
      name: { zh: `${floor}0${index + 1}室`, en: `Unit ${floor}0${index + 1}` },
      areaM2: Math.round(floorM2 * 0.6),
    });
    builder.account({ code: account, name: tenant, space, ...termsOf(account, { postpaid: index === 0 && floors > 4, protected: false }) });
    const { model, ratio } = meterFor(contractKW);
    builder.meter({
      code: `E-${space}`,
      name: tenant,
      role: 'tenant',
      meter: model,
      gateway,
      ratio,
      parent: `${code}-M`,
      space,
      contractKW,
      account,
      tariff: 'sd-tou',
    });
  }
};
