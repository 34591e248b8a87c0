import type { MonthAudit } from '#db/allocation/audit-month.ts';
import type { Stop } from '#domain/allocation/allocate-month.ts';
import { sumWh } from '#domain/allocation/balance.ts';
import type { Pool } from '#domain/allocation/pools.ts';
import { ENERGY_KINDS, POOL_KINDS, type PoolKind } from '#domain/allocation/rules.ts';
import { parkDayOf } from '#domain/time/park-day.ts';
import { fen, yuanFromFen } from '#domain/units/money.ts';
import { kWhText, yuanText } from './figures.ts';
import { purchaseLines } from './purchase-lines.ts';

export interface AuditOf {
  readonly park: string;
  readonly month: string;
  readonly zone: string;
}

/** What an audit found, for a person at a terminal; the last line is "balanced" or the first difference. */
export const auditReport = ({ park, month, zone }: AuditOf, audit: MonthAudit): string => {
  const { stretch } = audit.loaded;
  const { balance, pools, shares, stops } = audit.allocation;
  const lost = balance.losses.reduce((sum, { lossWh }) => sum + lossWh, 0n);
  const transformers = sumOf(pools, 'transformerLoss', 'wh');
  const state = audit.run === null ? 'not stored' : audit.run.state;
  return [
    `${park} ${month}, from ${parkDayOf(stretch.from, zone)}, ${stretch.days} days${stretch.running ? ' so far' : ''}; ${state}${audit.suggested ? ', by the rules a park begins with' : ''}`,
    line('grid', balance.gridWh),
    ...(balance.pvWh === 0n ? [] : [line('PV', balance.pvWh)]),
    ...(balance.storageWh === 0n ? [] : [line('storage', balance.storageWh)]),
    line('came in', balance.inputWh),
    line('tenants', sumWh(balance.tenants)),
    line('shared area', sumWh(balance.shared)),
    line('line loss', lost - transformers, `${percent(lost, balance.inputWh)} lost in all`),
    ...(transformers === 0n ? [] : [line('transformer loss', transformers)]),
    line('sum', sumWh(balance.tenants) + sumWh(balance.shared) + lost),
    ...(balance.incomplete.length === 0 ? [] : [`not read from end to end: ${balance.incomplete.join(', ')}`]),
    ...stops.map((stop) => `stopped: ${stopText(stop)}`),
    ...POOL_KINDS.filter((kind) => stops.length === 0 && pools.some((pool) => pool.kind === kind)).map((kind) => {
      const own = shares.filter((share) => share.kind === kind);
      const count = `${counted(pools.filter((pool) => pool.kind === kind).length, 'pool')}, ${counted(own.length, 'share')}`;
      return `shared ${kind}: ${[...(isEnergy(kind) ? [`${kWhText(sumOf(pools, kind, 'wh'))} kWh`] : []), moneyOf(pools, kind)].join(', ')} (${count})`;
    }),
    ...energyLine(audit),
    ...purchaseLines(audit),
    ...(audit.drifted ? ['late data came after its bills: the next month’s run shares it anew'] : []),
    ...verdict(audit),
  ].join('\n');
};

const verdict = ({ differences }: MonthAudit): readonly string[] => {
  const [first] = differences;
  if (!first) return ['balanced'];
  return [`first of ${differences.length}: ${first.what}: ${first.found}, expected ${first.expected}`];
};

/** What the kWh cost, and that pools and the tenants' own make it up. */
const energyLine = ({ loaded, allocation: { pools, remainder } }: MonthAudit): readonly string[] => {
  const { energy } = loaded.input.money;
  if (energy === null) return ['energy: no price of the master is known, shares are energy alone'];
  const shared = ENERGY_KINDS.reduce((sum, kind) => sum + sumOf(pools, kind, 'fen'), 0n);
  if (remainder !== null) {
    const { own, vacant, left } = remainder;
    const empty = vacant === 0n ? '' : ` + empty rooms ${yuanText(vacant)}`;
    const rest = left < 0n ? ` - surplus that goes back ${yuanText(-left)}` : ` + left for what is shared ${yuanText(left)}`;
    const { capacity = 0n, powerFactor = 0n } = loaded.input.money.own ?? {};
    const contracts =
      capacity === 0n && powerFactor === 0n
        ? []
        : [`not shared, tenants' own contracts: capacity ${yuanText(capacity)}, power factor ${yuanText(powerFactor)} yuan`];
    return [`energy: bills ${yuanText(energy)} yuan = tenants' own by tariff ${yuanText(own)}${empty}${rest}`, ...contracts];
  }
  return [`energy: master ${yuanText(energy)} yuan = tenants' own ${yuanText(energy - shared)} + shared ${yuanText(shared)}`];
};

const counted = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`;
const isEnergy = (kind: PoolKind): boolean => ENERGY_KINDS.some((one) => one === kind);
const sumOf = (pools: readonly Pool[], kind: PoolKind, unit: 'wh' | 'fen'): bigint =>
  pools.filter((pool) => pool.kind === kind).reduce((sum, pool) => sum + (pool[unit] ?? 0n), 0n);
const moneyOf = (pools: readonly Pool[], kind: PoolKind): string =>
  pools.some((pool) => pool.kind === kind && pool.fen !== null) ? `${yuanText(sumOf(pools, kind, 'fen'))} yuan` : 'no price';

const WIDTH = 20;
const line = (name: string, wh: bigint, note = ''): string =>
  `  ${name.padEnd(WIDTH)}${kWhText(wh).padStart(WIDTH)} kWh${note === '' ? '' : `   ${note}`}`;

/** Two decimals, cut. */
const percent = (part: bigint, whole: bigint): string => (whole <= 0n ? '–' : `${yuanFromFen(fen((part * 10_000n) / whole))} %`);

const stopText = (stop: Stop): string => {
  switch (stop.type) {
    case 'nothingCameIn':
      return 'nothing came in';
    case 'negativeLoss':
      return `meters below ${stop.node} counted ${kWhText(-stop.wh)} kWh more than came in there`;
    case 'negativeUse':
      return `meters below ${stop.point} counted ${kWhText(-stop.wh)} kWh more than it did`;
    case 'excessiveLoss':
      return `${stop.node ?? 'the park'} lost ${kWhText(stop.wh)} of ${kWhText(stop.inWh)} kWh, more than ${stop.limit / 100} %`;
    case 'noPurchaseBill':
      return 'tenants pay shares of the purchase bill, and none stands';
    case 'nobodyDrew':
      return `${yuanText(stop.fen)} yuan of ${stop.period ?? 'the month'} (${stop.part}) and nobody drew anything in it`;
    case 'noWeight':
      return `nobody bears ${stop.kind} of ${stop.group ?? 'the park'}${stop.at === null ? '' : ` in ${stop.at}`}: by its rule nobody has weight`;
  }
};
