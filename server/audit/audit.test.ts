import { execFile } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertRules } from '#db/allocation/rules-store.ts';
import { runMonth } from '#db/allocation/run-month.ts';
import { NOW, OCTOBER, RULES, writeSharedPark } from '#db/allocation/shared-park.fixture.ts';
import { freshDatabase, type TestDatabase } from '#db/testing.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
  const parkId = await writeSharedPark(db.pool);
  await insertRules(db.pool, { parkId, validFrom: OCTOBER, rules: RULES, at: NOW, actor: 'test' });
  await runMonth(db.pool, { parkId, zone: 'Asia/Shanghai', month: OCTOBER }, NOW);
});
afterAll(() => db.stop());

const audit = (...args: readonly string[]) =>
  new Promise<{ code: number; out: string; err: string }>((done) => {
    const child = execFile('node', ['server/audit/main.ts', '--database-url', db.url, ...args], (_, out, err) =>
      done({ code: child.exitCode ?? -1, out, err }),
    );
  });

describe('npm run audit', () => {
  test('prints where a month went, and that it is balanced', async () => {
    const { code, out } = await audit('--park', 'small', '--month', '2026-10');
    expect(out.split('\n')).toEqual([
      'small 2026-10, from 2026-10-13, 19 days; draft',
      '  grid                           1,824.000 kWh',
      '  came in                        1,824.000 kWh',
      '  tenants                        1,605.120 kWh',
      '  shared area                      109.440 kWh',
      '  line loss                        109.440 kWh   6.00 % lost in all',
      '  sum                            1,824.000 kWh',
      'shared sharedArea: 109.440 kWh, 54.72 yuan (1 pool, 4 shares)',
      'shared lineLoss: 109.440 kWh, 54.72 yuan (2 pools, 8 shares)',
      "energy: master 912.00 yuan = tenants' own 802.56 + shared 109.44",
      'balanced',
      '',
    ]);
    expect(code).toBe(0);
  });

  test('ends with 1 and the first difference, where a stored cent was moved', async () => {
    await db.pool.query(`update allocation_share set fen = fen - 1 where kind = 'sharedArea' and account = 'T1'`);
    const { code, out } = await audit('--park', 'small', '--month', '2026-10');
    expect(out).toContain('first of 1: stored: B1-M sharedArea, shares against the whole, fen: 5471, expected 5472');
    expect(code).toBe(1);
  });

  test.each([
    [['--park', 'nowhere', '--month', '2026-10'], 'there is no park nowhere'],
    [['--park', 'small', '--month', '2026-09'], 'nothing was measured in 2026-09'],
    [['--park', 'small', '--month', 'October'], 'a month is written 2026-10'],
    [['--park', 'small'], 'npm run audit'],
  ])('%j is told what is wrong', async (args, text) => {
    const { code, err } = await audit(...args);
    expect(err).toContain(text);
    expect(code).toBe(2);
  });
});
