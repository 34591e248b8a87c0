import type { Fen } from '../units/money.ts';
import { codeFigure, kWhFigure, percentFigure, priceFigure, pricePerKWh, yuanFigure } from './figures.ts';
import { type Finding, findingOf } from './finding.ts';

/** All of one period and the same meters, tax included. Null: not known yet. */
export interface SumInput {
  /** Energy, capacity, power factor, losses and shared electricity of all end users. */
  readonly collected: Fen;
  /** What the landlord's own use costs at the park's price. */
  readonly landlordOwn: Fen;
  readonly gridBill: Fen | null;
  /** Paid for PV that is resold; zero where there is none. */
  readonly pvBill: Fen;
}

/** 1.00 yuan: rounded lines of many tenants. */
const TOLERANCE_FEN = 100n;

/** PC-01: what is collected, with the landlord's own, is at most what was paid. */
export const checkSum = ({ collected, landlordOwn, gridBill, pvBill }: SumInput): Finding => {
  if (gridBill === null) return findingOf('PC-01', 'unknown');
  const paid = gridBill + pvBill;
  const excess = collected + landlordOwn - paid;
  return findingOf('PC-01', excess > TOLERANCE_FEN ? 'broken' : 'kept', [
    yuanFigure('charged', collected),
    yuanFigure('landlordOwn', landlordOwn),
    yuanFigure('paid', paid),
    yuanFigure('excess', excess),
  ]);
};

export interface AverageInput {
  readonly collected: Fen;
  readonly tenantsWh: bigint;
  /** Shared-area energy that tenants bear: theirs where the actual bill is shared, common use included; 0 where they pay the grid's price. */
  readonly borneWh: bigint;
  readonly bill: Fen | null;
  /** What came in, and what of it was lost. */
  readonly inputWh: bigint;
  readonly lossWh: bigint;
  /** The province's cap on loss within the price, 1/10,000. */
  readonly capLoss: number;
}

/** The last decimal of a published price, in 1e-8 yuan per kWh. */
const PRICE_TOLERANCE = 100n;
const TEN_THOUSAND = 10_000n;

/**
 * PC-02: mean price of tenants ≤ bill / (input × (1 − λ)), λ the smaller of the loss and its cap; by cross products, to the sixth decimal. What
 * energy their money bought depends on the park's way: docs/decisions/0008.
 */
export const checkAverage = ({ collected, tenantsWh: ownWh, borneWh, bill, inputWh, lossWh, capLoss }: AverageInput): Finding => {
  const tenantsWh = ownWh + borneWh;
  if (bill === null || tenantsWh <= 0n || inputWh <= 0n) return findingOf('PC-02', 'unknown');
  // input × (1 − λ), in ten-thousandths of a Wh.
  const afterLoss = (inputWh - lossWh) * TEN_THOUSAND;
  const afterCap = inputWh * (TEN_THOUSAND - BigInt(capLoss));
  const base = afterLoss > afterCap ? afterLoss : afterCap;
  const price = pricePerKWh(collected, tenantsWh);
  const limit = pricePerKWh(bill * TEN_THOUSAND, base);
  return findingOf('PC-02', price - limit > PRICE_TOLERANCE ? 'broken' : 'kept', [
    priceFigure('price', price),
    priceFigure('limit', limit),
    kWhFigure('used', tenantsWh),
    percentFigure('loss', lossWh, inputWh),
  ]);
};

export interface FairShareInput {
  /** What each is charged for energy, and how much of it he bears, shared area included. */
  readonly charges: readonly { readonly account: string; readonly amount: Fen; readonly wh: bigint }[];
  readonly bill: Fen | null;
  /** What all sub-meters counted. */
  readonly subMetersWh: bigint;
}

/** PC-03, where the bill is shared out: everybody pays bill / Σ kWh, within the last decimal and the fen that his sum is rounded to. */
export const checkFairShare = ({ charges, bill, subMetersWh }: FairShareInput): Finding => {
  if (bill === null || subMetersWh <= 0n) return findingOf('PC-03', 'unknown');
  const fair = pricePerKWh(bill, subMetersWh);
  const off = ({ amount, wh }: FairShareInput['charges'][number]): bigint => {
    const distance = pricePerKWh(amount, wh) - fair;
    return (distance < 0n ? -distance : distance) - PRICE_TOLERANCE - pricePerKWh(1n, wh);
  };
  const using = charges.filter(({ wh }) => wh > 0n);
  const worst = using.toSorted((a, b) => Number(off(b) - off(a)))[0];
  if (worst === undefined || off(worst) <= 0n) return findingOf('PC-03', 'kept', [priceFigure('limit', fair)]);
  return findingOf('PC-03', 'broken', [
    codeFigure('subject', worst.account),
    priceFigure('price', pricePerKWh(worst.amount, worst.wh)),
    priceFigure('limit', fair),
  ]);
};

export interface LossInput {
  readonly lossWh: bigint;
  readonly inputWh: bigint;
  /** 1/10,000; 7 % where nothing else is said, never more than 10 %. */
  readonly cap?: number;
}

const CAP_DEFAULT = 700;
const CAP_MAX = 1_000;

/** PC-06: a loss below zero, or beyond the cap, is not believed. */
export const checkLoss = ({ lossWh, inputWh, cap = CAP_DEFAULT }: LossInput): Finding => {
  if (inputWh <= 0n) return findingOf('PC-06', 'unknown');
  const bound = BigInt(Math.min(cap, CAP_MAX));
  const broken = lossWh < 0n || lossWh * TEN_THOUSAND > inputWh * bound;
  return findingOf('PC-06', broken ? 'broken' : 'kept', [
    percentFigure('loss', lossWh, inputWh),
    percentFigure('limit', bound, TEN_THOUSAND),
    kWhFigure('used', lossWh),
  ]);
};
