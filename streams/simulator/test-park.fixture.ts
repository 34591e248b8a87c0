import { type FileDevice, type FileInstallation, type FilePoint, PARK_FILE_FORMAT, type ParkFile } from '#domain/park/park-file.ts';

const FROM = '2026-10-13T00:00:00+08:00';

interface Spec {
  readonly code: string;
  readonly zh: string;
  readonly role: FilePoint['role'];
  readonly parent?: string;
  readonly contractKW?: number;
  readonly ratio?: string;
  readonly codec?: string;
  readonly gateway?: string;
  readonly serial?: string;
  readonly modulus?: string;
  readonly start?: string;
  readonly water?: boolean;
}

const SPECS: readonly Spec[] = [
  { code: 'G', zh: '总表', role: 'grid', contractKW: 1200, ratio: '8000' },
  { code: 'F1', zh: '1号馈线', role: 'feeder', parent: 'G', ratio: '200' },
  { code: 'F2', zh: '2号馈线', role: 'feeder', parent: 'G', ratio: '200' },
  { code: 'T1', zh: '精密机械车间', role: 'tenant', parent: 'F1', contractKW: 400, ratio: '100' },
  { code: 'T2', zh: '办公', role: 'tenant', parent: 'F1', contractKW: 100, ratio: '30' },
  { code: 'T3', zh: '便利店', role: 'tenant', parent: 'F2', contractKW: 20, modulus: '10000', start: '9500' },
  { code: 'T4', zh: '宿舍101', role: 'tenant', parent: 'F2', contractKW: 5, codec: 'eiot', serial: '24042809890001/1' },
  { code: 'T5', zh: '宿舍102', role: 'tenant', parent: 'F2', contractKW: 5, codec: 'eiot', serial: '24042809890001/2' },
  { code: 'T6', zh: '实验室', role: 'tenant', parent: 'F2', contractKW: 60, codec: 'acrelHW', gateway: '12109132830001' },
  { code: 'EV', zh: '充电桩', role: 'tenant', parent: 'F2', contractKW: 240, ratio: '80' },
  { code: 'L', zh: '路灯', role: 'public', parent: 'F2', contractKW: 15 },
  { code: 'PV', zh: '光伏', role: 'pv', parent: 'G', contractKW: 300, ratio: '100' },
  { code: 'WG', zh: '进水总表', role: 'grid', water: true },
  { code: 'W1', zh: '宿舍用水', role: 'tenant', parent: 'WG', water: true },
  { code: 'W2', zh: '办公用水', role: 'tenant', parent: 'WG', water: true },
];

/** A little of everything the simulator plays: two feeders, machines, rooms, PV above half of the load, three wire families, water. */
export const testPark = (): ParkFile => ({
  format: PARK_FILE_FORMAT,
  group: { code: 'group', name: { zh: '集团', en: 'Group' }, regions: [] },
  park: {
    code: 'test',
    name: { zh: '测试园区', en: 'Test park' },
    city: '济南市',
    zone: 'Asia/Shanghai',
    org: 'group',
    carbon: { kgPerKWh: '0.6', source: 'test' },
  },
  calendar: 'cn-state-council',
  tariffs: [],
  spaces: [],
  accounts: [],
  points: SPECS.map(pointOf),
  devices: SPECS.map(deviceOf),
  installations: SPECS.map(installationOf),
});

export const serialOf = (code: string): string => SPECS.find((spec) => spec.code === code)?.serial ?? `M-${code}`;

const pointOf = ({ code, zh, role, parent, contractKW, water }: Spec): FilePoint => ({
  code,
  name: { zh, en: code },
  medium: water ? 'water' : 'electricity',
  role,
  ...(parent === undefined ? {} : { parent }),
  ...(contractKW === undefined ? {} : { contractKW }),
  assignments: [],
});

const deviceOf = ({ code, codec, gateway, modulus, water, contractKW, ratio }: Spec): FileDevice => ({
  serial: serialOf(code),
  model: 'DTSD1352',
  codec: codec ?? 'canonical',
  ...(water
    ? { registerModulusM3: '100000', maxM3h: 6 }
    : { registerModulusKWh: modulus ?? '1000000', maxKW: (contractKW ?? 800) / Number(ratio ?? '1') + 1 }),
  intervalS: 5,
  gateway: gateway ?? 'GW-1',
});

const installationOf = ({ code, ratio, water, start, role }: Spec): FileInstallation => ({
  device: serialOf(code),
  point: code,
  from: FROM,
  ratio: ratio ?? '1',
  start: water
    ? { volumeM3: start ?? '12.5' }
    : { importKWh: start ?? '100', importKvarh: '10', ...(role === 'grid' ? { exportKWh: '0' } : {}) },
});
