import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MINUTE_MS } from '#domain/time/instant.ts';
import { type Bench, startBench } from '../testing/bench.ts';
import { asker, at } from './questions.fixture.ts';

let bench: Bench;
const ask = asker(() => bench);
const act = asker(() => bench, 'mutation');
const T = at('2026-11-20T10:00:00+08:00');

beforeAll(async () => {
  bench = await startBench();
  const reading = (serial: string, time: number, value: number, digest = 0) =>
    bench.db.pool.query(
      `insert into reading (device_id, at, digest, import, raw_id, raw_index, received_at)
       select id, to_timestamp($2::float8 / 1000), $4, $3, 1, 0, now() from device where serial = $1`,
      [serial, time, value, digest],
    );
  const flag = (serial: string, time: number, verdict: string, prior: number | null = null) =>
    bench.db.pool.query(
      `insert into flag (installation_id, register, at, verdict, prior)
       select i.id, 0, to_timestamp($2::float8 / 1000), $3, $4 from installation i join device d on d.id = i.device_id where d.serial = $1`,
      [serial, time, verdict, prior],
    );
  await reading('small-E-3', T, 1_000_000);
  await reading('small-E-3', T + MINUTE_MS, 900_000);
  await flag('small-E-3', T + MINUTE_MS, 'reset', 1_000_000);
  await reading('small-E-3', T + 2 * MINUTE_MS, 960_000, 2);
  await reading('small-E-3', T + 2 * MINUTE_MS, 950_000, 1);
  await flag('small-E-3', T + 2 * MINUTE_MS, 'conflict');
  await reading('small-W-1', T + 3 * MINUTE_MS, 77);
  await flag('small-W-1', T + 3 * MINUTE_MS, 'suspect');
  await flag('other-W-1', T + 4 * MINUTE_MS, 'suspect');
});
afterAll(() => bench[Symbol.asyncDispose]());

describe('doubts about readings', () => {
  test('are told newest first: the meter, what it showed, what it showed before, and whether somebody must decide', async () => {
    const doubts = await ask('manager', 'doubts.list', { park: 'small' });
    expect(doubts.map(({ id, ...doubt }: { id: string }) => doubt)).toEqual([
      {
        point: 'W1',
        medium: 'water',
        serial: 'small-W-1',
        at: T + 3 * MINUTE_MS,
        register: 'import',
        verdict: 'suspect',
        value: 77,
        values: [77],
        prior: null,
        waits: true,
      },
      {
        point: 'P1',
        medium: 'electricity',
        serial: 'small-E-3',
        at: T + 2 * MINUTE_MS,
        register: 'import',
        verdict: 'conflict',
        value: 950_000,
        values: [950_000, 960_000],
        prior: 900_000,
        waits: true,
      },
      {
        point: 'P1',
        medium: 'electricity',
        serial: 'small-E-3',
        at: T + MINUTE_MS,
        register: 'import',
        verdict: 'reset',
        value: 900_000,
        values: [900_000],
        prior: 1_000_000,
        waits: false,
      },
    ]);
  });

  test('of one point alone, when asked so', async () => {
    const points = async (point: string) =>
      (await ask('manager', 'doubts.list', { park: 'small', point })).map((doubt: { point: string }) => doubt.point);
    expect([await points('W1'), await points('P1')]).toEqual([['W1'], ['P1', 'P1']]);
  });

  test('come in pages', async () => {
    const all = await ask('manager', 'doubts.list', { park: 'small' });
    const first = await ask('manager', 'doubts.list', { park: 'small', limit: 2 });
    const rest = await ask('manager', 'doubts.list', { park: 'small', limit: 2, before: first[1].id });
    expect([...first, ...rest]).toEqual(all);
    await expect(ask('manager', 'doubts.list', { park: 'small', before: '1-2-3' })).rejects.toThrow('BAD_REQUEST');
  });
});

describe('a decision', () => {
  const idOf = async (verdict: string): Promise<string> => {
    const doubts = await ask('manager', 'doubts.list', { park: 'small' });
    return doubts.find((doubt: { verdict: string }) => doubt.verdict === verdict).id;
  };
  const isMarked = async (): Promise<boolean> =>
    (
      await bench.db.pool.query(
        `select 1 from refold r join device d on d.id = r.device_id
         where d.serial = 'small-E-3' and to_timestamp($1::float8 / 1000) between r.lo and r.hi`,
        [T + 2 * MINUTE_MS],
      )
    ).rows.length === 1;

  test('names one of the values that were sent, is told with who decided, and marks the meter to be folded again', async () => {
    const id = await idOf('conflict');
    expect(await isMarked()).toBe(false);
    expect(await act('manager', 'doubts.decide', { park: 'small', id, choice: { type: 'value', value: 960_000 } })).toEqual({
      decided: true,
    });
    expect(await ask('manager', 'doubts.decided', { park: 'small' })).toEqual([
      expect.objectContaining({ id, point: 'P1', serial: 'small-E-3', at: T + 2 * MINUTE_MS, register: 'import', value: 960_000 }),
    ]);
    expect(await isMarked()).toBe(true);
  });

  test('can be that it counts nowhere, and can be taken back', async () => {
    const id = await idOf('suspect');
    await act('manager', 'doubts.decide', { park: 'small', id, choice: { type: 'nowhere' } });
    const decided = async () =>
      (await ask('manager', 'doubts.decided', { park: 'small' })).map((row: { id: string; value: unknown }) => [row.id, row.value]);
    expect(await decided()).toContainEqual([id, null]);
    await act('manager', 'doubts.decide', { park: 'small', id, choice: { type: 'undecided' } });
    expect(await decided()).not.toContainEqual([id, null]);
  });

  test('is refused for a value nobody sent, and for a meter of another park', async () => {
    const id = await idOf('conflict');
    const decide = (park: string, value: number) => act('admin', 'doubts.decide', { park, id, choice: { type: 'value', value } });
    await expect(decide('small', 1)).rejects.toThrow('BAD_REQUEST');
    await expect(decide('other', 950_000)).rejects.toThrow('NOT_FOUND');
  });
});
