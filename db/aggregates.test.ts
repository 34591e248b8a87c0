import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Clock } from '#domain/time/clock.ts';
import { HOUR_MS, instantMs, SLOT_MS } from '#domain/time/instant.ts';
import { advanceAggregates, together } from './aggregate-job.ts';
import { ensureZoneAggregates, MARK_AGGREGATES, refreshAggregates, zoneViews } from './aggregates.ts';
import { withTransaction } from './pool.ts';
import { freshDatabase, type TestDatabase } from './testing.ts';

const ZONES = ['Asia/Shanghai', 'Asia/Kathmandu', 'America/St_Johns'];
const at = (text: string): number => Date.parse(text);
const clockAt = (text: string): Clock => ({ now: () => instantMs(at(text)) });
const BUDGET_MS = 60_000;

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
  for (const zone of ZONES) await ensureZoneAggregates(db.pool, zone);
  await db.pool.query(`
    insert into org_unit (kind, code, name_zh, name_en) values ('group', 'g', 'g', 'g');
    insert into park (org_unit_id, code, name_zh, name_en, zone) values (1, 'p', 'p', 'p', 'Asia/Shanghai');
    insert into point (park_id, code, name_zh, name_en, medium, role) select 1, i, 'x', 'x', 'electricity', (array['tenant', 'grid', 'public'])[1 + i % 3]
    from generate_series(1, 9) i`);
});
beforeEach(() => emptyAll());
afterAll(() => db.stop());

const emptyAll = async (): Promise<void> => {
  const views = ['slot_hour', ...ZONES.flatMap((zone) => [zoneViews(zone).day, zoneViews(zone).month, zoneViews(zone).parkDay])];
  const stored = views.map((view) => view.replace(/^slot_(hour|day|month|park_day)/, '$&_stored'));
  for (const table of ['slot', 'aggregate_dirty', ...stored]) await db.pool.query(`truncate ${table}`);
  await db.pool.query("update aggregate_state set refreshed_to = '-infinity'");
};

interface Slot {
  readonly point: number;
  readonly start: number;
  readonly quantity: number;
}

/** A park's whole days of a zone beside the same sums straight from the slots; answers how many there are. */
const expectParkDaysToAgree = async (zone: string, before: string): Promise<number> => {
  const sums = 'sum(quantity)::float8 as quantity, sum(charge)::text as charge, min(quality) as quality';
  const rows = await rowsOf(
    `select day, park_id, role, register, ${sums} from ${zoneViews(zone).parkDay} group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
  );
  expect(rows).toEqual(
    await rowsOf(`
      select date_trunc('day', start, '${zone}') as day, park_id, role, register, ${sums} from slot join point on point.id = point_id
      where start < date_trunc('day', '${before}'::timestamptz, '${zone}') group by 1, 2, 3, 4 order by 1, 2, 3, 4`),
  );
  return rows.length;
};

/** As the store does it: slots and marks in one transaction. */
const write = (slots: readonly Slot[]): Promise<void> =>
  withTransaction(db.pool, async (client) => {
    const starts = slots.map((slot) => slot.start);
    await client.query(
      `insert into slot (point_id, register, start, installation_id, quantity, quality, window_max, day, charge)
       select p, 0, to_timestamp(s / 1000.0::float8), 1, q, q % 3, q + 1, '2026-10-01', q * 100000000000
       from unnest($1::int[], $2::float8[], $3::bigint[]) as t(p, s, q)
       on conflict (point_id, register, start, installation_id) do update set quantity = excluded.quantity, quality = excluded.quality,
         window_max = excluded.window_max, charge = excluded.charge`,
      [slots.map((slot) => slot.point), starts, slots.map((slot) => slot.quantity)],
    );
    await client.query(MARK_AGGREGATES, [starts]);
  });

const SUMS =
  'point_id, register, sum(quantity)::float8 as quantity, sum(charge)::text as charge, min(quality) as quality, max(window_max) as window_max';
const rowsOf = async (text: string): Promise<unknown[]> => (await db.pool.query(text)).rows;

/** Every view beside the same sums straight from the slots. */
const expectViewsToAgree = async (): Promise<void> => {
  const hours = await rowsOf(`select hour, ${SUMS} from slot_hour group by 1, 2, 3 order by 1, 2`);
  expect(hours).toEqual(await rowsOf(`select time_bucket('1 hour', start) as hour, ${SUMS} from slot group by 1, 2, 3 order by 1, 2`));
  for (const zone of ZONES) {
    const views = zoneViews(zone);
    for (const [unit, view] of [
      ['day', views.day],
      ['month', views.month],
    ]) {
      const rows = await rowsOf(`select ${unit} as start, ${SUMS} from ${view} group by 1, 2, 3 order by 1, 2`);
      expect(rows).toEqual(
        await rowsOf(`select date_trunc('${unit}', start, '${zone}') as start, ${SUMS} from slot group by 1, 2, 3 order by 1, 2`),
      );
    }
  }
};
const ageMarks = async (): Promise<void> => void (await db.pool.query("update aggregate_dirty set marked_at = '2020-01-01'"));
const day = (text: string, points = 3): Slot[] =>
  Array.from({ length: 96 * points }, (_, i) => ({
    point: 1 + (i % points),
    start: at(`${text}T00:00Z`) + Math.floor(i / points) * SLOT_MS,
    quantity: i,
  }));

describe('boards read the sum of all slots', () => {
  test('before anything is aggregated', async () => {
    await write(day('2026-09-30'));
    await expectViewsToAgree();
  });

  test('after each run, and for what has come since', async () => {
    await write([...day('2026-09-29'), ...day('2026-09-30'), ...day('2026-10-01')]);
    expect(await advanceAggregates(db.pool, clockAt('2026-10-01T23:50Z'), BUDGET_MS)).toMatchObject({ dirtyDays: 0, lagMs: 0 });
    await expectViewsToAgree();
    await write(day('2026-10-02'));
    await expectViewsToAgree();
    await advanceAggregates(db.pool, clockAt('2026-10-02T23:50Z'), BUDGET_MS);
    await expectViewsToAgree();
  });

  test('after late slots, once their days are made good at every level', async () => {
    await write([...day('2026-08-31'), ...day('2026-09-30'), ...day('2026-10-01')]);
    await advanceAggregates(db.pool, clockAt('2026-10-02T23:50Z'), BUDGET_MS);
    await write([{ point: 1, start: at('2026-08-31T10:15Z'), quantity: 7_000 }]);
    await write([{ point: 9, start: at('2026-07-31T18:30Z'), quantity: 11 }]);
    await ageMarks();
    expect(await advanceAggregates(db.pool, clockAt('2026-10-02T23:51Z'), BUDGET_MS)).toMatchObject({ dirtyDays: 0 });
    await expectViewsToAgree();
    for (const zone of ZONES) expect(await expectParkDaysToAgree(zone, '2026-10-02T23:00Z')).toBeGreaterThan(9);
  });

  test('after an explicit refresh of the touched stretch', async () => {
    await write([...day('2026-09-15'), ...day('2026-09-30')]);
    await advanceAggregates(db.pool, clockAt('2026-10-02T23:50Z'), BUDGET_MS);
    await write([{ point: 2, start: at('2026-09-15T20:00Z'), quantity: 5_000 }]);
    await refreshAggregates(db.pool, { from: instantMs(at('2026-09-15T20:00Z')), to: instantMs(at('2026-09-15T20:15Z')) });
    await expectViewsToAgree();
  });

  test('whatever the order of writes and runs', async () => {
    const slot = fc.record({
      point: fc.integer({ min: 1, max: 3 }),
      start: fc.nat(4 * 96).map((index) => at('2026-09-29T00:00Z') + index * SLOT_MS),
      quantity: fc.nat(1_000_000),
    });
    const step = fc.oneof(
      fc.uniqueArray(slot, { minLength: 1, maxLength: 20, selector: (s) => `${s.point}/${s.start}` }),
      fc.constant('run' as const),
    );
    const property = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      await emptyAll();
      let now = at('2026-09-30T00:40Z');
      for (const action of steps) {
        if (action !== 'run') await write(action);
        else await advanceAggregates(db.pool, { now: () => instantMs(now) }, BUDGET_MS);
        now += 11 * HOUR_MS;
      }
      await ageMarks();
      await advanceAggregates(db.pool, { now: () => instantMs(now) }, BUDGET_MS);
      await expectViewsToAgree();
    });
    await fc.assert(property, { numRuns: 8 });
  });
});

describe('a run', () => {
  test('ends when its time is up and goes on from there', async () => {
    await write([...day('2026-09-29'), ...day('2026-09-30')]);
    let now = at('2026-10-01T23:50Z');
    const slow: Clock = {
      now: () => {
        now += 1_000;
        return instantMs(now);
      },
    };
    const first = await advanceAggregates(db.pool, slow, 5_000);
    expect(first.lagMs).toBeGreaterThan(0);
    await expectViewsToAgree();
    const second = await advanceAggregates(db.pool, clockAt('2026-10-01T23:50Z'), BUDGET_MS);
    expect(second.lagMs).toBe(0);
    await expectViewsToAgree();
  });

  test('leaves days alone that late slots are still coming into', async () => {
    await write([...day('2026-09-29'), ...day('2026-09-30')]);
    await advanceAggregates(db.pool, clockAt('2026-10-01T23:50Z'), BUDGET_MS);
    await write(day('2026-09-29', 1));
    await db.pool.query("update aggregate_dirty set marked_at = '2026-10-01T23:50:40Z'");
    expect((await advanceAggregates(db.pool, clockAt('2026-10-01T23:51Z'), BUDGET_MS)).dirtyDays).toBe(1);
    expect((await advanceAggregates(db.pool, clockAt('2026-10-01T23:52Z'), BUDGET_MS)).dirtyDays).toBe(0);
  });

  test('finds slots of a transaction that was open when it passed them', async () => {
    await write(day('2026-09-30'));
    const late = await db.pool.connect();
    await advanceAggregates(db.pool, clockAt('2026-09-30T17:10Z'), BUDGET_MS);
    await late.query(
      "insert into slot (point_id, register, start, installation_id, quantity, quality, day) values (5, 0, '2026-09-30T15:45Z', 1, 9, 0, '2026-09-30')",
    );
    late.release();
    for (const now of ['2026-09-30T17:11Z', '2026-09-30T17:40Z', '2026-09-30T19:40Z'])
      await advanceAggregates(db.pool, clockAt(now), BUDGET_MS);
    await expectViewsToAgree();
  });

  test('does nothing when nothing has come', async () => {
    await write([...day('2026-09-29'), ...day('2026-09-30')]);
    expect((await advanceAggregates(db.pool, clockAt('2026-10-01T23:50Z'), BUDGET_MS)).calls).toBeGreaterThan(10);
    expect((await advanceAggregates(db.pool, clockAt('2026-10-01T23:51Z'), BUDGET_MS)).calls).toBeLessThanOrEqual(2);
  });

  test('takes no mark for slots that are not late', async () => {
    await write(day('2026-09-30'));
    await advanceAggregates(db.pool, clockAt('2026-09-30T12:40Z'), BUDGET_MS);
    await write([{ point: 1, start: at('2026-09-30T12:00Z'), quantity: 1 }]);
    expect(await rowsOf('select day from aggregate_dirty')).toEqual([]);
    await write([{ point: 1, start: at('2026-09-30T11:45Z'), quantity: 1 }]);
    expect(await rowsOf('select day from aggregate_dirty')).toEqual([{ day: '2026-09-30' }]);
  });
});

test('a park that brings a zone of its own gets its views by the next run at the latest', async () => {
  await db.pool.query("insert into park (org_unit_id, code, name_zh, name_en, zone) values (1, 'q', 'q', 'q', 'Asia/Almaty')");
  await advanceAggregates(db.pool, clockAt('2026-10-01T23:50Z'), BUDGET_MS);
  expect(await rowsOf(`select * from ${zoneViews('Asia/Almaty').month}`)).toEqual([]);
});

test('the views of a zone are made once', async () => {
  const views = await ensureZoneAggregates(db.pool, 'Asia/Shanghai');
  expect(views).toMatchObject({ zone: 'Asia/Shanghai', day: 'slot_day_asia_shanghai', month: 'slot_month_asia_shanghai' });
  expect(zoneViews('Etc/GMT+8').day).not.toBe(zoneViews('Etc/GMT-8').day);
  await expect(ensureZoneAggregates(db.pool, "Mars'; drop table slot; --")).rejects.toThrow('has no name for a view');
});

test('dirty days that follow each other are made good together, eight at most', () => {
  const HOURS_24 = 24 * HOUR_MS;
  const days = [0, 1, 2, 5, ...Array.from({ length: 9 }, (_, i) => 10 + i)].map((n) => ({
    from: instantMs(n * HOURS_24),
    to: instantMs((n + 1) * HOURS_24),
    ids: [String(n)],
  }));
  expect(together(days).map((group) => group.ids.length)).toEqual([3, 1, 8, 1]);
});
