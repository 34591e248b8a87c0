import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ParkDocument } from '#domain/board/board.ts';
import type { ParkFile } from '#domain/park/park-file.ts';
import { HOUR_MS, instantMs, MINUTE_MS } from '#domain/time/instant.ts';
import { type Bench, createBench } from '#streams/runner/testing/bench.ts';
import { createPastBoards, type PastBoard } from './past-boards.ts';
import { at, iso, parkFile, type Recorded, Scenario } from './past-scenario.fixture.ts';

/** Paths at which two documents differ. */
const differences = (a: unknown, b: unknown, path: readonly string[] = []): string[] => {
  if (Object.is(a, b)) return [];
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null)
    return [`${path.join('.')}: ${JSON.stringify(a)} / ${JSON.stringify(b)}`];
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].flatMap((key) => differences(Reflect.get(a, key), Reflect.get(b, key), [...path, key]));
};

const isMarked = (difference: string, { refined }: PastBoard): boolean => {
  const [part, code = ''] = difference.split('.');
  if (part === 'points') return refined.points.includes(code);
  if (part === 'accounts') return refined.accounts.includes(code);
  return refined.points.length + refined.accounts.length > 0;
};

let bench: Bench;
let recorded: readonly Recorded[];
let file: ParkFile;
let past: ReturnType<typeof createPastBoards>;

const EVERY = 5;
const run = async (scenario: Scenario, [from, to]: readonly [number, number], how: Parameters<Scenario['step']>[1] = {}): Promise<void> => {
  for (let instant = at(from); instant < at(to); instant = instantMs(instant + EVERY * MINUTE_MS)) await scenario.step(instant, how);
  await scenario.record();
};

beforeAll(async () => {
  bench = await createBench();
  bench.now = at(-1);
  await bench.importPark(parkFile());
  const scenario = new Scenario(bench, await bench.start());
  await run(scenario, [0, 1]);
  await run(scenario, [1, 2.25]);
  // A window over the contract's 800 kW, and its alarm.
  await run(scenario, [2.25, 2.4], { masterKW: 1_500 });
  await scenario.escalate('DEMAND_FORECAST');
  await run(scenario, [2.4, 2.6], { masterKW: 1_500 });
  await run(scenario, [2.6, 3], { masterKW: 500 });
  // The master is not heard for half an hour; what it kept comes two hours later.
  scenario.hold();
  await run(scenario, [3, 3.5], { silent: 'E-1' });
  await run(scenario, [3.5, 5.5]);
  await scenario.release();
  await scenario.record();
  await run(scenario, [5.5, 6]);
  // The water meter is silent for three hours and its replay comes after the next reading.
  scenario.hold();
  await run(scenario, [6, 9], { silent: 'W-1' });
  await run(scenario, [9, 9.25]);
  await scenario.release();
  await run(scenario, [9.25, 10]);
  scenario.resetTenant();
  await scenario.step(at(10), {});
  await scenario.record();
  await run(scenario, [10 + 5 / 60, 10.5]);
  scenario.hold();
  await run(scenario, [10.5, 10.75], { silent: 'E-1' });
  await run(scenario, [10.75, 10.9]);
  await scenario.releaseIntoACrowd();
  await run(scenario, [11, 11.25]);
  // Over midnight; the tenant's water runs.
  await run(scenario, [11.25, 16.9], { waterM3: 1 });
  await run(scenario, [16.9, 17.1], { waterM3: 1 });
  await run(scenario, [17.1, 20], { waterM3: 0.8 });
  await scenario.settleDays();
  await scenario.record();
  await run(scenario, [20, 24], { waterM3: 0.8 });
  await scenario.send(at(24) + 1_000, [{ sn: 'E-1', at: iso(at(23, 55)), importKWh: '999', powerKW: '0.05' }]);
  await run(scenario, [24, 25.1], { waterM3: 0.2 });
  await scenario.takeBack('BALANCE_EXHAUSTED');
  await scenario.record();
  await scenario.topUp(10);
  await scenario.record();
  await run(scenario, [25.2, 26]);
  await scenario.changeMeter(at(26, 2));
  await run(scenario, [26 + 5 / 60, 27]);
  await scenario.restart();
  await run(scenario, [27, 27.3]);
  await scenario.setAlarms(40_000n, 10_000n);
  await run(scenario, [27.3 + 1 / 60, 27.6]);
  await scenario.relet(at(27, 36));
  await run(scenario, [27.7, 28]);
  await scenario.ahead();
  ({ recorded, file } = scenario);
  bench.now = instantMs(bench.now + HOUR_MS);
  past = createPastBoards({ pool: bench.db.pool, clock: { now: () => bench.now } });
}, 240_000);
afterAll(() => bench[Symbol.asyncDispose]());

const ask = async (instant: number): Promise<PastBoard> => {
  const answer = await past.at('small', instantMs(instant));
  if (answer.type !== 'shown') throw new Error(answer.type);
  return answer.board;
};

const recordedAt = (hours: number): Recorded => {
  const found = recorded.find((each) => each.at >= at(hours));
  if (!found) throw new Error(`nothing was recorded ${hours} hours on`);
  return found;
};

describe('the board of a past instant', () => {
  test('is what was live then, field by field; only what came later makes it differ, and that is marked', async () => {
    let [equal, refined] = [0, 0];
    for (const { at: instant, document } of recorded) {
      const board = await ask(instant);
      const found = differences(document, board.document);
      expect({ at: iso(instant), unmarked: found.filter((difference) => !isMarked(difference, board)) }).toEqual({
        at: iso(instant),
        unmarked: [],
      });
      if (found.length === 0) equal += 1;
      else refined += 1;
    }
    expect(recorded.length).toBeGreaterThanOrEqual(20);
    expect(equal).toBeGreaterThanOrEqual(18);
    expect(refined).toBeGreaterThanOrEqual(3);
  });

  test('that nothing changed since has no marks', async () => {
    const unmarked = await Promise.all(recorded.map(async (each) => (await ask(each.at)).refined));
    expect(unmarked.filter(({ accounts, points }) => accounts.length + points.length === 0).length).toBeGreaterThanOrEqual(12);
    expect(unmarked.at(-1)).toEqual({ park: false, accounts: [], points: [] });
  });

  test('knows the late half-hour of the master that was missing live', async () => {
    const { at: instant, document } = recordedAt(3.4);
    const board = await ask(instant);
    expect(document.points.G?.at).toBeLessThan(at(3));
    expect(board.document.points.G?.at).toBeGreaterThan(at(3.4));
    expect(board.refined).toMatchObject({ points: ['G'], accounts: ['GRID'] });
  });

  test('has the demand alarm, the doubt, the cut and the meter of its own time', async () => {
    const kinds = (document: ParkDocument) => document.park.alarms.map((alarm) => alarm.kind);
    expect(kinds((await ask(recordedAt(2.5).at)).document)).toContain('DEMAND_OVER_CONTRACT');
    expect(kinds((await ask(recordedAt(5.4).at)).document)).not.toContain('DEMAND_OVER_CONTRACT');
    expect((await ask(recordedAt(10).at)).document.points.P1?.suspect).toBe(true);
    expect((await ask(recordedAt(23.9).at)).document.accounts.T1?.cut).toEqual({ type: 'pending', because: 'noCutWindow' });
    expect((await ask(recordedAt(25).at)).document.accounts.T1?.cut).toEqual({ type: 'cut' });
    expect((await ask(recordedAt(25.8).at)).document.points.P1?.serial).toBe('E-3');
    expect((await ask(recordedAt(27.9).at)).document.points.P1?.serial).toBe('E-4');
  });

  test('has the escalations of its own time: by a person, by themselves, and taken back', async () => {
    const escalated = async (hours: number) =>
      (await ask(recordedAt(hours).at)).document.park.alarms.filter((alarm) => alarm.escalatedAt !== null).map(({ kind }) => kind);
    expect(await escalated(2.3)).toEqual([]);
    expect(await escalated(2.5)).toEqual(['DEMAND_FORECAST']);
    expect(await escalated(5.4)).toEqual([]);
    // Used up since the small hours and acknowledged by nobody.
    expect(await escalated(25.1)).toEqual(['BALANCE_EXHAUSTED']);
    expect(await escalated(25.11)).toEqual([]);
    expect(await escalated(25.9)).toEqual(['SUPPLY_CUT', 'BALANCE_EXHAUSTED']);
  });

  test('has the names, terms, limits and tenants of its own time', async () => {
    const seen = async (hours: number) => {
      const { accounts, points, park } = (await ask(recordedAt(hours).at)).document;
      const [contract] = park.demand.map(({ contractW }) => contractW);
      return [park.name.en, accounts.T1?.name.en, accounts.T1?.limits, points.P1?.name.en, points.P1?.account, points.W1?.space, contract];
    };
    const limits = (alarm1: string, alarm2: string, exhausted: string) => ({ alarm1, alarm2, exhausted });
    const before = ['Small Park', 'Company A', limits('500.00', '200.00', '-50.00'), 'A', 'T2', 'B1-101', 800_000];
    const warned = ['Small Park', 'Company A', limits('400.00', '100.00', '-50.00'), 'A', 'T2', 'B1-101', 800_000];
    const relet = ['Large Park', 'Company A (new)', limits('900.00', '300.00', '-40.00'), 'New meter', 'T1', 'B1', 1_000_000];
    expect([await seen(1), await seen(27), await seen(27.5), await seen(27.9)]).toEqual([before, before, warned, relet]);
  });

  test('has no account that was opened later', async () => {
    const [day] = recorded.slice(0, 1);
    const opened = { code: 'T9', name: { zh: '丁公司', en: 'Company D' }, kind: 'postpaid' as const, openedOn: '2026-11-22' };
    await bench.importPark({ ...file, accounts: [...file.accounts, opened] });
    expect(Object.keys((await ask(day?.at ?? 0)).document.accounts)).toEqual(['GRID', 'T1', 'T2']);
    expect(Object.keys((await ask(recorded.at(-1)?.at ?? 0)).document.accounts)).toEqual(['GRID', 'T1', 'T2', 'T9']);
  });

  test('is asked for within what is stored', async () => {
    const first = (await ask(recordedAt(1).at)).from;
    expect(first).toBe(at(0, 0) - 11_000);
    expect(await past.at('small', instantMs(first - 1))).toEqual({ type: 'beforeFirst', from: first });
    expect(await past.at('small', instantMs(bench.now + 1))).toEqual({ type: 'future', now: bench.now });
    expect(await past.at('nowhere', first)).toEqual({ type: 'noPark' });
  });

  test('is the same whether its day was looked at before or not', async () => {
    for (const { at: instant } of recorded) {
      const fresh = await createPastBoards({ pool: bench.db.pool, clock: { now: () => bench.now } }).at('small', instant);
      expect(fresh).toEqual(await past.at('small', instant));
    }
  });

  test('of a price that has changed since says so', async () => {
    const change = recordedAt(1);
    await bench.importPark({
      ...file,
      tariffs: file.tariffs.map((tariff) => ({
        ...tariff,
        versions: tariff.versions.map((version) => ({
          ...version,
          components: version.components.map((component) => ({ ...component, prices: { ...component.prices, flat: '0.9' } })),
        })),
      })),
    });
    expect((await ask(change.at)).refined).toMatchObject({ park: true, accounts: ['GRID', 'T1', 'T2'], points: ['G', 'P1', 'W1'] });
  });
});
