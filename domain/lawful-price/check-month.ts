import type { ResaleWay } from '../allocation/rules.ts';
import { priceOf } from '../tariff/charge-lines.ts';
import type { Period, TariffVersion } from '../tariff/tariff.ts';
import type { ParkDay } from '../time/instant.ts';
import { type Fen, fen, type Price } from '../units/money.ts';
import { codeFigure } from './figures.ts';
import type { Finding } from './finding.ts';
import { checkLateFees, type LateFee } from './late-fee-rule.ts';
import { checkDoubleRecovery, checkFees, checkPassThrough, checkPeriods, type FeeItem } from './price-rules.ts';
import { checkAverage, checkFairShare, checkLoss, checkSum, type FairShareInput } from './sum-rules.ts';

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
  /** Paid for PV that is resold, less what feeding in brought. */
  readonly pvBill: Fen;
  /** Which of the two lawful ways the park goes. */
  readonly way: ResaleWay;
  readonly tenantsWh: bigint;
  /** Shared-area energy that tenants bear and pay for in the electricity bill. */
  readonly borneWh: bigint;
  /** Of each account, shared area and losses included. */
  readonly charges: FairShareInput['charges'];
  readonly fees: readonly FeeItem[];
  readonly lateFees: readonly LateFee[];
  /** Property fees hold shared electricity. */
  readonly sharedInFees: boolean;
  readonly inputWh: bigint;
  readonly lossWh: bigint;
  /** 1/10,000: the park's own limit, and the province's cap on loss within the price. */
  readonly lossLimit: number;
  readonly capLoss: number;
  /** Null: the master has no tariff here. */
  readonly grid: MonthTariff | null;
  readonly tenants: readonly MonthTariff[];
}

/**
 * PC-01 to PC-09 on a month's figures; of several tariffs the first that breaks a rule speaks. PC-03 is of the second way, where the bill is shared;
 * PC-04 of the first, where tenants pay the grid's price.
 */
export const checkMonth = (month: LawfulMonth): readonly Finding[] => {
  const collected = fen(month.ownUse + month.shares);
  const bill = month.gridBill === null ? null : fen(month.gridBill + month.pvBill);
  const byWay = month.way === 'actualBill' ? [fairShare(month, bill)] : [periods(month)];
  return [
    checkSum({ collected, landlordOwn: month.landlord, gridBill: month.gridBill, pvBill: month.pvBill }),
    checkAverage({ ...month, collected, bill, borneWh: month.way === 'actualBill' ? month.borneWh : 0n }),
    ...byWay,
    checkFees(month.fees),
    checkLoss({ lossWh: month.lossWh, inputWh: month.inputWh, cap: month.lossLimit }),
    worst(month.tenants.map((tariff) => named(passThrough(month, tariff), tariff))) ?? checkPassThrough({ ...month, grid: [], tenant: [] }),
    checkDoubleRecovery({ inPropertyFee: month.sharedInFees, inElectricityBill: month.borneWh > 0n }),
    checkLateFees(month.lateFees),
  ];
};

/** What came in and was not lost is what the sub-meters counted. */
const fairShare = ({ charges, inputWh, lossWh }: LawfulMonth, bill: Fen | null): Finding =>
  checkFairShare({ charges, bill, subMetersWh: inputWh - lossWh });

const periods = (month: LawfulMonth): Finding =>
  worst(month.tenants.flatMap((tariff) => periodFindings(month, tariff).map((finding) => named(finding, tariff)))) ??
  checkPeriods({ tenant: {}, grid: null });

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
