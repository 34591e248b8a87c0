import type { Words } from '../park/model.ts';
import { priceOf } from '../tariff/charge-lines.ts';
import { PERIODS, type Period, type PriceComponent, type TariffVersion } from '../tariff/tariff.ts';
import type { ParkDay } from '../time/instant.ts';
import type { ParkMonth } from '../time/park-day.ts';
import { chargeOf, type Exact, exact, roundToFen } from '../units/money.ts';
import { type Medium, type Quantity, quantity } from '../units/quantity.ts';
import { PLAIN, type UntaxedLine } from './line.ts';
import { itemOf } from './tax.ts';

/** What was used and charged, as accruals keep it: any number of rows for one version and period. */
export interface UseRow {
  /** 0: measured while no price was in force. */
  readonly versionId: number;
  readonly period: Period;
  /** Whole Wh or litres. */
  readonly quantity: Quantity;
  readonly charge: Exact;
  /** Park days it was used on, both included. */
  readonly from: ParkDay;
  readonly to: ParkDay;
}

export interface BilledVersion extends TariffVersion {
  readonly tariff: { readonly code: string; readonly name: Words; readonly medium: Medium };
}
export type Versions = ReadonlyMap<number, BilledVersion>;

export type UseFault =
  /** Used while no price was in force: whole Wh or litres. */
  | { readonly type: 'unpriced'; readonly quantity: number }
  /** The version's prices are others than the ones the slots were charged by: they are being charged anew. */
  | { readonly type: 'notRerated'; readonly versionId: number };

export interface UseLines {
  readonly lines: readonly UntaxedLine[];
  readonly faults: readonly UseFault[];
}

/** The lines of a month's use. `posted`: settlements have taken it day by day. */
export const useLines = (
  month: ParkMonth,
  rows: readonly UseRow[],
  { versions, posted }: { versions: Versions; posted: boolean },
): UseLines => {
  const lines: UntaxedLine[] = [];
  const faults: UseFault[] = [];
  for (const [versionId, own] of Map.groupBy(rows, (row) => row.versionId)) {
    const version = versions.get(versionId);
    if (!version) {
      const unpriced = sumOf(own).quantity;
      if (unpriced !== 0 || own.some(({ charge }) => charge !== 0n)) faults.push({ type: 'unpriced', quantity: unpriced });
      continue;
    }
    const byPeriod = PERIODS.flatMap((period) => {
      const used = own.filter((row) => row.period === period);
      return used.length === 0 ? [] : [{ period, ...sumOf(used) }];
    });
    if (!isRated(version, byPeriod)) faults.push({ type: 'notRerated', versionId });
    for (const component of version.components) lines.push(...componentLines(component, byPeriod, { month, version, posted }));
    lines.push(...clockLines(byPeriod, { month, version, posted }));
  }
  return { lines, faults };
};

/** What components with a price of the period charge. */
const byPeriodCharge = (version: TariffVersion, uses: readonly PeriodUse[]): bigint =>
  uses.reduce<bigint>((sum, use) => sum + chargeOf(use.quantity, priceOf(version, use.period)), 0n);

/** The charges are those of the version's prices; by the clock, where the slots alone know, none above its dearest price and none below its cheapest. */
const isRated = (version: TariffVersion, uses: readonly PeriodUse[]): boolean => {
  const [vector] = version.vectors ?? [];
  if (!vector) return uses.every(({ charge, quantity: used, period }) => charge === chargeOf(used, priceOf(version, period)));
  const first: bigint = vector.vectors[0]?.prices[0] ?? 0n;
  let [least, most] = [first, first];
  for (const { prices } of vector.vectors) {
    for (const one of prices) {
      if (one < least) least = one;
      if (one > most) most = one;
    }
  }
  return uses.every(({ charge, quantity: used, period }) => {
    const clock = charge - chargeOf(used, priceOf(version, period));
    return clock >= BigInt(used) * least && clock <= BigInt(used) * most;
  });
};

/** A component priced by the clock is one line without a price: what is left of the charges of its slots, rounded once. */
const clockLines = (
  uses: readonly PeriodUse[],
  { month, version, posted }: { readonly month: ParkMonth; readonly version: BilledVersion; readonly posted: boolean },
): UntaxedLine[] => {
  const [vector] = version.vectors ?? [];
  const whole = sumOf(uses);
  if (!vector || whole.quantity === 0) return [];
  return [
    {
      ...PLAIN,
      kind: 'use',
      item: itemOf(version.tariff.medium, vector.code),
      month,
      from: whole.from,
      to: whole.to,
      versionId: version.id,
      component: vector.code,
      name: vector.name,
      quantity: BigInt(whole.quantity),
      unit: version.tariff.medium === 'electricity' ? 'kWh' : 'm3',
      price: null,
      amount: roundToFen(exact(whole.charge - byPeriodCharge(version, uses))),
      posted,
    },
  ];
};

interface PeriodUse extends UseSum {
  readonly period: Period;
}

const componentLines = (
  component: PriceComponent,
  uses: readonly PeriodUse[],
  { month, version, posted }: { readonly month: ParkMonth; readonly version: BilledVersion; readonly posted: boolean },
): UntaxedLine[] => {
  const { medium } = version.tariff;
  const level = new Set(Object.values(component.prices)).size === 1;
  const parts = level ? [{ ...sumOf(uses), period: null }] : uses;
  return parts.flatMap((part): UntaxedLine[] => {
    const price = component.prices[part.period ?? 'flat'];
    const amount = roundToFen(chargeOf(part.quantity, price));
    if (part.quantity === 0 || price === 0n) return [];
    return [
      {
        ...PLAIN,
        kind: 'use',
        item: itemOf(medium, component.code),
        month,
        from: part.from,
        to: part.to,
        versionId: version.id,
        component: component.code,
        name: component.name,
        period: part.period,
        quantity: BigInt(part.quantity),
        unit: medium === 'electricity' ? 'kWh' : 'm3',
        price,
        amount,
        posted,
      },
    ];
  });
};

interface UseSum {
  readonly quantity: Quantity;
  readonly charge: Exact;
  readonly from: ParkDay;
  readonly to: ParkDay;
}

/** Of at least one row. */
const sumOf = (rows: readonly UseSum[]): UseSum => {
  const [first] = rows;
  if (!first) throw new Error('bill: the sum of no use');
  return {
    quantity: quantity(rows.reduce((sum, row) => sum + row.quantity, 0)),
    charge: exact(rows.reduce((sum, row) => sum + row.charge, 0n)),
    from: rows.reduce((day, row) => earlierOf(day, row.from), first.from),
    to: rows.reduce((day, row) => laterOf(day, row.to), first.to),
  };
};

/** Days compare as text. */
const earlierOf = (a: ParkDay, b: ParkDay): ParkDay => {
  if (a < b) return a;
  return b;
};
const laterOf = (a: ParkDay, b: ParkDay): ParkDay => {
  if (a > b) return a;
  return b;
};
