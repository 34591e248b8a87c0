import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { loadParkModel } from '#db/park/load-model.ts';
import { fen } from '#domain/units/money.ts';
import { type Bench, startBench, type Who } from '../testing/bench.ts';
import { asker } from './questions.fixture.ts';

let bench: Bench;
const act = asker(() => bench, 'mutation');
const set = (who: Who, alarm1Yuan: string, alarm2Yuan: string, account = 'small:T1') =>
  act(who, 'accounts.setAlarms', { account, alarm1Yuan, alarm2Yuan });

beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench[Symbol.asyncDispose]());
beforeEach(() => bench.db.pool.query('delete from audit'));

const model = async () => {
  const { version, accounts } = await loadParkModel(bench.db.pool, 'small');
  return { version, account: [...accounts.values()].find(({ code }) => code === 'T1') };
};
const audit = async () => (await bench.db.pool.query('select action, subject, actor, data from audit order by id')).rows;

describe('at what balance an account is warned', () => {
  test('is set by its tenant, written down, and the park is loaded anew', async () => {
    const before = await model();
    expect(await set('tenant', '800.50', '0')).toEqual({ type: 'set' });
    const after = await model();
    expect(after.account).toMatchObject({ alarm1: fen(80_050n), alarm2: fen(0n) });
    expect(after.version).toBe(before.version + 1);
    expect(await audit()).toEqual([
      {
        action: 'account.alarms',
        subject: 'account:small:T1',
        actor: expect.stringMatching(/^user:/),
        data: { from: { alarm1Fen: '50000', alarm2Fen: '20000' }, to: { alarm1Fen: '80050', alarm2Fen: '0' } },
      },
    ]);
  });

  test('set as it is changes nothing', async () => {
    await set('manager', '600', '100');
    const before = await model();
    expect(await set('tenant', '600.00', '100')).toEqual({ type: 'set' });
    expect(await model()).toEqual(before);
    expect(await audit()).toHaveLength(1);
  });

  test.each([
    ['100', '100', 'ORDER'],
    ['100', '200', 'ORDER'],
    ['100', '-1', 'NEGATIVE'],
    ['99999999999', '1', 'TOO_LARGE'],
  ])('is not set to %s and %s: %s', async (alarm1, alarm2, code) => {
    const before = await model();
    expect(await set('manager', alarm1, alarm2)).toEqual({ type: 'refused', code });
    expect(await model()).toEqual(before);
  });

  test('means nothing to an account that is not prepaid', async () => {
    expect(await set('manager', '2', '1', 'small:GRID')).toEqual({ type: 'refused', code: 'NOT_PREPAID' });
  });

  test('is set ten times a day at most', async () => {
    const answers: string[] = [];
    for (let i = 1; i <= 11; i++) answers.push((await set('tenant', `${1_000 + i}`, '1')).type);
    expect(answers).toEqual([...Array.from({ length: 10 }, () => 'set'), 'refused']);
  });
});
