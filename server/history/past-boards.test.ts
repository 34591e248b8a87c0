import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { smallPark } from '#db/park/small-park.fixture.ts';
import type { ParkDocument } from '#domain/board/board.ts';
import type { ParkFile } from '#domain/park/park-file.ts';
import { HOUR_MS, type InstantMs, instantMs, MINUTE_MS } from '#domain/time/instant.ts';
import { projectAccount, projectPark, projectPoint } from '#domain/twin/project.ts';
import { type Bench, createBench, message } from '#streams/runner/testing/bench.ts';
import { createPastBoards, type PastBoard } from './past-boards.ts';

const BEGIN = Date.UTC(2026, 10, 20, 23);
const at = (hours: number, minutes = 0): InstantMs => instantMs(BEGIN + hours * HOUR_MS + minutes * MINUTE_MS);
const iso = (instant: number): string => new Date(instant).toISOString();
const FROM = '2026-11-21T06:00:00+08:00';

/** A master at 8000 that tells its power, a tenant's meter that does not, a water meter whose register was typed in. */
const parkFile = (change?: { readonly at: number; readonly kWh: string }): ParkFile => {
  const file = smallPark();
  const last = { device: 'E-3', point: 'P1', from: FROM, ratio: '30' };
  const [next] = file.devices.filter(({ serial }) => serial === 'E-3');
  if (!next) throw new Error('fixture');
  return {
    ...file,
    devices: change ? [...file.devices, { ...next, serial: 'E-4' }] : file.devices,
    points: file.points.map((point) => ({
      ...point,
      assignments: (point.assignments ?? []).slice(-1).map((assigned) => ({ ...assigned, from: FROM })),
    })),
    installations: [
      { device: 'E-1', point: 'G', from: FROM, ratio: '8000' },
      { device: 'W-1', point: 'W1', from: FROM, ratio: '1', start: { volumeM3: '3.141' } },
      ...(change
        ? [
            { ...last, to: iso(change.at), end: { importKWh: change.kWh } },
            { device: 'E-4', point: 'P1', from: iso(change.at), ratio: '30', start: { importKWh: '0.5' } },
          ]
        : [last]),
    ],
  };
};

interface Recorded {
  readonly at: InstantMs;
  readonly document: ParkDocument;
}

/** A day and a half of a park, five minutes a step, with everything that happens to meters; what is shown live is recorded on the way. */
class Scenario {
  readonly bench: Bench;
  readonly recorded: Recorded[] = [];
  file = parkFile();
  #running: Awaited<ReturnType<Bench['start']>>;
  #held: { readonly from: number; readonly items: object[] } | null = null;
  #master = 100;
  #tenant = 50;
  #serial = 'E-3';
  #water = 3.2;

  constructor(bench: Bench, running: Awaited<ReturnType<Bench['start']>>) {
    this.bench = bench;
    this.#running = running;
  }

  /** One step: what the meters send at this instant, half a second later at the server. */
  async step(instant: number, { masterKW = 400, waterM3 = 0.3, silent = '' } = {}): Promise<void> {
    this.#master += masterKW / 8_000 / 12;
    this.#tenant += 0.02;
    this.#water += waterM3;
    const steps = Math.round((instant - BEGIN) / (5 * MINUTE_MS));
    const all = [
      { sn: 'E-1', at: iso(instant), importKWh: this.#master.toFixed(6), powerKW: (masterKW / 8_000).toFixed(6) },
      { sn: this.#serial, at: iso(instant + 7_000), importKWh: this.#tenant.toFixed(3), ...(steps % 4 === 0 ? { relay: 'closed' } : {}) },
      ...(steps % 2 === 0 ? [{ sn: 'W-1', at: iso(instant - 11_000), volumeM3: this.#water.toFixed(3) }] : []),
    ];
    this.#held?.items.push(...all.filter(({ sn }) => sn === silent));
    await this.send(
      instant + 7_500,
      all.filter(({ sn }) => sn !== silent),
    );
  }

  async send(received: number, readings: readonly object[]): Promise<void> {
    this.bench.now = instantMs(received);
    const { writer } = this.#running;
    await writer.tick(this.bench.now);
    await writer.write([message(JSON.stringify({ seq: 1, sentAt: iso(received), readings }), 'twin/v1/gw/up', this.bench.now)]);
    await this.#settle();
  }

  async #settle(): Promise<void> {
    const { writer, late } = this.#running;
    await writer.tick(this.bench.now);
    this.bench.now = instantMs(this.bench.now + 5_000);
    while (await late.piece(this.bench.now));
    await writer.tick(this.bench.now);
  }

  /** A clock that is three minutes ahead. */
  async ahead(): Promise<void> {
    const { now } = this.bench;
    await this.send(now + 1_000, [{ sn: 'W-1', at: iso(now + 180_000), volumeM3: (this.#water + 0.2).toFixed(3) }]);
    await this.record();
  }

  hold(): void {
    this.#held = { from: this.bench.now, items: [] };
  }

  async release(): Promise<void> {
    const items = this.#held?.items ?? [];
    this.#held = null;
    await this.send(this.bench.now + 1_000, items);
  }

  resetTenant(): void {
    this.#tenant = 0.01;
  }

  async changeMeter(instant: number): Promise<void> {
    this.bench.now = instantMs(instant);
    this.file = parkFile({ at: instant, kWh: this.#tenant.toFixed(3) });
    await this.bench.importPark(this.file);
    this.#serial = 'E-4';
    this.#tenant = 0.5;
    await this.#running.late.look(this.bench.now);
    await this.#settle();
  }

  async topUp(yuan: number): Promise<void> {
    this.bench.now = instantMs(this.bench.now + 1_000);
    await this.bench.rows(
      `with t as (insert into ledger_transfer (kind, key, booked_at) values ('topUp', 'k1', to_timestamp($1::float8 / 1000)) returning id),
         cash as (insert into ledger_account (park_id, account_id, kind) select park_id, null, 'cash' from account where code = 'T1' returning id)
       insert into ledger_entry (transfer_id, line, ledger_account_id, amount_fen)
       select t.id, 1, l.id, $2::bigint from t, ledger_account l join account a on a.id = l.account_id where a.code = 'T1' and l.kind = 'wallet'
       union all select t.id, 2, cash.id, -$2::bigint from t, cash`,
      [this.bench.now, yuan * 100],
    );
    await this.restart();
  }

  async restart(): Promise<void> {
    this.#running = await this.bench.start();
    await this.#settle();
  }

  /** The live document at the next full minute. */
  async record(): Promise<void> {
    this.bench.now = instantMs(Math.ceil(this.bench.now / MINUTE_MS) * MINUTE_MS);
    const { now } = this.bench;
    const { writer } = this.#running;
    await writer.tick(now);
    const [twin] = writer.registry.twins();
    if (!twin) throw new Error('no park');
    const points = Object.fromEntries([...twin.points.values()].map((point) => [point.point.code, projectPoint(twin, point)]));
    const accounts = Object.fromEntries(
      [...twin.accounts.values()].map((account) => [account.account.code, projectAccount(twin, account, now)]),
    );
    this.recorded.push({ at: now, document: { park: projectPark(twin, { accounts, points, refolding: 0 }, now), accounts, points } });
  }
}

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
  await run(scenario, [2.25, 2.6], { masterKW: 1_500 });
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
  await run(scenario, [10 + 5 / 60, 11]);
  // Over midnight; the tenant's water runs.
  await run(scenario, [11, 16.9], { waterM3: 1 });
  await run(scenario, [16.9, 17.1], { waterM3: 1 });
  await run(scenario, [17.1, 24], { waterM3: 0.8 });
  await scenario.send(at(24) + 1_000, [{ sn: 'E-1', at: iso(at(23, 55)), importKWh: '999', powerKW: '0.05' }]);
  await run(scenario, [24, 25.2], { waterM3: 0.2 });
  await scenario.topUp(10);
  await scenario.record();
  await run(scenario, [25.2, 26]);
  await scenario.changeMeter(at(26, 2));
  await run(scenario, [26 + 5 / 60, 27]);
  await scenario.restart();
  await run(scenario, [27, 28]);
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
    expect(refined).toBeGreaterThanOrEqual(2);
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
