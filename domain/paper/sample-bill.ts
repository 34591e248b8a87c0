import { compareLines, PLAIN, taxed, type UntaxedLine } from '../bill/line.ts';
import type { BillKind } from '../bill/states.ts';
import { GENERAL_RATES } from '../bill/tax.ts';
import type { Words } from '../park/model.ts';
import type { Period } from '../tariff/tariff.ts';
import { monthOf, parkDay } from '../time/park-day.ts';
import { chargeOf, type Fen, fen, price, roundToFen } from '../units/money.ts';
import { quantity } from '../units/quantity.ts';
import type { PaperBill, PaperLine, PaperMeter } from './paper-bill.ts';

const FROM = parkDay('2026-10-01');
const TO = parkDay('2026-10-31');
const MONTH = monthOf(FROM);
const TARIFF = { tariff: { zh: '园区分时电价（两部制）', en: 'Park time of use, two-part' }, validFrom: parkDay('2026-08-01') };
const WATER = { tariff: { zh: '非居民用水', en: 'Water, business' }, validFrom: parkDay('2026-01-01') };

/** Wh and 1e-8 yuan per kWh. */
const PERIODS: readonly (readonly [Period, number, bigint])[] = [
  ['criticalPeak', 4_312_480, 88_446_875n],
  ['peak', 16_840_125, 75_086_875n],
  ['flat', 21_077_310, 43_916_875n],
  ['valley', 11_902_664, 12_756_875n],
  ['deepValley', 3_115_002, 3_846_875n],
];
const ONE_PRICE: readonly (readonly [string, Words, bigint])[] = [
  ['td', { zh: '输配电价', en: 'Transmission and distribution' }, 10_600_000n],
  ['sysOp', { zh: '系统运行费', en: 'System operation' }, 4_212_500n],
  ['fund', { zh: '政府性基金及附加', en: 'Government funds' }, 2_716_875n],
];

/** A bill with a line of every kind, to look at a template with. `meters` makes it as long as one likes. */
export function sampleBill({ kind = 'bill', meters = 2 }: { readonly kind?: BillKind; readonly meters?: number } = {}): PaperBill {
  const lines = [...useOf(), ...waterOf(), ...othersOf()]
    .toSorted(({ line: a }, { line: b }) => compareLines(a, b))
    .map(({ line, version }): PaperLine => ({ ...taxed(line, GENERAL_RATES), version }));
  const sum = (pick: (line: PaperLine) => bigint): Fen => fen(lines.reduce((total, line) => total + pick(line), 0n));
  return {
    kind,
    state: 'issued',
    number: '2026-000123',
    from: FROM,
    to: TO,
    park: { zh: '示范产业园', en: 'Sample Industrial Park' },
    account: 'A-2018',
    name: { zh: '恒信精密机械（示例）有限公司', en: 'Hengxin Precision Machinery (Sample) Co., Ltd.' },
    address: { zh: '三号楼 2 层 201 室', en: 'Building 3, floor 2, room 201' },
    issuedOn: parkDay('2026-11-03'),
    dueOn: parkDay('2026-11-18'),
    reverses: kind === 'reversal' ? '2026-000101' : null,
    reason: kind === 'reversal' ? '示例' : '',
    total: sum(({ amount }) => amount),
    excl: sum(({ excl }) => excl),
    tax: sum(({ tax }) => tax),
    toPost: sum(({ amount, posted }) => (posted ? 0n : amount)),
    usedWh: PERIODS.reduce((total, [, wh]) => total + wh, 0),
    usedL: 412_000,
    lines,
    meters: Array.from({ length: meters }, (_, i) => meterOf(i)),
    sample: true,
  };
}

interface Made {
  readonly line: UntaxedLine;
  readonly version: PaperLine['version'];
}

const made = (
  more: Partial<UntaxedLine> & Pick<UntaxedLine, 'kind' | 'component' | 'amount'>,
  version: PaperLine['version'] = null,
): Made => ({
  version,
  line: {
    ...PLAIN,
    item: 'electricity',
    month: MONTH,
    from: FROM,
    to: TO,
    quantity: null,
    unit: null,
    price: null,
    posted: false,
    ...more,
  },
});

const metered = (used: number, at: bigint) => ({
  quantity: BigInt(used),
  price: price(at),
  amount: roundToFen(chargeOf(quantity(used), price(at))),
});

const useOf = (): readonly Made[] => {
  const whole = PERIODS.reduce((total, [, wh]) => total + wh, 0);
  const common = { kind: 'use', unit: 'kWh', versionId: 1 } as const;
  return [
    ...PERIODS.map(([period, wh, at]) =>
      made({ ...common, component: 'purchase', name: { zh: '购电价格', en: 'Purchase' }, period, ...metered(wh, at) }, TARIFF),
    ),
    ...ONE_PRICE.map(([component, name, at]) => made({ ...common, component, name, ...metered(whole, at) }, TARIFF)),
  ];
};

const waterOf = (): readonly Made[] => [
  made(
    {
      kind: 'use',
      item: 'water',
      unit: 'm3',
      versionId: 2,
      component: 'base',
      name: { zh: '自来水', en: 'Tap water' },
      ...metered(412_000, 415_000_000n),
    },
    WATER,
  ),
  made(
    {
      kind: 'use',
      item: 'sewage',
      unit: 'm3',
      versionId: 2,
      component: 'sewage',
      name: { zh: '污水处理', en: 'Sewage' },
      ...metered(412_000, 215_000_000n),
    },
    WATER,
  ),
];

const othersOf = (): readonly Made[] => [
  made({ kind: 'demand', component: 'demand', unit: 'kW', ...metered(186_400, 3_840_000_000n) }),
  made({
    kind: 'powerFactor',
    component: 'powerFactor',
    amount: fen(-18_342n),
    factor: { powerFactor: 94, ratio: -60, base: fen(3_057_024n) },
  }),
  made({
    kind: 'share',
    component: 'sharedArea',
    unit: 'kWh',
    quantity: 1_204_560n,
    amount: fen(79_412n),
    share: { group: 'B3', kind: 'sharedArea', via: null, revision: 1 },
  }),
  made({
    kind: 'share',
    component: 'lineLoss',
    unit: 'kWh',
    quantity: 512_300n,
    amount: fen(33_718n),
    share: { group: null, kind: 'lineLoss', via: null, revision: 1 },
  }),
  made({
    kind: 'fee',
    item: 'service',
    component: 'property',
    name: { zh: '物业费', en: 'Property fee' },
    unit: 'm2',
    ...metered(860_000, 320_000_000n),
  }),
  made(
    {
      kind: 'correction',
      component: 'purchase',
      name: { zh: '购电价格', en: 'Purchase' },
      month: monthOf(parkDay('2026-09-01')),
      from: parkDay('2026-09-01'),
      to: parkDay('2026-09-30'),
      unit: 'kWh',
      versionId: 1,
      period: 'flat',
      reason: 'newReadings',
      ...metered(38_250, 43_916_875n),
    },
    TARIFF,
  ),
];

const meterOf = (i: number): PaperMeter => {
  const start = 48_213_750_000 + i * 7_120_040_000;
  const used = 1_431_189_525 + i * 1_000_250;
  return {
    point: `E-${2_018 + i}`,
    name: { zh: `车间 ${i + 1} 号线`, en: `Line ${i + 1}` },
    medium: 'electricity',
    serial: `3108${String(4_420_117 + i * 13)}`,
    start,
    end: start + used,
    ratioMilli: 40_000,
    quantity: Math.round((used * 40) / 1_000),
  };
};
