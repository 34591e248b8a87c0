import type { Words } from '#domain/park/model.ts';
import { type Fen, fen, fenFromYuan } from '#domain/units/money.ts';
import { PERIODS } from '../../format/periods.ts';
import type { BillHead, BillLineShape, BillNumber } from '../../rpc/bills-shapes.ts';
import type { Translate } from '../../words/use-words.ts';

/** "2026-000123" */
export const numberText = ({ year, number }: BillNumber): string => `${year}-${String(number).padStart(6, '0')}`;

/** Whole thousandths as a grouped decimal of three places, "−1,234.500". */
export const milliText = (milli: string): string => {
  const digits = milli.replace('-', '').padStart(4, '0');
  const whole = digits.slice(0, -3).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${milli.startsWith('-') ? '−' : ''}${whole}.${digits.slice(-3)}`;
};

/** Six decimals as bills print them, eight where a price has them. */
export const priceText = (yuan: string): string => yuan.replace(/00$/, '').replace('-', '−');

/** Eleven decimals less the zeros at their end. */
export const plainExact = (yuan: string): string => yuan.replace(/0+$/, '').replace(/\.$/, '').replace('-', '−');

/** "13 %", "2.5 %" */
export const rateText = (hundredths: number): string => `${hundredths / 100} %`;

export const unitText = (unit: BillLineShape['unit']): string => {
  switch (unit) {
    case null:
      return '';
    case 'm3':
      return 'm³';
    case 'm2':
      return 'm²';
    default:
      return unit;
  }
};

const RESALE = ['all', 'grid', 'pv', 'rest', 'public'] as const;
const SHARED = ['sharedArea', 'lineLoss', 'transformerLoss', 'capacity', 'powerFactor', 'surplus'] as const;

/** What is still to be paid of a bill; 0 where nothing is ever paid: drafts, statements, reversals. */
export const openOf = ({ kind, state, totalYuan, paidYuan }: BillHead): Fen => {
  if (kind !== 'bill' || (state !== 'issued' && state !== 'partlyPaid')) return fen(0n);
  return fen((fenFromYuan(totalYuan) ?? 0n) - (fenFromYuan(paidYuan) ?? 0n));
};

/** What a line is called: the price's component and period, the pool it shares, the fee. */
export const lineName = (line: BillLineShape, t: Translate, nameOf: (words: Words) => string): string => {
  if (line.kind === 'demand' || line.kind === 'powerFactor') return t(`bills.group.${line.kind}`);
  const kind = SHARED.find((one) => one === line.share?.kind);
  if (kind) return t(`allocation.kind.${kind}`);
  const [resale, partOf, periodOf] = line.share?.kind.split('.') ?? [];
  const part = resale === 'resale' ? RESALE.find((one) => one === partOf) : undefined;
  const period = PERIODS.find((one) => one === periodOf);
  if (part) return period === undefined ? t(`bills.resale.${part}`) : `${t(`bills.resale.${part}`)} · ${t(`period.${period}`)}`;
  const name = line.name === null ? line.component : nameOf(line.name);
  return line.period === null ? name : `${name} · ${t(`period.${line.period}`)}`;
};

/** Δ in percent against the month before, one digit; null where there is none. */
export const changeText = (now: string, before: string | null): string | null => {
  if (before === null) return null;
  const [to, from] = [fenIn(now), fenIn(before)];
  if (from <= 0n) return null;
  const tenths = ((to - from) * 2_000n + (to >= from ? from : -from)) / (2n * from);
  const digits = (tenths < 0n ? -tenths : tenths).toString().padStart(2, '0');
  return `${tenths < 0n ? '−' : '+'}${digits.slice(0, -1)}.${digits.slice(-1)} %`;
};

const fenIn = (yuan: string): bigint => BigInt(yuan.replace('.', ''));
