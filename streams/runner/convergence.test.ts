import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { settleAccounts } from '#db/ledger/settle.ts';
import { changeInstallation } from '#db/park/change-installation.ts';
import { smallPark } from '#db/park/small-park.fixture.ts';
import { takeBackChange } from '#db/park/take-back-change.ts';
import { fileRegistersOf, selectInstallations } from '#db/queries/installations.ts';
import { isoFromInstant } from '#domain/park/file-values.ts';
import { newestChange } from '#domain/park/newest-change.ts';
import type { ParkFile } from '#domain/park/park-file.ts';
import { instantMs } from '#domain/time/instant.ts';
import { figuresOf } from '#domain/twin/figures.ts';
import { exactFromFen, fen } from '#domain/units/money.ts';
import type { ShardWriter } from './shard-writer.ts';
import { type Bench, createBench, message } from './testing/bench.ts';
import { type Life, renamed, type Sent, sentBy } from './testing/scenario.ts';
import { accrualFaults, segmentFaults, settleFaults, stateOf } from './testing/state.ts';

let bench: Bench;
let runs = 0;

beforeAll(async () => {
  bench = await createBench();
});
afterAll(() => bench[Symbol.asyncDispose]());

const at = (text: string): number => Temporal.Instant.from(text).epochMilliseconds;
/** The fixture's meters: a master at 8000, a tenant's meter replaced on 20 October, its successor, a water meter. */
const lives = (suffix: string): readonly Life[] => [
  { serial: `E-1-${suffix}`, from: at('2026-10-29T20:00:00+08:00'), maxRate: 1_040, start: 120.6, field: 'importKWh' },
  { serial: `E-2-${suffix}`, from: at('2026-10-18T22:00:00+08:00'), maxRate: 4_000, start: 40, field: 'importKWh' },
  { serial: `E-3-${suffix}`, from: at('2026-10-20T10:00:00+08:00'), maxRate: 4_000, start: 0.2, field: 'importKWh' },
  { serial: `W-1-${suffix}`, from: at('2026-10-31T20:00:00+08:00'), maxRate: 16_000, start: 3.2, field: 'volumeM3' },
];

const name = { zh: '样', en: 'sample' };
const hours = (first: number) => Array.from({ length: 24 }, (_, hour) => `0.${String(first + hour * 1_234_567).padStart(8, '0')}`);

/** The fixture with prices of every kind: tiers of a month and a year on electricity, over-quota on water, and the master at prices by the clock. */
const priced = (file: ParkFile): ParkFile => {
  const [tou, water] = file.tariffs;
  const [version] = tou?.versions ?? [];
  if (!tou || !water || !version) throw new Error('the fixture has two tariffs');
  const tiers = (from: string, limits: readonly string[]) => ({ from, limits, surcharges: ['0', '0.05', '0.31234567'] });
  return {
    ...file,
    accounts: file.accounts.map((account) => ({ ...account, ...(account.code === 'T1' ? { waterQuotaM3: '1', households: 2 } : {}) })),
    tariffs: [
      {
        ...tou,
        steps: [
          { code: 'tier', name, window: 'year', of: 'limits', versions: [tiers('2026-01-01', ['40', '90'])] },
          { code: 'summer', name, window: 'month', of: 'limits', versions: [tiers('2026-01-01', ['10', '400'])] },
        ],
      },
      { ...water, steps: [{ code: 'overQuota', name, window: 'month', of: 'quota', versions: [tiers('2026-01-01', ['100', '120'])] }] },
      {
        ...tou,
        code: 'market',
        versions: [{ ...version, vectors: [{ code: 'market', name, days: [{ from: '2026-01-01', prices: hours(123) }] }] }],
      },
    ],
    points: file.points.map((point) =>
      point.code === 'G' ? { ...point, assignments: point.assignments.map((one) => ({ ...one, tariff: 'market' })) } : point,
    ),
  };
};

/** The fixture with a second price version and another CT ratio, both from the middle of what the meters send. */
const withChanges = (file: ParkFile): ParkFile => ({
  ...file,
  tariffs: file.tariffs.map((tariff) => {
    const first = tariff.versions[0];
    if (first && tariff.code === 'market') {
      const spot = { from: '2026-10-30', to: '2026-10-31', prices: hours(777_777) };
      const vectors = (first.vectors ?? []).map((vector) => ({ ...vector, days: [...vector.days, spot] }));
      return { ...tariff, versions: [{ ...first, vectors }] };
    }
    if (!first || tariff.code !== 'tou') return tariff;
    const steps = (tariff.steps ?? []).map((step) => ({
      ...step,
      versions: [...step.versions, { from: '2026-10-23', limits: ['35', '80'], surcharges: ['0.01', '0.07', '0.2'] }],
    }));
    const dearer = first.components.map((component) => ({ ...component, prices: { ...component.prices, flat: '0.51234567' } }));
    return { ...tariff, steps, versions: [...tariff.versions, { ...first, validFrom: '2026-10-21', components: dearer }] };
  }),
  installations: file.installations.flatMap((installation) => {
    if (!installation.device.startsWith('E-3')) return [installation];
    const change = '2026-10-22T09:07:30+08:00';
    const { to: _, end: __, ...open } = installation;
    return [
      { ...open, to: change, end: { importKWh: '25' } },
      { ...open, from: change, ratio: '40', start: { importKWh: '25' } },
    ];
  }),
});

const MISTAKE_AT = '2026-10-23T03:10:20+08:00';
let mistakes = 0;

/** What hangs at P1 gets transformers it never had, or is said to be down; answers that there is something to take back. */
const changeByMistake = async (park: string): Promise<boolean> => {
  const running = (await selectInstallations(bench.db.pool, park, 'P1')).find(({ to }) => to === null);
  if (!running) throw new Error('no meter hangs at P1');
  const [device, point] = [running.serial, 'P1'];
  const changed = await changeInstallation(
    bench.db.pool,
    {
      park,
      point,
      running: running.id,
      ended: {
        device,
        point,
        from: isoFromInstant(running.from),
        to: MISTAKE_AT,
        ratio: String(running.ratioMilli / 1_000),
        start: fileRegistersOf(running.start, 'electricity'),
        end: { importKWh: '26.5' },
      },
      begun: mistakes++ % 2 === 0 ? { device, point, from: MISTAKE_AT, ratio: '77', start: { importKWh: '26.5' } } : null,
      device: null,
      photos: [],
    },
    { actor: 'test', clock: { now: () => bench.now } },
  );
  if (changed.type === 'refused') throw new Error(JSON.stringify(changed.faults));
  return true;
};

/** Answers that nothing is left to be taken back. */
const takeBack = async (park: string): Promise<boolean> => {
  const change = newestChange(await selectInstallations(bench.db.pool, park, 'P1'));
  const seen = { park, point: 'P1', ended: change?.ended?.id ?? null, begun: change?.begun?.id ?? null, reason: 'a slip of the pen' };
  const done = await takeBackChange(bench.db.pool, seen, { actor: 'test', clock: { now: () => bench.now } });
  if (done.type === 'refused') throw new Error(done.why);
  return false;
};

interface Way {
  readonly file: ParkFile;
  /** Batches in the order they come; after each, what happens before the next. */
  readonly batches: readonly {
    readonly messages: readonly Sent[];
    readonly after: 'go' | 'crash' | 'refold' | 'rush' | 'change' | 'settle' | 'mistake';
  }[];
}

const live = async (suffix: string, way: Way): Promise<Record<string, readonly unknown[]>> => {
  await bench.importPark(way.file);
  let { writer, late } = await bench.start();
  let mistaken = false;
  const mistake = async () => {
    bench.now = instantMs(bench.now + 1);
    mistaken = mistaken ? await takeBack(way.file.park.code) : await changeByMistake(way.file.park.code);
  };
  for (const { messages, after } of way.batches) {
    if (after === 'rush') bench.now = instantMs(bench.now + PATIENCE_MS);
    await writer.write(messages.map((sent) => message(sent.payload)));
    // Devices that have waited long are folded although more keeps coming.
    if (after === 'rush') for (let pieces = 0; pieces < 3; pieces++) await late.piece(bench.now);
    if (after === 'crash') ({ writer, late } = await bench.start());
    if (after === 'mistake' || (after === 'change' && mistaken)) await mistake();
    if (after === 'change') await bench.importPark(renamed(withChanges(priced(smallPark())), suffix));
    if (after === 'refold') await bench.settle(late);
    if (after === 'settle') await settleAccounts(bench.db.pool, { now: () => bench.now });
  }
  if (mistaken) await mistake();
  await bench.settle(late);
  await settleAccounts(bench.db.pool, { now: () => bench.now });
  const state = await stateOf(bench.db.pool, way.file.park.code, suffix);
  // What an account has left, to the 1e-11 yuan: in the memory that saw it all, and in one that starts from what is stored.
  const balances = (shard: ShardWriter) =>
    [...shard.registry.twins()].flatMap((twin) =>
      [...twin.accounts.values()].map((account) => {
        const { unposted, steps } = figuresOf(twin, account, bench.now);
        return [account.account.code, String(exactFromFen(fen(account.posted)) + unposted), String(steps.total), String(account.accrued)];
      }),
    );
  const live = balances(writer);
  const { writer: fresh } = await bench.start();
  expect(balances(fresh)).toEqual(live);
  await bench.rows('update park set shard = 99 where code = $1', [way.file.park.code]);
  return { ...state, balances: live };
};

const RUNS = 8;
const PATIENCE_MS = 20_000;

const firstDifference = (what: string, a: readonly unknown[], b: readonly unknown[]): unknown => {
  for (let i = 0; i < Math.max(a.length, b.length); i++)
    if (JSON.stringify(a[i]) !== JSON.stringify(b[i])) return { what, i, of: [a.length, b.length], straight: a[i], crooked: b[i] };
  return null;
};

const scenario = fc.record({
  sent: fc.tuple(...lives('x').map(sentBy)),
  shuffle: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 400, maxLength: 400 }),
  repeats: fc.array(fc.nat(1_000), { maxLength: 30 }),
  splits: fc.array(
    fc.record({
      size: fc.integer({ min: 1, max: 40 }),
      after: fc.constantFrom('go', 'go', 'rush', 'rush', 'crash', 'refold', 'change', 'settle', 'settle', 'mistake', 'mistake'),
    }),
    {
      minLength: 8,
      maxLength: 20,
    },
  ),
  disorder: fc.constantFrom(0.02, 0.3, 1),
});

test('law 2: any order, any repeats, any batches, crashes, settlements, changes of price and ratio, and changes of a meter that are taken back in between end in the same state, bit for bit', async () => {
  await fc.assert(
    fc.asyncProperty(scenario, async ({ sent, shuffle, repeats, splits, disorder }) => {
      const run = ++runs;
      const inOrder = sent.flat().sort((a, b) => a.at - b.at);
      const named = (messages: readonly Sent[], suffix: string) =>
        messages.map((message) => ({ ...message, payload: message.payload.replaceAll('-x"', `-${suffix}"`) }));
      const straight = await live(`a${run}`, {
        file: renamed(withChanges(priced(smallPark())), `a${run}`),
        batches: named(inOrder, `a${run}`).map((message) => ({ messages: [message], after: 'go' as const })),
      });
      const keyed = inOrder.map((message, i) => ({ message, key: i / inOrder.length + disorder * (shuffle[i] ?? 0) }));
      const mixed = keyed.sort((a, b) => a.key - b.key).map(({ message }) => message);
      for (const repeat of repeats) mixed.splice(repeat % mixed.length, 0, mixed[(repeat * 7) % mixed.length] ?? (mixed[0] as Sent));
      const batches: Way['batches'][number][] = [];
      for (let i = 0, n = 0; i < mixed.length; n++) {
        const { size, after } = splits[n % splits.length] ?? { size: 5, after: 'go' as const };
        batches.push({ messages: named(mixed.slice(i, i + size), `b${run}`), after: after as 'go' });
        i += size;
      }
      batches.push({ messages: [], after: 'change' });
      const crooked = await live(`b${run}`, { file: renamed(priced(smallPark()), `b${run}`), batches });
      for (const what of Object.keys(straight)) expect(firstDifference(what, straight[what] ?? [], crooked[what] ?? [])).toBeNull();
      expect(await accrualFaults(bench.db.pool)).toEqual([]);
      expect(await segmentFaults(bench.db.pool)).toEqual([]);
      expect(await settleFaults(bench.db.pool)).toEqual([]);
    }),
    { numRuns: RUNS, endOnFailure: true, interruptAfterTimeLimit: 240_000, markInterruptAsFailure: false },
  );
}, 300_000);
