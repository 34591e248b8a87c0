import { areaOf } from '#domain/park/footprint.ts';
import type { ParkFile } from '#domain/park/park-file.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { termsOf } from './account-terms.ts';
import { gridTerms } from './contracts.ts';
import { GROUP } from './group.ts';
import { floorCode } from './main-park.ts';
import { MODELS, meterFor } from './meters.ts';
import { createParkBuilder, type Gateway, type ParkBuilder } from './park-builder.ts';
import { SMALL_PARKS, type SmallBuilding, type SmallPark } from './small-layout.ts';

/** What a day costs for each kW asked for, about, over all trades. */
const DAILY_YUAN_PER_KW = 3.4;

/** The two smaller parks of the group, installed at midnight of `since`. */
export const smallParks = (since: ParkDay): readonly ParkFile[] => SMALL_PARKS.map((plan) => smallPark(plan, since));

const smallPark = (plan: SmallPark, since: ParkDay): ParkFile => {
  const { park, prefix, supply, gridKW, gridRatio, pvKWp } = plan;
  const builder = createParkBuilder({ group: GROUP, park, since, serials: `${prefix}-` });
  const gateway: Gateway = { serial: `GW-${prefix}-1`, codec: 'canonical' };
  builder.account({ code: 'GRID', name: supply, kind: 'supply', ...gridTerms({ contractKW: gridKW, since }) });
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
    const terms = { postpaid: index === 0 && floors > 4, protected: false, dailyYuan: contractKW * DAILY_YUAN_PER_KW };
    builder.account({ code: account, name: tenant, space, ...termsOf(account, terms) });
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
