import { afterAll, beforeAll, expect, test } from 'vitest';
import { smallPark } from '#db/park/small-park.fixture.ts';
import { type Choice, writeDecision } from '#db/store/decide.ts';
import type { Intake } from '../pipeline/assemble.ts';
import { type Bench, createBench, reading } from './testing/bench.ts';
import { renamed } from './testing/scenario.ts';
import { accrualFaults, stateOf } from './testing/state.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await createBench();
});
afterAll(() => bench[Symbol.asyncDispose]());

const water = (park: string, time: string, m3: string): Intake => reading(`W-1-${park}`, `2026-11-22T${time}+08:00`, { volumeM3: m3 });
const at = (time: string): number => Temporal.Instant.from(`2026-11-22T${time}+08:00`).epochMilliseconds;
const milli = (m3: number): number => Math.round(m3 * 1e6);

/** A park that takes these messages, with what a person decides of an instant after them (or before them). */
const parkWith = async (park: string, messages: readonly Intake[], decided?: { serial?: string; at: number; choice: Choice }) => {
  await bench.importPark(renamed(smallPark(), park));
  const { writer, late } = await bench.start();
  for (const message of messages) await writer.write([message]);
  await bench.settle(late);
  if (decided) await decide(park, decided.at, decided.choice, decided.serial);
  await bench.settle(late);
  return { state: await stateOf(bench.db.pool, `p${park}`, park), writer, late };
};
const decide = async (park: string, instant: number, choice: Choice, serial = 'W-1') => {
  const [device] = await bench.rows('select id from device where serial = $1', [`${serial}-${park}`]);
  return writeDecision(bench.db.pool, {
    deviceId: Number(device?.id),
    register: 0,
    at: instant,
    choice,
    actor: 'clerk',
    decidedAt: bench.now,
  });
};
/** Readings differ where more were sent; what they come to must not. */
const comesTo = ({ slots, accruals, flags }: Awaited<ReturnType<typeof stateOf>>) => ({ slots, accruals, flags });

const day = (park: string, extra: readonly Intake[] = []): readonly Intake[] => [
  water(park, '06:00:00', '10'),
  water(park, '06:20:00', '10.4'),
  ...extra,
  water(park, '06:50:00', '11'),
  water(park, '07:10:00', '11.3'),
  water(park, '07:40:00', '11.9'),
];

test('of two values for one instant the one a person chooses counts, as if the other had never come', async () => {
  const plain = await parkWith('a1', day('a1', [water('a1', '06:35:00', '10.9')]));
  const both = (park: string) => day(park, [water(park, '06:35:00', '10.6'), water(park, '06:35:00', '10.9')]);
  const undecided = await parkWith('a2', both('a2'));
  expect(undecided.state.flags).toEqual([expect.objectContaining({ verdict: 'conflict' })]);
  const decided = await parkWith('a3', both('a3'), { at: at('06:35:00'), choice: { type: 'value', value: milli(10.9) } });
  expect(comesTo(decided.state)).toEqual(comesTo(plain.state));
  expect(await accrualFaults(bench.db.pool)).toEqual([]);

  await decide('a3', at('06:35:00'), { type: 'undecided' });
  await bench.settle(decided.late);
  expect(comesTo(await stateOf(bench.db.pool, 'pa3', 'a3'))).toEqual(comesTo(undecided.state));
});

test('a decision stands whatever comes after it, and in a process that starts anew', async () => {
  const [early, late] = [day('b1', [water('b1', '06:35:00', '10.6'), water('b1', '06:35:00', '10.9')]), day('b2')];
  const first = await parkWith('b1', early, { at: at('06:35:00'), choice: { type: 'value', value: milli(10.6) } });
  await parkWith('b2', [water('b2', '06:35:00', '10.6')], { at: at('06:35:00'), choice: { type: 'value', value: milli(10.6) } });
  const again = await bench.start();
  for (const message of [water('b2', '06:35:00', '10.9'), ...late]) await again.writer.write([message]);
  await bench.settle(again.late);
  expect(comesTo(await stateOf(bench.db.pool, 'pb2', 'b2'))).toEqual(comesTo(first.state));
});

test.each(['110.6', '110.9'])(
  'what is folded again from a decided instant on begins with the value that was chosen, %s',
  async (chosen) => {
    const [one, two] = [`e${chosen.at(-1)}`, `f${chosen.at(-1)}`];
    const power = (park: string, time: string, kWh: string) => reading(`E-2-${park}`, `2026-11-22T${time}+08:00`, { importKWh: kWh });
    const messages = (park: string, doubtful: readonly string[]) => [
      power(park, '06:20:00', '110.4'),
      ...doubtful.map((kWh) => power(park, '06:35:00', kWh)),
      power(park, '06:50:00', '111'),
      power(park, '07:10:00', '111.3'),
      power(park, '07:40:00', '111.9'),
    ];
    const plain = await parkWith(one, [...messages(one, [chosen]), power(one, '07:20:00', '111.5')]);
    const decided = await parkWith(two, messages(two, ['110.6', '110.9']), {
      serial: 'E-2',
      at: at('06:35:00'),
      choice: { type: 'value', value: milli(Number(chosen)) },
    });
    await decided.writer.write([power(two, '07:20:00', '111.5')]);
    await bench.settle(decided.late);
    expect(comesTo(await stateOf(bench.db.pool, `p${two}`, two))).toEqual(comesTo(plain.state));
  },
);

test('a doubtful newest reading is billed at once when accepted, and never when dismissed', async () => {
  const leap = (park: string) => day(park, [water(park, '06:30:00', '9000')]).slice(0, 3);
  const accepted = await parkWith('c1', leap('c1'), { at: at('06:30:00'), choice: { type: 'value', value: milli(9000) } });
  expect(accepted.state.flags).toEqual([expect.objectContaining({ verdict: 'jump' })]);
  await accepted.writer.write([water('c1', '06:46:00', '9000.1')]);
  await bench.settle(accepted.late);
  const { slots } = await stateOf(bench.db.pool, 'pc1', 'c1');
  const total = (slots ?? []).reduce<number>((sum, slot) => sum + Number((slot as { quantity: string }).quantity), 0);
  expect(total).toBeGreaterThan(8_900_000);

  const dismissed = await parkWith('c2', leap('c2'), { at: at('06:30:00'), choice: { type: 'nowhere' } });
  expect(dismissed.state.flags).toEqual([expect.objectContaining({ verdict: 'outlier' })]);
  await dismissed.writer.write([water('c2', '06:46:00', '9000.1')]);
  await dismissed.writer.write([water('c2', '06:50:00', '11')]);
  await bench.settle(dismissed.late);
  expect((await stateOf(bench.db.pool, 'pc2', 'c2')).flags).toEqual([
    expect.objectContaining({ verdict: 'outlier', at: at('06:30:00') }),
    expect.objectContaining({ verdict: 'outlier', at: at('06:46:00') }),
  ]);
  expect(await accrualFaults(bench.db.pool)).toEqual([]);
});

test('only a value that was sent can be chosen', async () => {
  await parkWith('d1', day('d1'));
  expect(await decide('d1', at('06:20:00'), { type: 'value', value: 1 })).toBe(false);
  expect(await decide('d1', at('06:21:00'), { type: 'nowhere' })).toBe(false);
  expect(await bench.rows("select action from audit where action = 'reading.decide' and subject = 'W-1-d1'")).toEqual([]);
});
