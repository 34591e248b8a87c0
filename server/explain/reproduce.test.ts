import { execFile } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parkDay } from '#domain/time/park-day.ts';
import type { Bench } from '#streams/runner/testing/bench.ts';
import { type Reproduced, reproduceMonth } from './reproduce.ts';
import { createScenario } from './scenario.fixture.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await createScenario();
}, 60_000);
afterAll(() => bench[Symbol.asyncDispose]());

const reproduce = async (account: string, month = '2026-10', all = false): Promise<Reproduced> => {
  const question = { park: 'small', account, month: parkDay(`${month}-01`) };
  const done = await reproduceMonth(bench.db.pool, question, { clock: { now: () => bench.now }, all });
  if (done.type === 'refused') throw new Error(done.why);
  return done;
};

/** Does something to what is stored, looks, and takes it back. */
const tampered = async (how: string, back: string, look: () => Promise<void>): Promise<void> => {
  await bench.rows(how);
  try {
    await look();
  } finally {
    await bench.rows(back);
  }
};

const TOLD_BACK = 'update raw set frames = told.frames from told where told.id = raw.id; drop table told';
const SLOT = `point_id = (select id from point where code = 'P1') and register = 0 and start = '2026-10-19T05:00:00+08:00'`;

describe('a month folded anew from its raw messages', () => {
  test.each([
    ['T1', '2026-10'],
    ['GRID', '2026-10'],
    ['T2', '2026-11'],
  ])('is what is stored, for %s in %s', async (account, month) => {
    const done = await reproduce(account, month);
    expect(done.differences).toEqual([]);
    expect(done.slots.reproduced).toBe(done.slots.stored);
    expect([done.slots.stored > 10, done.accruals.stored > 0, done.read.fromRows]).toEqual([true, true, 0]);
    const [row] = await bench.rows(
      `select sum(charge)::text as charge from accrual where account_id = (select id from account where code = $1) and day >= $2 and day < $2::date + interval '1 month'`,
      [account, `${month}-01`],
    );
    expect(String(done.charge)).toBe(row?.charge);
  });

  test.each([
    // All but the master are its own, one after the other.
    ['T1', '2026-10', 945],
    ['GRID', '2026-10', 12],
    ['T2', '2026-11', 622],
  ])(
    'opens what can hold readings of its meters alone, and comes to the same as by all messages, for %s in %s',
    async (account, month, own) => {
      const same = async (): Promise<readonly [opened: number, all: number]> => {
        const [{ read, ...some }, { read: everything, ...all }] = [await reproduce(account, month), await reproduce(account, month, true)];
        expect(some).toEqual(all);
        expect([read.readings, read.fromRows]).toEqual([everything.readings, everything.fromRows]);
        return [read.messages, everything.messages];
      };
      const [opened, all] = await same();
      expect(opened).toBe(own);
      await tampered(
        `update slot set quantity = quantity + 1 where ${SLOT}`,
        `update slot set quantity = quantity - 1 where ${SLOT}`,
        async () => {
          await same();
        },
      );
      // Commits of a time when they did not tell what they hold.
      const untold = 'update raw set frames = substring(frames from 9 + get_byte(frames, 4) + 256 * get_byte(frames, 5))';
      await tampered(`create table told as select id, frames from raw; ${untold}`, TOLD_BACK, async () =>
        expect(await same()).toEqual([all, all]),
      );
      await tampered(`create table told as select id, frames from raw; ${untold} where id % 2 = 0`, TOLD_BACK, async () => {
        await same();
      });
    },
  );

  test('names the first slot that was tampered with, and both sides', async () => {
    await tampered(
      `update slot set quantity = quantity + 1 where ${SLOT}`,
      `update slot set quantity = quantity - 1 where ${SLOT}`,
      async () => {
        const { differences } = await reproduce('T1');
        expect(differences).toHaveLength(1);
        expect(differences[0]?.what).toBe('slot P1 2026-10-19T05:00+08:00 (E-2)');
        const figure = (text: string | null | undefined): number => Number(/^\d+/.exec(text ?? '')?.[0]);
        expect(figure(differences[0]?.stored)).toBe(figure(differences[0]?.reproduced) + 1);
      },
    );
  });

  test('names an accrual that is not the sum of its slots, and a slot that is gone', async () => {
    await tampered(
      `update accrual set charge = charge + 1 where point_id = (select id from point where code = 'W1') and day = '2026-10-25'`,
      `update accrual set charge = charge - 1 where point_id = (select id from point where code = 'W1') and day = '2026-10-25'`,
      async () =>
        expect((await reproduce('T1')).differences.map(({ what }) => what)).toEqual([expect.stringMatching(/^accrual W1 2026-10-25 flat/)]),
    );
    await tampered(
      `update slot set account_id = null where ${SLOT}`,
      `update slot set account_id = (select id from account where code = 'T1') where ${SLOT}`,
      async () => expect((await reproduce('T1')).differences).toEqual([expect.objectContaining({ stored: null })]),
    );
  });

  test('believes messages, not the rows made of them; rows only where messages are no longer kept', async () => {
    const [reading] = await bench.rows(
      `select r.at::text as at, r.raw_id from reading r join device d on d.id = r.device_id where d.serial = 'E-2' and r.import > 41000000 order by r.at limit 1`,
    );
    await tampered(
      `update reading set import = import + 7 where raw_id = ${reading?.raw_id}`,
      `update reading set import = import - 7 where raw_id = ${reading?.raw_id}`,
      async () => expect((await reproduce('T1')).differences).toEqual([]),
    );
    await tampered(
      `create table gone as select * from raw where id = ${reading?.raw_id}; delete from raw where id = ${reading?.raw_id}`,
      `insert into raw select * from gone; drop table gone`,
      async () => {
        const done = await reproduce('T1');
        expect([done.differences, done.read.fromRows]).toEqual([[], 1]);
      },
    );
  });

  test('follows what a person decided', async () => {
    await tampered(`update decision set value = 1235000`, `update decision set value = 1238000`, async () =>
      expect((await reproduce('T1')).differences[0]?.what).toMatch(/^slot P1 2026-10-20T11:45\+08:00 \(E-3\)/),
    );
  });

  test('says so where late readings wait to be folded in', async () => {
    await tampered(
      `update slot set quantity = quantity + 1 where ${SLOT}; insert into refold select id, now(), now() from device where serial = 'E-2'`,
      `update slot set quantity = quantity - 1 where ${SLOT}; delete from refold`,
      async () => expect(reproduce('T1')).rejects.toThrow('wait to be folded in'),
    );
  });
});

describe('npm run reproduce', () => {
  const command = (...args: readonly string[]) =>
    new Promise<{ code: number; out: string; err: string }>((done) => {
      const child = execFile('node', ['server/explain/main.ts', '--database-url', bench.db.url, ...args], (_, out, err) =>
        done({ code: child.exitCode ?? -1, out, err }),
      );
    });
  const T1 = ['--park', 'small', '--account', 'T1', '--month', '2026-10'];

  test('prints "identical" and ends with 0', async () => {
    const { code, out } = await command(...T1);
    expect(out.split('\n').slice(-2)).toEqual(['identical', '']);
    expect(out).toContain('small T1 2026-10, from 2026-10-01 to 2026-10-31');
    expect(code).toBe(0);
  });

  test('prints the first difference and ends with 1', async () => {
    await tampered(`update slot set charge = charge + 1 where ${SLOT}`, `update slot set charge = charge - 1 where ${SLOT}`, async () => {
      const { code, out } = await command(...T1);
      expect(out).toMatch(/first of 1: slot P1 2026-10-19T05:00\+08:00 \(E-2\)\n {2}stored {5}\d+ measured, .*\n {2}reproduced \d+/);
      expect(code).toBe(1);
    });
  });

  test.each([
    [['--park', 'nowhere', '--account', 'T1', '--month', '2026-10'], 'there is no park nowhere'],
    [['--park', 'small', '--account', 'X', '--month', '2026-10'], 'small has no account X'],
    [['--park', 'small', '--account', 'T1', '--month', 'October'], 'a month is written 2026-11'],
    [['--park', 'small', '--month', '2026-10'], 'npm run reproduce'],
  ])('%j is told what is wrong', async (args, text) => {
    const { code, err } = await command(...args);
    expect(err).toContain(text);
    expect(code).toBe(2);
  });
});
