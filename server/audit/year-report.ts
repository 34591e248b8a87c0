import type { MonthAudit } from '#db/allocation/audit-month.ts';
import { sumWh } from '#domain/allocation/balance.ts';
import { MONEY_KINDS } from '#domain/allocation/rules.ts';
import { parkDayOf } from '#domain/time/park-day.ts';
import type { AuditedMonth } from './audit-year.ts';
import { kWhText, yuanText } from './figures.ts';

/** Figures of a month, or of all of them. */
interface Sums {
  readonly inWh: bigint;
  readonly tenantsWh: bigint;
  readonly sharedWh: bigint;
  readonly lostWh: bigint;
  /** What the master's energy, capacity and power factor cost; of it what tenants used themselves and what is shared out. */
  readonly masterFen: bigint;
  readonly ownFen: bigint;
  readonly poolsFen: bigint;
  readonly bills: bigint;
  readonly usedFen: bigint;
  readonly sharesFen: bigint;
  readonly otherFen: bigint;
}

const COLUMNS: readonly { readonly head: string; readonly of: (sums: Sums) => string }[] = [
  { head: 'came in kWh', of: ({ inWh }) => kWhText(inWh) },
  { head: 'tenants', of: ({ tenantsWh }) => kWhText(tenantsWh) },
  { head: 'shared area', of: ({ sharedWh }) => kWhText(sharedWh) },
  { head: 'losses', of: ({ lostWh }) => kWhText(lostWh) },
  { head: 'over', of: ({ inWh, tenantsWh, sharedWh, lostWh }) => kWhText(inWh - tenantsWh - sharedWh - lostWh) },
  { head: 'master yuan', of: ({ masterFen }) => yuanText(masterFen) },
  { head: "tenants' own", of: ({ ownFen }) => yuanText(ownFen) },
  { head: 'shared out', of: ({ poolsFen }) => yuanText(poolsFen) },
  { head: 'over', of: ({ masterFen, ownFen, poolsFen }) => yuanText(masterFen - ownFen - poolsFen) },
  { head: 'bills', of: ({ bills }) => `${bills}` },
  { head: 'use yuan', of: ({ usedFen }) => yuanText(usedFen) },
  { head: 'shares', of: ({ sharesFen }) => yuanText(sharesFen) },
  { head: 'other', of: ({ otherFen }) => yuanText(otherFen) },
];

/** Months in lines, their sum below, and "balanced" or each difference that was found, for a person at a terminal. */
export const yearReport = ({ park, zone }: { readonly park: string; readonly zone: string }, months: readonly AuditedMonth[]): string => {
  const rows = months.map((month) => ({ name: monthName(month, zone), sums: sumsOf(month) }));
  const table = [...rows, { name: 'total', sums: rows.map(({ sums }) => sums).reduce(added, NOTHING) }];
  const cells = [['', ...COLUMNS.map(({ head }) => head)], ...table.map(({ name, sums }) => [name, ...COLUMNS.map(({ of }) => of(sums))])];
  const widths = cells[0]?.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = cells.map((row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '),
  );
  const differences = months.flatMap(({ month, differences: found }) =>
    found.map(({ what, found: is, expected }) => `${month.slice(0, 7)}: ${what}: ${is}, expected ${expected}`),
  );
  return [`${park}`, ...lines, ...notes(months), ...(differences.length === 0 ? ['balanced'] : differences.slice(0, DIFFERENCES_MAX))].join(
    '\n',
  );
};

const DIFFERENCES_MAX = 20;

const notes = (months: readonly AuditedMonth[]): readonly string[] =>
  months.flatMap(({ month, energy }) => {
    if (energy === null) return [`${month.slice(0, 7)}: nothing was measured`];
    const incomplete = energy.allocation.balance.incomplete;
    const left = energy.allocation.remainder?.left ?? 0n;
    return [
      ...(left < 0n
        ? [
            `${month.slice(0, 7)}: tariffs brought in ${yuanText(-left)} yuan beyond the bills' energy, which goes back with the month's bills`,
          ]
        : []),
      ...(energy.drifted ? [`${month.slice(0, 7)}: late data came after its bills: the next month’s run shares it anew`] : []),
      ...(incomplete.length === 0 ? [] : [`${month.slice(0, 7)}: not read from end to end: ${incomplete.join(', ')}`]),
      ...(energy.allocation.stops.length === 0
        ? []
        : [`${month.slice(0, 7)}: stopped by ${energy.allocation.stops.map(({ type }) => type).join(', ')}`]),
    ];
  });

const monthName = ({ month, energy }: AuditedMonth, zone: string): string => {
  const name = month.slice(0, 7);
  if (energy === null) return name;
  const from = parkDayOf(energy.loaded.stretch.from, zone);
  const state = energy.run?.state ?? 'not stored';
  return `${name}${from === month ? '' : ` from ${from.slice(8)}.`} ${state}`;
};

const NOTHING: Sums = {
  inWh: 0n,
  tenantsWh: 0n,
  sharedWh: 0n,
  lostWh: 0n,
  masterFen: 0n,
  ownFen: 0n,
  poolsFen: 0n,
  bills: 0n,
  usedFen: 0n,
  sharesFen: 0n,
  otherFen: 0n,
};

const added = (a: Sums, b: Sums): Sums => ({
  inWh: a.inWh + b.inWh,
  tenantsWh: a.tenantsWh + b.tenantsWh,
  sharedWh: a.sharedWh + b.sharedWh,
  lostWh: a.lostWh + b.lostWh,
  masterFen: a.masterFen + b.masterFen,
  ownFen: a.ownFen + b.ownFen,
  poolsFen: a.poolsFen + b.poolsFen,
  bills: a.bills + b.bills,
  usedFen: a.usedFen + b.usedFen,
  sharesFen: a.sharesFen + b.sharesFen,
  otherFen: a.otherFen + b.otherFen,
});

const sumsOf = ({ energy, bills }: AuditedMonth): Sums => ({
  ...NOTHING,
  ...(energy === null ? {} : energySums(energy)),
  bills: BigInt(bills.bills),
  usedFen: bills.usedFen,
  sharesFen: bills.sharedFen,
  otherFen: bills.otherFen,
});

const energySums = ({ loaded, allocation: { balance, pools, remainder } }: MonthAudit): Partial<Sums> => {
  const { energy, capacity, powerFactor, own } = loaded.input.money;
  // What tenants with contracts of their own pay of the second part and of power factor, where it is not shared again.
  const contracts =
    remainder === null ? 0n : (capacity === null ? 0n : (own?.capacity ?? 0n)) + (powerFactor === null ? 0n : (own?.powerFactor ?? 0n));
  const poolsOf = (energyOnly: boolean) =>
    pools.reduce((sum, { kind, fen }) => (energyOnly && MONEY_KINDS.some((one) => one === kind) ? sum : sum + (fen ?? 0n)), 0n);
  return {
    inWh: balance.inputWh,
    tenantsWh: sumWh(balance.tenants),
    sharedWh: sumWh(balance.shared),
    lostWh: balance.losses.reduce((sum, { lossWh }) => sum + lossWh, 0n),
    masterFen: (energy ?? 0n) + (capacity ?? 0n) + (powerFactor ?? 0n),
    ownFen: (energy === null ? 0n : energy - poolsOf(true)) + contracts,
    poolsFen: poolsOf(false),
  };
};
