import { PARK_FILE_FORMAT, type ParkFile } from '#domain/park/park-file.ts';

/** A small park in which everything is right; tests change one thing of it. One grid meter, two tenants, a water meter, a meter change. */
export const smallPark = (): ParkFile => ({
  format: PARK_FILE_FORMAT,
  group: { code: 'group', name: { zh: '集团', en: 'Group' }, regions: [{ code: 'north', name: { zh: '北区', en: 'North' } }] },
  park: {
    code: 'small',
    name: { zh: '小园区', en: 'Small Park' },
    city: '济南市',
    zone: 'Asia/Shanghai',
    org: 'north',
    carbon: { kgPerKWh: '0.6191', source: 'test' },
  },
  calendar: [
    { day: '2026-10-01', name: '国庆节', off: true },
    { day: '2026-10-10', name: '国庆节', off: false },
  ],
  tariffs: [
    {
      code: 'tou',
      medium: 'electricity',
      name: { zh: '分时', en: 'Time of use' },
      versions: [
        {
          validFrom: '2026-08-01',
          source: 'test',
          components: [
            { code: 'td', name: { zh: '输配', en: 'T&D' }, prices: { flat: '0.1' } },
            { code: 'purchase', name: { zh: '购电', en: 'Purchase' }, prices: { flat: '0.4', valley: '0.2', peak: '0.7' } },
          ],
          rules: [
            { period: 'valley', ranges: [{ from: '00:00', to: '07:00' }] },
            { period: 'peak', ranges: [{ from: '17:00', to: '21:00' }] },
          ],
          demandPrice: '42',
        },
      ],
    },
    {
      code: 'water',
      medium: 'water',
      name: { zh: '水价', en: 'Water' },
      versions: [
        {
          validFrom: '2026-01-01',
          source: 'test',
          components: [{ code: 'all', name: { zh: '水价', en: 'Water' }, prices: { flat: '6.3' } }],
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
    { code: 'B1-1', kind: 'floor', parent: 'B1', name: { zh: '1层', en: 'Floor 1' }, floors: 1, areaM2: 800 },
    { code: 'B1-101', kind: 'room', parent: 'B1-1', name: { zh: '101室', en: 'Room 101' }, areaM2: 300 },
  ],
  accounts: [
    { code: 'GRID', name: { zh: '供电', en: 'Grid' }, kind: 'supply', openedOn: '2026-10-13' },
    {
      code: 'T1',
      name: { zh: '甲公司', en: 'Company A' },
      kind: 'prepaid',
      space: 'B1-101',
      openedOn: '2026-10-13',
      alarm1: '500',
      alarm2: '200',
      overdraft: '50',
      recloseMin: '20',
      hoardMax: '50000',
      noCut: [{ from: '18:00', to: '08:00', days: 'anyDay' }],
      openingBalance: '1000.50',
    },
    { code: 'T2', name: { zh: '乙公司', en: 'Company B' }, kind: 'postpaid', openedOn: '2026-10-13', openingBalance: '-20' },
  ],
  points: [
    {
      code: 'G',
      name: { zh: '总表', en: 'Master' },
      medium: 'electricity',
      role: 'grid',
      contractKW: 800,
      assignments: [{ account: 'GRID', tariff: 'tou', from: '2026-10-13T00:00:00+08:00' }],
    },
    {
      code: 'P1',
      name: { zh: '甲电表', en: 'A' },
      medium: 'electricity',
      role: 'tenant',
      parent: 'G',
      space: 'B1-101',
      contractKW: 60.5,
      assignments: [
        { account: 'T1', tariff: 'tou', from: '2026-10-13T00:00:00+08:00', to: '2026-11-01T00:00:00+08:00' },
        { account: 'T2', tariff: 'tou', from: '2026-11-01T00:00:00+08:00' },
      ],
    },
    {
      code: 'W1',
      name: { zh: '甲水表', en: 'A water' },
      medium: 'water',
      role: 'tenant',
      space: 'B1-101',
      assignments: [{ account: 'T1', tariff: 'water', from: '2026-10-13T00:00:00+08:00' }],
    },
  ],
  devices: [
    { serial: 'E-1', model: 'APM810', codec: 'canonical', registerModulusKWh: '1000000', maxKW: 1.04, intervalS: 5, gateway: 'GW-1' },
    { serial: 'E-2', model: 'DTSD1352', codec: 'canonical', registerModulusKWh: '1000000', maxKW: 4, intervalS: 5, gateway: 'GW-1' },
    { serial: 'E-3', model: 'DTSD1352', codec: 'canonical', registerModulusKWh: '1000000', maxKW: 4, intervalS: 5 },
    { serial: 'W-1', model: 'LXSY-40', codec: 'canonical', registerModulusM3: '100000', maxM3h: 16, intervalS: 60 },
  ],
  installations: [
    {
      device: 'E-1',
      point: 'G',
      from: '2026-10-13T00:00:00+08:00',
      ratio: '8000',
      start: { importKWh: '120.5', exportKWh: '0', importKvarh: '31.2' },
    },
    {
      device: 'E-2',
      point: 'P1',
      from: '2026-10-13T00:00:00+08:00',
      to: '2026-10-20T10:00:00+08:00',
      ratio: '30',
      start: { importKWh: '10' },
      end: { importKWh: '55.25' },
    },
    { device: 'E-3', point: 'P1', from: '2026-10-20T10:00:00+08:00', ratio: '30', start: { importKWh: '0.2' } },
    { device: 'W-1', point: 'W1', from: '2026-10-13T00:00:00+08:00', ratio: '1', start: { volumeM3: '3.141' } },
  ],
});
