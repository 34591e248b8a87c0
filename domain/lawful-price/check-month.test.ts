import { describe, expect, test } from 'vitest';
import type { TariffVersion } from '../tariff/tariff.ts';
import { parkDay } from '../time/park-day.ts';
import { fen, type Price, priceFromYuan } from '../units/money.ts';
import { checkMonth, type LawfulMonth, type MonthTariff } from './check-month.ts';

const per = (text: string): Price => {
  const found = priceFromYuan(text);
  if (found === null) throw new RangeError(text);
  return found;
};
const version = (validFrom: string, flat: string, valley: string): TariffVersion => ({
  id: 1,
  validFrom: parkDay(validFrom),
  source: 'test',
  components: [
    {
      code: 'all',
      name: { zh: '', en: '' },
      prices: { deepValley: per(valley), valley: per(valley), flat: per(flat), peak: per(flat), criticalPeak: per(flat) },
    },
  ],
  rules: [],
});
const tariff = (code: string, ...versions: readonly TariffVersion[]): MonthTariff => ({ code, versions });

/** The Chongqing bill: 540,000 kWh of tenants, the loss shared to them. */
const month = (more: Partial<LawfulMonth> = {}): LawfulMonth => ({
  from: parkDay('2026-08-01'),
  to: parkDay('2026-08-31'),
  ownUse: fen(38_240_263n),
  shares: fen(1_105_709n),
  landlord: fen(0n),
  gridBill: fen(39_345_972n),
  pvBill: fen(0n),
  way: 'gridPrice',
  borneWh: 0n,
  charges: [],
  fees: [],
  lateFees: [],
  sharedInFees: false,
  tenantsWh: 540_000_000n,
  inputWh: 555_617_000n,
  lossWh: 15_617_000n,
  lossLimit: 700,
  capLoss: 700,
  grid: tariff('grid', version('2026-07-01', '0.70', '0.30'), version('2026-08-15', '0.65', '0.30')),
  tenants: [tariff('tou', version('2026-07-01', '0.70', '0.30'), version('2026-08-15', '0.65', '0.30'))],
  ...more,
});
const outcomes = (of: LawfulMonth) => Object.fromEntries(checkMonth(of).map(({ id, outcome }) => [id, outcome]));

describe('a month before its bills', () => {
  test('that passes the bill on, loss and all, keeps every rule', () => {
    expect(outcomes(month())).toEqual({
      'PC-01': 'kept',
      'PC-02': 'kept',
      'PC-04': 'kept',
      'PC-05': 'kept',
      'PC-06': 'kept',
      'PC-07': 'kept',
      'PC-08': 'kept',
      'PC-09': 'kept',
    });
  });
  test('in which the grid price is taken and the loss shared on top of it breaks the sum rule and the average rule', () => {
    expect(outcomes(month({ ownUse: fen(39_345_972n) }))).toMatchObject({ 'PC-01': 'broken', 'PC-02': 'broken' });
  });
  test('in which one of two tariffs is dearer after a change is told', () => {
    const late = tariff('other', version('2026-07-01', '0.70', '0.30'));
    const found = checkMonth(month({ tenants: [...month().tenants, late] }));
    expect(found.find(({ id }) => id === 'PC-04')).toMatchObject({
      outcome: 'broken',
      severity: 'block',
      figures: [{ name: 'subject', value: 'other' }, { name: 'period' }, {}, {}, {}],
    });
    expect(found.find(({ id }) => id === 'PC-07')?.figures[1]).toMatchObject({ name: 'since', value: '2026-08-15' });
  });
  test('without a bill and a tariff of the grid proves what it can', () => {
    expect(outcomes(month({ gridBill: null, grid: null, lossWh: 60_000_000n }))).toEqual({
      'PC-01': 'unknown',
      'PC-02': 'unknown',
      'PC-04': 'unknown',
      'PC-05': 'kept',
      'PC-06': 'broken',
      'PC-07': 'unknown',
      'PC-08': 'kept',
      'PC-09': 'kept',
    });
  });
  test('shared by its actual bill counts the shared energy as the tenants’, and looks at the price of each instead of the periods', () => {
    const shared = { tenantsWh: 510_000_000n, borneWh: 30_000_000n };
    const charges = [{ account: 'T1', amount: fen(39_345_972n), wh: 540_000_000n }];
    expect(outcomes(month(shared))).toMatchObject({ 'PC-02': 'broken', 'PC-04': 'kept' });
    const found = outcomes(month({ ...shared, charges, way: 'actualBill' }));
    expect(found).toMatchObject({ 'PC-02': 'kept', 'PC-03': 'kept' });
    expect(found).not.toHaveProperty('PC-04');
    expect(outcomes(month({ ...shared, charges, way: 'actualBill', sharedInFees: true }))).toMatchObject({ 'PC-08': 'broken' });
  });
});
