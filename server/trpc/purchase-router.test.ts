import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHONGQING_FILE } from '#domain/purchase/testing/chongqing-file.ts';
import { type Bench, startBench } from '../testing/bench.ts';
import { asker } from './questions.fixture.ts';

let bench: Bench;
const ask = asker(() => bench);
const act = asker(() => bench, 'mutation');
const of = { park: 'small', month: '2026-08', kind: 'grid' };
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench[Symbol.asyncDispose]());

const post = (who: 'manager' | 'parkKey', body: object) =>
  fetch(`${bench.url}/api/v1/parks/small/purchase/2026-08/grid`, {
    method: 'POST',
    headers: { ...bench.headers[who], 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const audit = async () => (await bench.db.pool.query(`select action, data from audit where action like 'purchase.%' order by id`)).rows;

describe('the file of the Chongqing bill', () => {
  test('is checked to the cent and writes nothing', async () => {
    expect(await act('manager', 'purchase.check', { ...of, text: CHONGQING_FILE })).toMatchObject({
      faults: [],
      doubts: [],
      sums: { yuan: '393459.72', energyYuan: '351994.81', capacityYuan: '44000.00', powerFactorYuan: '-2535.09', usedWh: 555_617_000 },
    });
    expect(await ask('manager', 'purchase.month', { park: 'small', month: '2026-08' })).toMatchObject({ bills: [] });
  });
  test('is brought by a key of the park over REST, and stands', async () => {
    const answer = await post('parkKey', { text: CHONGQING_FILE });
    expect(await answer.json()).toEqual({ type: 'entered', revision: 1, missing: [], faults: [], doubts: [] });
    expect(await ask('manager', 'purchase.list', { park: 'small', from: '2026-01', to: '2026-12' })).toMatchObject([
      { month: '2026-08', bills: [{ kind: 'grid', number: 'CQ-202608', state: 'adds', yuan: '393459.72' }] },
    ]);
  });
});

describe('a bill that does not add up', () => {
  const text = CHONGQING_FILE.replace('电费合计,"393,459.72"', '电费合计,"393,459.73"');
  test('is refused with its doubts, and let stand by a person with a reason alone', async () => {
    expect(await act('manager', 'purchase.enter', { ...of, text })).toMatchObject({
      type: 'doubts',
      doubts: [{ block: 'header', cell: 'total', code: 'TOTAL', expected: '393459.72', printed: '393459.73' }],
    });
    expect((await post('parkKey', { text, reason: 'a key knows no reasons' })).status).toBe(403);
    expect(await act('manager', 'purchase.enter', { ...of, text, reason: 'the grid rounds up' })).toMatchObject({
      type: 'entered',
      revision: 2,
    });
    expect((await ask('manager', 'purchase.month', { park: 'small', month: '2026-08' })).bills).toMatchObject([
      { state: 'accepted', acceptedFor: 'the grid rounds up', doubts: 1, revisions: [{ revision: 2 }, { revision: 1 }] },
    ]);
    expect((await audit()).map(({ data }) => data.reason)).toEqual([null, 'the grid rounds up']);
  });
  test('that is no bill, or no JSON, is told', async () => {
    expect(await act('manager', 'purchase.check', { ...of, text: '账单编号,1' })).toMatchObject({
      sheet: null,
      missing: expect.arrayContaining(['费用类别']),
    });
    const plain = await fetch(`${bench.url}/api/v1/parks/small/purchase/2026-08/grid`, {
      method: 'POST',
      headers: bench.headers.manager,
      body: 'x',
    });
    expect(plain.status).toBe(415);
  });
});

test('how a park charges is a dated rule, and contradictions are refused', async () => {
  const resale = { way: 'gridPrice', method: 'composite', exportSharePpm: 1_000_000, sharedInFees: false };
  expect(await act('manager', 'purchase.saveResale', { park: 'small', month: '2026-08', resale })).toMatchObject({ type: 'faults' });
  expect(
    await act('manager', 'purchase.saveResale', { park: 'small', month: '2026-08', resale: { ...resale, way: 'actualBill' } }),
  ).toMatchObject({ type: 'saved' });
  expect(await ask('manager', 'purchase.month', { park: 'small', month: '2026-09' })).toMatchObject({ resale: { method: 'composite' } });
  const left = { ...resale, way: 'actualBill', sharedPrice: 'remainder' };
  expect(await act('manager', 'purchase.saveResale', { park: 'small', month: '2026-09', resale: left })).toMatchObject({
    type: 'faults',
    faults: [{ code: 'REMAINDER_WITHOUT_TARIFF' }],
  });
  const byTariff = { ...left, method: 'tariff' };
  expect(await act('manager', 'purchase.saveResale', { park: 'small', month: '2026-09', resale: byTariff })).toMatchObject({
    type: 'saved',
  });
  expect(await ask('manager', 'purchase.month', { park: 'small', month: '2026-09' })).toMatchObject({ resale: byTariff });
});
