import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FileTerms } from '#domain/park/file-terms.ts';
import { MONTH_END, SINCE } from '../allocation/shared-park.fixture.ts';
import { freshDatabase, type TestDatabase } from '../testing.ts';
import type { BillMonth } from './bill-month.ts';
import { writeBilledPark } from './billed-park.fixture.ts';
import { loadBills } from './load-bills.ts';

let db: TestDatabase;
let of: BillMonth;
let tenant: number;
beforeAll(async () => {
  db = await freshDatabase();
  of = await writeBilledPark(db.pool);
  tenant = (await db.pool.query(`select id from account where code = 'T2'`)).rows[0].id;
  await db.pool.query(REACTIVE, [SINCE, MONTH_END]);
});
afterAll(() => db.stop());

/** 300 varh a quarter of an hour at P3. */
const REACTIVE = `
  insert into slot (point_id, register, start, installation_id, quantity, quality, day, charge)
  select s.point_id, 2, s.start, s.installation_id, 300, 2, s.day, 0 from slot s join point p on p.id = s.point_id
  where p.code = 'P3' and s.register = 0 and s.start >= to_timestamp($1::float8 / 1000) and s.start < to_timestamp($2::float8 / 1000)`;

const billOf = async (terms: FileTerms) => {
  await db.pool.query('update account set terms = $2::jsonb where id = $1', [tenant, JSON.stringify(terms)]);
  const [bill] = await loadBills(db.pool, of, [tenant]);
  return bill;
};
const linesOf = async (terms: FileTerms) => {
  const bill = await billOf(terms);
  const told = bill?.composed.lines.filter(({ kind }) => kind !== 'use' && kind !== 'share') ?? [];
  return told.map(({ component, item, quantity, unit, price, amount }) => [component, item, quantity, unit, price, amount]);
};
const twoPart = { tariff: 'tou', units: [], modes: [{ from: '2026-10', mode: 'actual' as const }] };

describe('a tenant’s contract', () => {
  test('charges the maxima of its lines, summed: 4 × 200 Wh at P2 and 4 × 380 Wh at P3 are 2.32 kW, at 42 yuan 97.44', async () => {
    expect(await linesOf({ twoPart })).toEqual([['demand', 'electricity', 2_320n, 'kW', 4_200_000_000n, 9_744n]]);
  });

  test('adjusts by the power factor of all its lines: 846.72 kWh and 547.2 kvarh are 0.84, 3 % of 338.69 + 84.67 + 97.44', async () => {
    const powerFactor = { standard: '0.90' as const, base: ['purchase', 'td', 'demand'] };
    const bill = await billOf({ twoPart, powerFactor });
    expect(bill?.composed.lines.find(({ kind }) => kind === 'powerFactor')).toMatchObject({
      amount: 1_562n,
      factor: { powerFactor: 84, ratio: 300, base: 52_080n },
    });
  });

  test('brings a property fee by area, a rent by the month and a deposit of a term, each with its own tax', async () => {
    const name = { zh: '费', en: 'Fee' };
    const fees: FileTerms['fees'] = [
      { code: 'property', name, type: 'area', areaM2: '300', yuanPerM2: '3.2', from: '2026-10-13' },
      { code: 'rent', name, type: 'fixed', yuanPerMonth: '12000', from: '2026-01-01', item: 'lease' },
      { code: 'parking', name, type: 'term', yuan: '365', from: '2026-01-01', to: '2027-01-01' },
    ];
    // 960 yuan × 19 of 31 days; the year's parking × 31 of 365.
    expect(await linesOf({ fees })).toEqual([
      ['parking', 'service', null, null, null, 3_100n],
      ['rent', 'lease', null, null, null, 1_200_000n],
      ['property', 'service', 300_000n, 'm2', null, 58_839n],
    ]);
  });

  test('whose tariff has no price of a kVA is told, and nothing is guessed; the same figures are the same bill', async () => {
    const units = [{ code: 'T1', capacityKVA: '400' }];
    const bill = await billOf({ twoPart: { tariff: 'tou', units, modes: [{ from: '2026-10', mode: 'capacity' }] } });
    expect(bill?.faults).toContainEqual({ type: 'unpricedDemand' });
    const [again] = await loadBills(db.pool, of, [tenant]);
    expect(again?.hash).toBe(bill?.hash);
    expect((await billOf({}))?.hash).not.toBe(bill?.hash);
  });
});
