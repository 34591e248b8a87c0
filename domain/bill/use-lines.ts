import type { Words } from '../park/model.ts';
import { priceOf } from '../tariff/charge-lines.ts';
import { PERIODS, type Period, type PriceComponent, type TariffVersion } from '../tariff/tariff.ts';
import type { ParkDay } from '../time/instant.ts';
import type { ParkMonth } from '../time/park-day.ts';
import { chargeOf, type Exact, exact, type Price, roundToFen } from '../units/money.ts';
import { type Medium, type Quantity, quantity } from '../units/quantity.ts';
import { PLAIN, type UntaxedLine } from './line.ts';
import { type SteppedMonth, stepCharges } from './step-charges.ts';
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

/** What one line of a month's use comes to, exactly: bills and settlements round this, once, and nothing else. */
export interface UseCharge {
  /** Names the line within its account and month, whatever else is in it: version, period, component. */
  readonly lineKey: string;
  readonly version: BilledVersion;
  readonly component: string;
  readonly name: Words;
  /** Null: all periods. */
  readonly period: Period | null;
  readonly quantity: Quantity;
  /** Null where the charge is not a quantity times a price. */
  readonly price: Price | null;
  readonly exact: Exact;
  /** Park days, both included. */
  readonly from: ParkDay;
  readonly to: ParkDay;
}

export interface UseCharges {
  readonly charges: readonly UseCharge[];
  readonly faults: readonly UseFault[];
}

/** What steps of a month are reckoned with. */
export interface StepsOf {
  readonly month: ParkMonth;
  readonly steps: readonly SteppedMonth[];
}

/** The lines of any rows of one account and month, in any order and however they are split; surcharges of steps among them. */
export const useCharges = (rows: readonly UseRow[], versions: Versions, stepped?: StepsOf): UseCharges => {
  const charges: UseCharge[] = stepped ? [...stepCharges(stepped, versions)] : [];
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
    for (const component of version.components) charges.push(...componentCharges(version, component, byPeriod));
    charges.push(...clockCharges(version, byPeriod));
  }
  return { charges, faults };
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

/** A component priced by the clock is one line without a price: what is left of the charges of its slots. */
const clockCharges = (version: BilledVersion, uses: readonly PeriodUse[]): UseCharge[] => {
  const [vector] = version.vectors ?? [];
  const { quantity: used, charge, from, to } = sumOf(uses);
  if (!vector || used === 0) return [];
  const { code: component, name } = vector;
  const rest = exact(charge - byPeriodCharge(version, uses));
  return [
    {
      lineKey: `${version.id}:all:${component}`,
      version,
      component,
      name,
      period: null,
      quantity: used,
      price: null,
      exact: rest,
      from,
      to,
    },
  ];
};

interface PeriodUse extends UseSum {
  readonly period: Period;
}

/** A component of one price in all periods is one line. */
const componentCharges = (version: BilledVersion, component: PriceComponent, uses: readonly PeriodUse[]): UseCharge[] => {
  const level = new Set(Object.values(component.prices)).size === 1;
  const parts = level ? [{ ...sumOf(uses), period: null }] : uses;
  return parts.flatMap(({ period, quantity: used, from, to }): UseCharge[] => {
    const price = component.prices[period ?? 'flat'];
    if (used === 0 || price === 0n) return [];
    return [
      {
        lineKey: `${version.id}:${period ?? 'all'}:${component.code}`,
        version,
        component: component.code,
        name: component.name,
        period,
        quantity: used,
        price,
        exact: chargeOf(used, price),
        from,
        to,
      },
    ];
  });
};

/** A charge as a bill's line. `posted`: settlements take it from the wallet. */
export const useLine = (charge: UseCharge, { month, posted }: { readonly month: ParkMonth; readonly posted: boolean }): UntaxedLine => {
  const { medium } = charge.version.tariff;
  return {
    ...PLAIN,
    kind: 'use',
    item: itemOf(medium, charge.component),
    month,
    from: charge.from,
    to: charge.to,
    versionId: charge.version.id,
    component: charge.component,
    name: charge.name,
    period: charge.period,
    quantity: BigInt(charge.quantity),
    unit: medium === 'electricity' ? 'kWh' : 'm3',
    price: charge.price,
    amount: roundToFen(charge.exact),
    posted,
  };
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
