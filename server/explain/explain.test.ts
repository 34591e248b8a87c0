import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SLOT_MS } from '#domain/time/instant.ts';
import type { Bench } from '#streams/runner/testing/bench.ts';
import { accrualFaults } from '#streams/runner/testing/state.ts';
import { accountKey, type Principal } from '../access/principal.ts';
import { appRouter } from '../trpc/router.ts';
import { createCallerFactory, type Services } from '../trpc/trpc.ts';
import { createScenario } from './scenario.fixture.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await createScenario();
}, 60_000);
afterAll(() => bench[Symbol.asyncDispose]());

const NOBODY = {
  admin: false,
  manages: new Set<string>(),
  oversees: new Set<string>(),
  collects: new Set<string>(),
  shows: new Set<string>(),
  holds: new Set<string>(),
};
const user = (access: Partial<typeof NOBODY>): Principal => ({
  type: 'user',
  id: 'u',
  name: 'u',
  email: 'u@x',
  access: { ...NOBODY, ...access },
});
const manager = user({ manages: new Set(['small']) });
const tenant = user({ holds: new Set([accountKey('small', 'T1')]) });
const callerOf = (principal: Principal) =>
  // Only the database is asked.
  createCallerFactory(appRouter)({ principal, services: { db: bench.db.pool, clock: { now: () => bench.now } } as unknown as Services });

const span = { from: '2026-10-01', to: '2026-11-30' };
/** 1e-11 yuan. */
const exactOf = (text: string): bigint => BigInt(text.replace('.', ''));
const sumOf = (list: readonly { readonly chargeYuan: string }[]): bigint =>
  list.reduce((sum, { chargeYuan }) => sum + exactOf(chargeYuan), 0n);
const instantOf = (text: string): number => Temporal.Instant.from(text).epochMilliseconds;

const allCharges = async (account: string) => {
  const caller = callerOf(manager);
  const lines = [];
  for (let after: string | undefined; ; ) {
    const page = await caller.explain.charges({ account, ...span, limit: 7, ...(after === undefined ? {} : { after }) });
    lines.push(...page.lines);
    if (page.next === null) return { ...page, lines };
    after = page.next;
  }
};

type Line = Awaited<ReturnType<typeof allCharges>>['lines'][number];
const slotsOf = async (account: string, line: Line) => {
  const caller = callerOf(manager);
  const slots = [];
  for (let after: string | undefined; ; ) {
    const page = await caller.explain.slots({
      account,
      point: line.point,
      from: line.day,
      to: line.day,
      ...(line.version === null ? {} : { version: line.version }),
      ...(line.period === null ? {} : { period: line.period }),
      limit: 11,
      ...(after === undefined ? {} : { after }),
    });
    slots.push(...page.slots);
    if (page.next === null) return { ...page, slots };
    after = page.next;
  }
};

/** Half up, by unbounded arithmetic of its own. */
const halfUp = (n: bigint, d: bigint): bigint => (2n * n + d) / (2n * d);
type Slot = Awaited<ReturnType<ReturnType<typeof callerOf>['explain']['slot']>>;
/** A slot's quantity from nothing but the registers shown, the ratio shown and the instants. */
const reckoned = ({ pieces, readings, installation }: Slot): bigint => {
  const [whole = '', part = ''] = installation.ratio.split('.');
  const ratio = BigInt(`${whole}${part.padEnd(3, '0')}`);
  const primary = (at: number): bigint => {
    const register = readings.findLast((reading) => reading.at === at)?.register ?? '';
    return halfUp(BigInt(register.replace('.', '')) * ratio, 1_000_000n);
  };
  const boundary = ({ at, before, after }: Slot['pieces'][number]['from']): bigint => {
    if (after === null) return primary(before);
    return primary(before) + halfUp((primary(after) - primary(before)) * BigInt(at - before), BigInt(after - before));
  };
  return pieces.reduce((sum, { from, to }) => sum + boundary(to) - boundary(from), 0n);
};

describe('every accrual', () => {
  test.each(['T1', 'T2', 'GRID'])(
    'of %s opens to slots that sum to it, and each slot to registers that make its quantity',
    async (code) => {
      const account = `small:${code}`;
      const caller = callerOf(manager);
      const { lines, tiers, rounding, totals } = await allCharges(account);
      const stored = await bench.rows(
        `select sum(charge)::text as charge, count(*)::int as lines, sum(slots)::int as slots from accrual
       where account_id = (select id from account where code = $1)`,
        [code],
      );
      expect([String(sumOf(lines)), lines.length]).toEqual([stored[0]?.charge, stored[0]?.lines]);
      expect(exactOf(rounding.exactYuan)).toBe(sumOf(lines) + sumOf(tiers));
      expect(totals.reduce((sum, { slots }) => sum + slots, 0)).toBe(stored[0]?.slots);
      let opened = 0;
      for (const line of lines) {
        expect(line.agrees).toBe(true);
        expect(sumOf(line.components)).toBe(exactOf(line.chargeYuan));
        const { slots, sums, accrual, agrees } = await slotsOf(account, line);
        expect([agrees, slots.length, sums.quantity, accrual.slots]).toEqual([true, line.slots, line.quantity, line.slots]);
        expect(slots.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(line.quantity);
        expect(sumOf(slots)).toBe(exactOf(line.chargeYuan));
        for (const { start, installation, quantity, quality, price, chargeYuan } of slots) {
          // Days of one straight line: some of it tell all of it.
          if (quality === 'estimated' && (start / SLOT_MS) % 11 !== 0) continue;
          const slot = await caller.explain.slot({ account, point: line.point, start, installation });
          expect({ ...slot, quantity: Number(reckoned(slot)) }).toMatchObject({ start, quantity, agrees: true, pending: false });
          expect(slot.pieces.reduce((sum, piece) => sum + piece.quantity, 0)).toBe(quantity);
          expect(BigInt(quantity) * BigInt((price ?? '').replace('.', ''))).toBe(exactOf(chargeYuan));
          for (const piece of slot.pieces)
            for (const edge of [piece.from, piece.to]) expect(edge.formula.endsWith(` = ${edge.register}`)).toBe(true);
          opened++;
        }
      }
      expect(opened).toBeGreaterThan(10);
      expect(await accrualFaults(bench.db.pool)).toEqual([]);
    },
    120_000,
  );

  test('by part of the price sums to the whole', async () => {
    const caller = callerOf(manager);
    const whole = await caller.explain.charges({ account: 'small:T1', ...span, period: 'valley' });
    const parts = await Promise.all(
      ['td', 'purchase'].map((component) => caller.explain.charges({ account: 'small:T1', ...span, period: 'valley', component })),
    );
    expect(parts.reduce((sum, part) => sum + exactOf(part.rounding.exactYuan), 0n)).toBe(exactOf(whole.rounding.exactYuan));
    expect(exactOf(whole.rounding.exactYuan)).toBeGreaterThan(0n);
    // Rounded once, and what it moved is told.
    expect(exactOf(`${whole.rounding.yuan}000000000`) - exactOf(whole.rounding.exactYuan)).toBe(exactOf(whole.rounding.lostYuan));
  });

  test('names the version that priced it, with its document', async () => {
    const { lines, versions } = await callerOf(manager).explain.charges({ account: 'small:T1', ...span, from: '2026-10-21', point: 'P1' });
    const used = versions.find(({ id }) => id === lines[0]?.version);
    expect(used).toMatchObject({ tariff: 'tou', validFrom: '2026-10-21', source: 'document 2', validTo: null });
  });
});

describe('a slot', () => {
  const slot = (start: string) => callerOf(manager).explain.slot({ account: 'small:T1', point: 'P1', start: instantOf(start) });

  test('in which the CT was changed is two rows, one a ratio', async () => {
    const start = instantOf('2026-10-22T09:00:00+08:00');
    const { slots } = await callerOf(manager).explain.slots({ account: 'small:T1', point: 'P1', from: '2026-10-22', to: '2026-10-22' });
    expect(slots.filter((one) => one.start === start)).toHaveLength(2);
    const opened = await slot('2026-10-22T09:00:00+08:00');
    expect(opened.installation).toMatchObject({ ratio: '30', endRegister: '25.000000' });
    expect(opened.readings.at(-1)).toMatchObject({ register: '25.000000', raw: null, receivedAt: null });
  });

  test('over a gap that was filled later is measured, and both edges name the late readings', async () => {
    const { readings, quality } = await slot('2026-10-21T12:00:00+08:00');
    expect(quality).toBe('interpolated');
    expect(readings.every(({ at }) => Math.abs(at - instantOf('2026-10-21T12:07:30+08:00')) < 16 * 60_000)).toBe(true);
  });

  test('shows doubtful readings that count nowhere, and what a person chose', async () => {
    expect((await slot('2026-10-19T03:00:00+08:00')).doubts.map(({ verdict, register }) => [verdict, register])).toEqual([
      ['conflict', '43.000000'],
      ['conflict', '42.500000'],
    ]);
    expect((await slot('2026-10-20T20:00:00+08:00')).doubts.map(({ verdict }) => verdict)).toEqual(['outlier']);
    const chosen = await slot('2026-10-20T12:00:00+08:00');
    expect(chosen.doubts).toEqual([expect.objectContaining({ decided: true, register: '1.238000', verdict: null })]);
  });

  test('of somebody else is not there', async () => {
    const asked = { account: 'small:T2', point: 'P1', start: instantOf('2026-10-19T03:00:00+08:00') };
    await expect(callerOf(manager).explain.slot(asked)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(callerOf(tenant).explain.slot(asked)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('a reading', () => {
  const open = async (principal: Principal, point: string, start: string) => {
    const caller = callerOf(principal);
    const key = { account: 'small:T1', point, start: instantOf(start) };
    const { readings } = await caller.explain.slot(key);
    const [first] = readings.filter(({ raw }) => raw !== null);
    if (!first) throw new Error('no reading with a message');
    return { first, message: await caller.explain.message({ ...key, at: first.at }) };
  };

  test('opens to the bytes that brought it', async () => {
    const { first, message } = await open(tenant, 'P1', '2026-10-19T05:00:00+08:00');
    if (!message.kept) throw new Error('not kept');
    expect(message).toMatchObject({ topic: 'twin/v1/gw/up', place: 0, others: 0, receivedAt: first.receivedAt });
    expect(message.own).toEqual([expect.objectContaining({ at: first.at, import: first.register })]);
    expect(JSON.parse(message.payload?.text ?? '').readings[0]).toMatchObject({ sn: 'E-2', importKWh: first.register });
    expect(message.payload?.text.length).toBe(message.bytes);
  });

  test('in a message with other people’s meters is opened to those who run the park, and else only as far as it is one’s own', async () => {
    const { message } = await open(tenant, 'W1', '2026-10-25T03:00:00+08:00');
    if (!message.kept) throw new Error('not kept');
    expect(message).toMatchObject({ payload: null, others: 1 });
    expect(message.own).toHaveLength(1);
    const { message: whole } = await open(manager, 'W1', '2026-10-25T03:00:00+08:00');
    if (!whole.kept) throw new Error('not kept');
    expect(whole.payload?.text).toContain('E-1');
    expect(whole.sha256).toBe(message.sha256);
    const wall = await open(user({ shows: new Set(['small']) }), 'W1', '2026-10-25T03:00:00+08:00');
    expect(wall.message).toMatchObject({ payload: null });
  });

  test('that is not one of the slot’s is not opened by way of it', async () => {
    const asked = {
      account: 'small:T1',
      point: 'P1',
      start: instantOf('2026-10-19T05:00:00+08:00'),
      at: instantOf('2026-10-19T20:00:00+08:00'),
    };
    await expect(callerOf(tenant).explain.message(asked)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('whose message is no longer kept says so', async () => {
    const key = { account: 'small:T1', point: 'P1', start: instantOf('2026-10-19T06:00:00+08:00') };
    const { readings } = await callerOf(tenant).explain.slot(key);
    const raw = readings[0]?.raw;
    await bench.rows('delete from raw where id = $1', [raw?.id]);
    expect(await callerOf(tenant).explain.message({ ...key, at: readings[0]?.at ?? 0 })).toMatchObject({ kept: false, rawId: raw?.id });
  });
});
