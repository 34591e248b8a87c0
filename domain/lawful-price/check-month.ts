import { priceOf } from '../tariff/charge-lines.ts';
import type { Period, TariffVersion } from '../tariff/tariff.ts';
import type { ParkDay } from '../time/instant.ts';
import { type Fen, fen, type Price } from '../units/money.ts';
import { codeFigure } from './figures.ts';
import type { Finding } from './finding.ts';
import { checkPassThrough, checkPeriods } from './price-rules.ts';
import { checkAverage, checkLoss, checkSum } from './sum-rules.ts';

/** A tariff as it was in the month: what stood at its beginning, and what came after. */
export interface MonthTariff {
  readonly code: string;
  /** By validFrom, ascending. */
  readonly versions: readonly TariffVersion[];
}

/** A month's electricity, all of the same meters. */
export interface LawfulMonth {
  /** First and last day. */
  readonly from: ParkDay;
  readonly to: ParkDay;
  /** What end users are charged for their own use, and what is shared to them. */
  readonly ownUse: Fen;
  readonly shares: Fen;
  /** What the landlord bears. */
  readonly landlord: Fen;
  /** Paid to the grid: energy, capacity, power factor; null: not known, or nothing is shared. */
  readonly gridBill: Fen | null;
  readonly tenantsWh: bigint;
  readonly inputWh: bigint;
  readonly lossWh: bigint;
  /** 1/10,000: the park's own limit, and the province's cap on loss within the price. */
  readonly lossLimit: number;
  readonly capLoss: number;
  /** Null: the master has no tariff here. */
  readonly grid: MonthTariff | null;
  readonly tenants: readonly MonthTariff[];
}

/** What of PC-01 to PC-09 a month's figures can answer before its bills are made; of several tariffs the first that breaks a rule speaks. */
export const checkMonth = (month: LawfulMonth): readonly Finding[] => {
  const collected = fen(month.ownUse + month.shares);
  return [
    checkSum({ collected, landlordOwn: month.landlord, gridBill: month.gridBill, pvBill: fen(0n) }),
    checkAverage({ ...month, collected, bill: month.gridBill }),
    worst(month.tenants.flatMap((tariff) => periodFindings(month, tariff).map((finding) => named(finding, tariff)))) ??
      checkPeriods({ tenant: {}, grid: null }),
    checkLoss({ lossWh: month.lossWh, inputWh: month.inputWh, cap: month.lossLimit }),
    worst(month.tenants.map((tariff) => named(passThrough(month, tariff), tariff))) ?? checkPassThrough({ ...month, grid: [], tenant: [] }),
  ];
};

/** Which tariff it is about. */
const named = (finding: Finding, { code }: MonthTariff): Finding => ({
  ...finding,
  figures: [codeFigure('subject', code), ...finding.figures],
});

/** On each day on which either price changed, and on the first. */
const periodFindings = ({ from, to, grid }: LawfulMonth, tenant: MonthTariff): readonly Finding[] => {
  if (grid === null) return [];
  const changes = [...tenant.versions, ...grid.versions].map(({ validFrom }) => validFrom).filter((day) => day > from && day <= to);
  return [...new Set([from, ...changes])].flatMap((day) => {
    const [own, limit] = [versionOn(tenant, day), versionOn(grid, day)];
    return own === undefined ? [] : [checkPeriods({ tenant: pricesOf(own), grid: limit === undefined ? null : pricesOf(limit) })];
  });
};

const passThrough = ({ from, to, grid }: LawfulMonth, tenant: MonthTariff): Finding =>
  checkPassThrough({ from, to, grid: grid === null ? [] : flatPrices(grid), tenant: flatPrices(tenant) });

const versionOn = ({ versions }: MonthTariff, day: ParkDay): TariffVersion | undefined =>
  versions.findLast(({ validFrom }) => validFrom <= day);

/** Without any where one goes by the clock: it is no price of a period. */
const pricesOf = (version: TariffVersion): Readonly<Partial<Record<Period, Price>>> =>
  version.vectors?.length ? {} : periodPrices(version);

const periodPrices = (version: TariffVersion): Readonly<Record<Period, Price>> => ({
  deepValley: priceOf(version, 'deepValley'),
  valley: priceOf(version, 'valley'),
  flat: priceOf(version, 'flat'),
  peak: priceOf(version, 'peak'),
  criticalPeak: priceOf(version, 'criticalPeak'),
});

const flatPrices = ({ versions }: MonthTariff) =>
  versions.filter(({ vectors }) => !vectors?.length).map((version) => ({ from: version.validFrom, price: priceOf(version, 'flat') }));

const ORDER: Readonly<Record<Finding['outcome'], number>> = { broken: 0, unknown: 1, kept: 2 };
const worst = (findings: readonly Finding[]): Finding | undefined => findings.toSorted((a, b) => ORDER[a.outcome] - ORDER[b.outcome])[0];
