import { describe, expect, test } from 'vitest';
import { parkDay } from '../time/park-day.ts';
import { type Fen, fen, fenFromYuan, type Price, priceFromYuan } from '../units/money.ts';
import { CHECKS, type Finding, findingOf, mayIssue } from './finding.ts';
import { checkLateFees, lateFeeLimit } from './late-fee-rule.ts';
import { checkDoubleRecovery, checkFees, checkPassThrough, checkPeriods } from './price-rules.ts';
import { checkAverage, checkFairShare, checkLoss, checkSum } from './sum-rules.ts';

const yuan = (text: string): Fen => fenFromYuan(text) ?? fen(-1n);
const per = (text: string): Price => {
  const found = priceFromYuan(text);
  if (found === null) throw new RangeError(text);
  return found;
};
const kWh = (n: number): bigint => BigInt(n) * 1_000n;
const figures = (found: Finding) => Object.fromEntries(found.figures.map(({ name, value }) => [name, value]));

/** The Chongqing bill of DOMAIN 3.6, with sub-meters of 540,000 kWh. */
const bill = yuan('393459.72');
const INPUT = kWh(555_617);
const SUB = kWh(540_000);

describe('PC-01, the sum rule', () => {
  const of = (collected: string, more: { landlordOwn?: Fen; pvBill?: Fen } = {}) =>
    checkSum({ collected: yuan(collected), landlordOwn: fen(0n), gridBill: bill, pvBill: fen(0n), ...more });
  test.each<[string, Finding, string, string]>([
    ['0.75 yuan a kWh collects 405,000.00', of('405000.00'), 'broken', '11540.28'],
    ['what was paid', of('393459.72'), 'kept', '0.00'],
    ['a yuan more is rounding', of('393460.72'), 'kept', '1.00'],
    ['a cent beyond that is not', of('393460.73'), 'broken', '1.01'],
    ['the landlord’s own use counts', of('393459.72', { landlordOwn: yuan('2.00') }), 'broken', '2.00'],
    ['PV that is paid for counts', of('405000.00', { pvBill: yuan('11540.28') }), 'kept', '0.00'],
  ])('%s: %s', (_what, found, outcome, excess) => {
    expect(found).toMatchObject({ id: 'PC-01', severity: 'block', outcome });
    expect(figures(found).excess).toBe(excess);
  });
  test('without a bill proves nothing', () => {
    expect(checkSum({ collected: yuan('1.00'), landlordOwn: fen(0n), gridBill: null, pvBill: fen(0n) }).outcome).toBe('unknown');
  });
});

describe('PC-02, the average rule', () => {
  const of = (collected: string, capLoss = 700) =>
    checkAverage({ collected: yuan(collected), tenantsWh: SUB, borneWh: 0n, bill, inputWh: INPUT, lossWh: INPUT - SUB, capLoss });
  test('limits the mean price to 0.708149 / (1 − 2.8108 %) = 0.728629', () => {
    expect(figures(of('405000.00'))).toEqual({ price: '0.750000', limit: '0.728629', used: '540000.000', loss: '2.81' });
    expect(of('405000.00').outcome).toBe('broken');
    expect(of('393459.72').outcome).toBe('kept');
  });
  test('takes no more loss than the province allows: at a cap of 1 % the limit is 0.715302', () => {
    expect(figures(of('393459.72', 100)).limit).toBe('0.715302');
    expect(of('393459.72', 100).outcome).toBe('broken');
  });
  test('is kept a last decimal above, and broken two', () => {
    // 540,000 kWh at 0.000001 yuan are 0.54 yuan.
    expect(of('393460.26').outcome).toBe('kept');
    expect(of('393460.80').outcome).toBe('broken');
  });
});

describe('PC-02, where the actual bill is shared', () => {
  // 30,000 of 540,000 kWh light the yard, and tenants bear them: what they pay is the whole bill.
  const of = (borneWh: bigint) =>
    checkAverage({ collected: bill, tenantsWh: SUB - kWh(30_000), borneWh, bill, inputWh: INPUT, lossWh: INPUT - SUB, capLoss: 700 });
  test('the shared energy that tenants bear is theirs', () => {
    expect(of(kWh(30_000)).outcome).toBe('kept');
    expect(figures(of(kWh(30_000)))).toMatchObject({ price: '0.728629', limit: '0.728629', used: '540000.000' });
  });
  test('taken literally, nobody may be charged for it', () => {
    expect(of(0n).outcome).toBe('broken');
  });
});

describe('PC-03, the fair-share price', () => {
  const of = (...prices: readonly string[]) =>
    checkFairShare({
      charges: prices.map((text, i) => ({ account: `A${i}`, amount: fen((per(text) * 100_000n) / 1_000_000n), wh: kWh(100_000) })),
      bill,
      subMetersWh: SUB,
    });
  test('is 393,459.72 / 540,000 = 0.728629 for everybody, within the last decimal', () => {
    expect(of('0.728629', '0.72863')).toMatchObject({ outcome: 'kept', severity: 'warn' });
    expect(figures(of('0.728629'))).toEqual({ limit: '0.728629' });
  });
  test('allows for the fen that a small sum is rounded to', () => {
    const small = (amount: bigint) =>
      checkFairShare({ charges: [{ account: 'A', amount: fen(amount), wh: 100n }], bill, subMetersWh: SUB });
    expect([7n, 8n, 9n].map((amount) => small(amount).outcome)).toEqual(['kept', 'kept', 'broken']);
  });
  test('names who is farthest from it', () => {
    expect(of('0.728629', '0.73', '0.7').outcome).toBe('broken');
    expect(figures(of('0.728629', '0.73', '0.7'))).toEqual({ subject: 'A2', price: '0.700000', limit: '0.728629' });
  });
});

describe('PC-04, the period rule', () => {
  const grid = { peak: per('0.88436875'), flat: per('0.57266875'), valley: per('0.26106875') };
  test.each<[string, Parameters<typeof checkPeriods>[0], Finding['outcome'], string | undefined]>([
    ['the grid’s own prices', { tenant: grid, grid }, 'kept', 'valley'],
    ['a cheaper peak makes up for no dearer valley', { tenant: { peak: per('0.5'), valley: per('0.3') }, grid }, 'broken', 'valley'],
    ['a period the grid does not price', { tenant: { criticalPeak: per('1') }, grid }, 'unknown', undefined],
    ['no table of the grid', { tenant: grid, grid: null }, 'unknown', undefined],
  ])('%s', (_what, input, outcome, period) => {
    const found = checkPeriods(input);
    expect(found).toMatchObject({ id: 'PC-04', severity: 'block', outcome });
    expect(figures(found).period).toBe(period);
  });
});

test.each([
  ['a management fee by the kWh', [{ code: 'mgmt', per: 'kWh', isComponent: false }], 'broken'],
  ['a share of the electricity bill', [{ code: 'service', per: 'percentOfElectricity', isComponent: false }], 'broken'],
  ['the grid’s line-loss fee', [{ code: 'lineLoss', per: 'kWh', isComponent: true }], 'kept'],
  ['a property fee by the square metre', [{ code: 'property', per: 'm2', isComponent: false }], 'kept'],
] as const)('PC-05: %s is %s', (_what, fees, outcome) => {
  expect(checkFees(fees)).toMatchObject({ id: 'PC-05', severity: 'block', outcome });
});

test.each<[string, number, number, number | undefined, Finding['outcome'], string]>([
  ['3.91 %', 20_000, 512_000, undefined, 'kept', '3.91'],
  ['7 % itself', 7, 100, undefined, 'kept', '7.00'],
  ['8 % by default', 8, 100, undefined, 'broken', '8.00'],
  ['8 % where 8 are allowed', 8, 100, 800, 'kept', '8.00'],
  ['11 %, whatever is allowed', 11, 100, 2_000, 'broken', '11.00'],
  ['below zero', -1, 100, undefined, 'broken', '-1.00'],
  ['of nothing', 0, 0, undefined, 'unknown', ''],
])('PC-06: a loss of %s', (_what, loss, input, cap, outcome, shown) => {
  const found = checkLoss({ lossWh: kWh(loss), inputWh: kWh(input), ...(cap === undefined ? {} : { cap }) });
  expect(found.outcome).toBe(outcome);
  expect(figures(found).loss ?? '').toBe(shown);
});

describe('PC-07, passing on', () => {
  const dated = (...pairs: readonly (readonly [string, string])[]) =>
    pairs.map(([from, text]) => ({ from: parkDay(from), price: per(text) }));
  const grid = dated(['2026-07-01', '0.60'], ['2026-08-01', '0.57'], ['2026-09-01', '0.61'], ['2026-10-01', '0.58']);
  const of = (tenant: ReturnType<typeof dated>) =>
    checkPassThrough({ grid, tenant, from: parkDay('2026-08-01'), to: parkDay('2026-10-31') });
  test('each fall comes the same day; a rise need not', () => {
    expect(of(dated(['2026-07-01', '0.62'], ['2026-08-01', '0.59'], ['2026-10-01', '0.58'])).outcome).toBe('kept');
  });
  test('a day late is told, with what should have been', () => {
    const late = of(dated(['2026-07-01', '0.62'], ['2026-08-01', '0.59'], ['2026-10-02', '0.58']));
    expect(late).toMatchObject({ outcome: 'broken', severity: 'warn' });
    expect(figures(late)).toEqual({ since: '2026-10-01', limit: '0.580000', excess: '0.030000' });
  });
  test('a change that is no fall passes nothing on', () => {
    expect(of(dated(['2026-07-01', '0.62'], ['2026-08-01', '0.63'], ['2026-10-01', '0.58'])).outcome).toBe('broken');
  });
});

test('PC-08: shared electricity is paid once', () => {
  expect(checkDoubleRecovery({ inPropertyFee: true, inElectricityBill: true })).toMatchObject({ severity: 'block', outcome: 'broken' });
  expect(checkDoubleRecovery({ inPropertyFee: true, inElectricityBill: false }).outcome).toBe('kept');
  expect(checkDoubleRecovery({ inPropertyFee: false, inElectricityBill: true }).outcome).toBe('kept');
});

describe('PC-09, late fees', () => {
  const debt = { account: 'A1', arrears: yuan('1000.00'), resident: false, days: 10, daysOfLaterYears: 0 };
  test.each([
    ['others, 10 days of the year: 2 ‰ a day', {}, '20.00'],
    ['a resident: 1 ‰', { resident: true }, '10.00'],
    ['days of later years: 3 ‰', { daysOfLaterYears: 5 }, '35.00'],
    ['never more than is owed', { days: 900 }, '1000.00'],
    ['half a cent goes up', { arrears: yuan('0.25'), days: 10 }, '0.01'],
  ])('%s', (_what, more, limit) => expect(lateFeeLimit({ ...debt, ...more })).toBe(yuan(limit)));
  test('the one farthest above its limit is told', () => {
    const found = checkLateFees([
      { ...debt, charged: yuan('20.00') },
      { ...debt, account: 'A2', charged: yuan('20.01') },
      { ...debt, account: 'A3', charged: yuan('25.00') },
    ]);
    expect(figures(found)).toEqual({ subject: 'A3', charged: '25.00', limit: '20.00', excess: '5.00' });
    expect(checkLateFees([{ ...debt, charged: yuan('20.00') }]).outcome).toBe('kept');
  });
});

describe('every check', () => {
  test('names its document and its words', () => {
    for (const id of Object.keys(CHECKS) as (keyof typeof CHECKS)[]) {
      expect(findingOf(id, 'broken')).toMatchObject({ words: `lawfulPrice.${id}.broken`, document: expect.stringMatching(/号|规则/) });
    }
  });
  test('that blocks and is broken holds bills back; a warning or the unknown does not', () => {
    expect(mayIssue([findingOf('PC-03', 'broken'), findingOf('PC-01', 'unknown'), findingOf('PC-04', 'kept')])).toBe(true);
    expect(mayIssue([findingOf('PC-03', 'kept'), findingOf('PC-01', 'broken')])).toBe(false);
  });
});
