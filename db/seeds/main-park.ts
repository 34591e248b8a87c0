import { areaOf } from '#domain/park/footprint.ts';
import type { Words } from '#domain/park/model.ts';
import type { ParkFile } from '#domain/park/park-file.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { addDays } from '#domain/time/park-day.ts';
import { type TenantTerms, termsOf } from './account-terms.ts';
import { feesOf, gridTerms, ownTransformer, waterQuotaOf } from './contracts.ts';
import { GROUP } from './group.ts';
import { addCharging } from './main-charging.ts';
import { addDormitory } from './main-dormitory.ts';
import { BUILDINGS, type Building } from './main-layout.ts';
import { PUBLIC } from './main-public.ts';
import { addWater } from './main-water.ts';
import { MODELS, meterFor } from './meters.ts';
import { createParkBuilder, type Gateway, type ParkBuilder } from './park-builder.ts';
import { SCENES } from './scenes.ts';
import { TENANTS } from './tenants.ts';

const GRID_CONTRACT_KW = 3_200;
const PV_KWP = 620;
/** A busbar of the 10 kV station: PT 100, CT 400/5 and 200/5. */
const GRID_RATIO = 8_000;
const FEEDER_RATIO = 4_000;
/** Of its floor area, what a building lets. */
const LET_SHARE = 0.84;
/** Contracted power is what a tenant asked for; at full business about six tenths of it flow. */
const CONTRACT_OVER_LOAD = 1.6;

/** 示范产业园: 12 buildings on 420 x 300 m, installed at midnight of `since`. */
export const mainPark = (since: ParkDay): ParkFile => {
  const builder = createParkBuilder({
    group: GROUP,
    park: {
      code: 'main',
      name: { zh: '示范产业园', en: 'Demonstration Park' },
      city: '济南市',
      zone: 'Asia/Shanghai',
      org: 'jinan',
      carbon: { kgPerKWh: '0.6191', source: '样例：华东区域 2023 年电力平均二氧化碳排放因子量级；披露前按生态环境部当年公告核对。' },
    },
    since,
    serials: '',
  });
  for (const account of ownAccounts)
    builder.account({ ...account, ...(account.code === 'GRID' ? gridTerms({ contractKW: GRID_CONTRACT_KW, since }) : {}) });
  addStation(builder);
  const plan: Plan = { builder, since, nextTenant: 1 };
  for (const building of BUILDINGS) addBuilding(plan, building);
  addDormitory(builder);
  addCharging(builder);
  addWater(builder);
  addMeterHistory(builder, since);
  return builder.build();
};

const ownAccounts = [
  { code: 'GRID', name: { zh: '国网济南供电公司', en: 'State Grid Jinan' }, kind: 'supply' },
  { code: 'WATER', name: { zh: '济南水务集团', en: 'Jinan Water' }, kind: 'supply' },
  { code: 'PUBLIC', name: { zh: '园区公共能耗', en: 'Park common use' }, kind: 'postpaid' },
] as const;

const station: Gateway = { serial: 'GW-MAIN-STATION', codec: 'canonical' };

const addStation = ({ meter }: ParkBuilder): void => {
  meter({
    code: 'G1',
    name: { zh: '10 kV 总表', en: '10 kV master' },
    role: 'grid',
    meter: MODELS.highVoltage,
    gateway: station,
    ratio: GRID_RATIO,
    contractKW: GRID_CONTRACT_KW,
    account: 'GRID',
    tariff: 'sd-grid',
  });
  for (const code of ['F1', 'F2', 'F3']) {
    const name = { zh: `${code.slice(1)}号馈线`, en: `Feeder ${code.slice(1)}` };
    meter({ code, name, role: 'feeder', meter: MODELS.highVoltage, gateway: station, ratio: FEEDER_RATIO, parent: 'G1' });
  }
  meter({
    code: 'PV1',
    name: { zh: '5号仓储屋顶光伏', en: 'PV on warehouse 5' },
    role: 'pv',
    meter: MODELS.busbar,
    gateway: station,
    ratio: 200,
    parent: 'F1',
    space: 'B05',
    contractKW: PV_KWP,
  });
};

interface Plan {
  readonly builder: ParkBuilder;
  readonly since: ParkDay;
  nextTenant: number;
}

/** One gateway a building; two of them speak the words of a vendor. */
const gatewayOf = (building: string): Gateway => {
  if (building === SCENES.eiot.building) return { serial: SCENES.eiot.gateway, codec: 'eiot' };
  if (building === SCENES.acrelHW.building) return { serial: SCENES.acrelHW.gateway, codec: 'acrelHW' };
  return { serial: `GW-MAIN-${building}`, codec: 'canonical' };
};

const addBuilding = (plan: Plan, building: Building): void => {
  const { builder } = plan;
  const { code, name, footprint, floors, ratio, feeder } = building;
  const floorM2 = Math.round(areaOf(footprint));
  const gateway = gatewayOf(code);
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
    ratio,
    parent: feeder,
    space: code,
  });
  for (const [suffix, kW, zh, en] of PUBLIC[code] ?? []) {
    const { model, ratio: ct } = meterFor(kW);
    builder.meter({
      code: `${code}-${suffix}`,
      name: { zh, en },
      role: 'public',
      meter: model,
      gateway,
      ratio: ct,
      parent: `${code}-M`,
      space: code,
      contractKW: kW,
      account: 'PUBLIC',
      tariff: 'sd-tou',
    });
  }
  addTenants(plan, building, { floorM2, gateway });
};

export const floorCode = (building: string, floor: number): string => `${building}-${String(floor).padStart(2, '0')}`;

const addTenants = (
  plan: Plan,
  building: Building,
  { floorM2, gateway }: { readonly floorM2: number; readonly gateway: Gateway },
): void => {
  const names: readonly Words[] = Object.entries(TENANTS).find(([code]) => code === building.code)?.[1] ?? [];
  const { builder, since } = plan;
  for (const [index, name] of names.entries()) {
    const floor = building.letFrom + Math.floor(index / building.unitsAFloor);
    const unit = (index % building.unitsAFloor) + 1;
    const room = `${building.code}-${floor}${String(unit).padStart(2, '0')}`;
    const areaM2 = Math.round((floorM2 * LET_SHARE) / building.unitsAFloor);
    const contractKW = Math.max(6, Math.round((areaM2 * building.wPerM2 * CONTRACT_OVER_LOAD) / 1_000));
    const account = `A${String(plan.nextTenant).padStart(3, '0')}`;
    plan.nextTenant += 1;
    builder.space({ code: room, kind: 'room', parent: floorCode(building.code, floor), name: roomName(floor, unit), areaM2 });
    const terms = { ...tenantTerms(building, index), dailyYuan: contractKW * building.dailyYuanPerKW };
    builder.account({
      code: account,
      name,
      space: room,
      ...termsOf(account, terms),
      ...(terms.postpaid ? feesOf({ areaM2, since }) : {}),
      ...waterQuotaOf(account),
      ...(account === OWN_TRANSFORMER ? ownTransformer({ contractKW, since }) : {}),
    });
    addTenantMeter(builder, { room, name, account, contractKW, gateway, parent: `${building.code}-M` });
  }
};

const roomName = (floor: number, unit: number): Words => ({
  zh: `${floor}${String(unit).padStart(2, '0')}室`,
  en: `Unit ${floor}${String(unit).padStart(2, '0')}`,
});

/** Which tenants of a building are billed monthly: the anchors. */
const POSTPAID: Readonly<Record<string, readonly number[]>> = {
  B01: [0],
  B02: [0],
  B03: [0, 4],
  B05: [2],
  B07: [0, 5],
  B08: [0, 7, 20],
  B12: [3],
};

/** Cold stores, the canteen and two laboratories are never cut off. */
const tenantTerms = ({ code }: Building, index: number): Omit<TenantTerms, 'dailyYuan'> => ({
  postpaid: POSTPAID[code]?.includes(index) ?? false,
  protected: code === 'B06' || (code === 'B12' && index < 2) || (code === 'B10' && index === 0),
});

interface TenantMeter {
  readonly room: string;
  readonly name: Words;
  readonly account: string;
  readonly contractKW: number;
  readonly gateway: Gateway;
  readonly parent: string;
}

/** A plant that draws from a transformer of its own; its meters count reactive energy. */
const OWN_TRANSFORMER = 'A001';

/** Plants count their machines and their light apart. */
const LIGHTING_SHARE = 0.12;
const PLANTS = ['B01', 'B02', 'B03', 'B04'];

const addTenantMeter = (builder: ParkBuilder, { room, name, account, contractKW, gateway, parent }: TenantMeter): void => {
  const meter = (code: string, of: Words, kW: number) => {
    const { model, ratio } = meterFor(kW);
    builder.meter({
      code,
      name: of,
      role: 'tenant',
      meter: account === OWN_TRANSFORMER && model === MODELS.transformer ? MODELS.busbar : model,
      gateway,
      ratio,
      parent,
      space: room,
      contractKW: kW,
      account,
      tariff: 'sd-tou',
    });
  };
  if (!PLANTS.includes(room.slice(0, 3))) return meter(`E-${room}`, name, contractKW);
  const light = Math.max(4, Math.round(contractKW * LIGHTING_SHARE));
  meter(`E-${room}`, { zh: `${name.zh} 动力`, en: `${name.en}, power` }, contractKW - light);
  meter(`EL-${room}`, { zh: `${name.zh} 照明`, en: `${name.en}, lighting` }, light);
};

/** What has happened to meters since they were installed. */
const addMeterHistory = ({ replace }: ParkBuilder, since: ParkDay): void => {
  const { meterChange, ratioChange } = SCENES;
  replace(meterChange.point, {
    day: addDays(since, meterChange.afterDays),
    time: '10:30',
    counted: meterChange.counted,
    start: '0.35',
    ratio: meterChange.ratio,
    meter: MODELS.transformer,
  });
  replace(ratioChange.point, {
    day: addDays(since, ratioChange.afterDays),
    time: '06:15',
    counted: ratioChange.counted,
    ratio: ratioChange.ratio,
  });
};
