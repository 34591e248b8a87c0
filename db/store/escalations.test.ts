import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type InstantMs, instantMs, MINUTE_MS } from '#domain/time/instant.ts';
import { smallPark } from '../park/small-park.fixture.ts';
import { writePark } from '../park/write-park.ts';
import { type AlarmAct, acknowledgeAlarm, muteAlarm } from '../queries/alarm-acts.ts';
import { selectAlarmDetail } from '../queries/alarm-history.ts';
import { takeBackEscalation } from '../queries/escalate.ts';
import { freshDatabase, type TestDatabase } from '../testing.ts';
import { escalateDue, openEscalations } from './escalations.ts';

/** When the alarm of each test was opened. */
const OPENED = Date.UTC(2026, 10, 22, 2);
const later = (minutes: number): InstantMs => instantMs(OPENED + minutes * MINUTE_MS);
const PARK = [1];
const SUBJECT = { type: 'open', kind: 'SUPPLY_CUT', subject: 'account', subjectId: 1 } as const;

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db[Symbol.asyncDispose]());

const importPark = async (escalateAfterMinutes?: number) => {
  const file = smallPark();
  const park = { ...file.park, ...(escalateAfterMinutes === undefined ? {} : { escalateAfterMinutes }) };
  const written = await writePark(db.pool, { ...file, park }, { actor: 'test', clock: { now: () => later(0) } });
  if (written.type === 'refused') throw new Error('refused');
};
const open = (severity = 'critical') =>
  db.pool.query(
    `insert into alarm (park_id, kind, severity, subject, subject_id, opened_at)
     values (1, 'SUPPLY_CUT', $1, 'account', 1, to_timestamp($2::float8 / 1000))`,
    [severity, OPENED],
  );
const due = (minutes: number) => escalateDue(db.pool, PARK, later(minutes));
const act = (minutes: number): AlarmAct => ({ park: 'small', alarm: SUBJECT, actor: 'user:1', at: later(minutes) });
const dueAt = async () => (await selectAlarmDetail(db.pool, 'small', SUBJECT))?.escalatesAt ?? null;

beforeEach(async () => {
  await importPark();
  await db.pool.query('delete from alarm');
  await db.pool.query('delete from audit');
});

describe('a critical alarm that nobody acknowledges', () => {
  test('escalates by itself after thirty minutes, once, and is written down', async () => {
    await open();
    expect(await dueAt()).toBe(later(30));
    expect([await due(29.9), await due(30), await due(31)]).toEqual([0, 1, 0]);
    expect(await openEscalations(db.pool, PARK)).toEqual([{ parkId: 1, key: 'SUPPLY_CUT|account|1', at: later(30) }]);
    const { rows } = await db.pool.query('select actor, action from audit');
    expect(rows).toEqual([{ actor: 'escalation', action: 'alarm.escalated' }]);
    expect(await dueAt()).toBeNull();
  });

  test('is escalated once by several processes that look at the same time', async () => {
    await open();
    const counts = await Promise.all(Array.from({ length: 8 }, () => due(40)));
    expect(counts.reduce((sum, n) => sum + n)).toBe(1);
  });

  test('of another park is left to who holds that', async () => {
    await open();
    expect(await escalateDue(db.pool, [2], later(60))).toBe(0);
  });

  test('waits as long as the park says, or for ever', async () => {
    await open();
    await importPark(45);
    expect([await due(44), await dueAt()]).toEqual([0, later(45)]);
    await importPark(0);
    expect([await due(10_000), await dueAt()]).toEqual([0, null]);
    await importPark(5);
    expect(await due(5)).toBe(1);
  });
});

describe('what does not escalate', () => {
  test.each(['warning', 'info'])('an alarm of severity %s', async (severity) => {
    await open(severity);
    expect([await due(10_000), await dueAt()]).toEqual([0, null]);
  });

  test('one that is acknowledged, until that is taken back, and then from there', async () => {
    await open();
    await acknowledgeAlarm(db.pool, act(10), { acknowledged: true, name: 'test' });
    expect(await due(60)).toBe(0);
    await acknowledgeAlarm(db.pool, act(60), { acknowledged: false, name: 'test' });
    expect([await due(89), await dueAt(), await due(90)]).toEqual([0, later(90), 1]);
  });

  test('one that is muted: the wait begins anew when the mute is over', async () => {
    await open();
    await muteAlarm(db.pool, act(10), later(100));
    expect([await due(99), await due(129), await dueAt(), await due(130)]).toEqual([0, 0, later(130), 1]);
  });

  test('one that was muted and calls again before its time: the wait begins there', async () => {
    await open();
    await muteAlarm(db.pool, act(10), later(100));
    await muteAlarm(db.pool, act(50), null);
    expect([await due(79), await due(80)]).toEqual([0, 1]);
  });

  test('one that is over', async () => {
    await open();
    await db.pool.query('update alarm set closed_at = to_timestamp($1::float8 / 1000)', [later(10)]);
    expect(await due(60)).toBe(0);
  });
});

test('what was taken back waits anew', async () => {
  await open();
  await due(30);
  expect(await takeBackEscalation(db.pool, act(40), false)).toEqual({ type: 'refused', code: 'NOT_YOURS' });
  expect(await takeBackEscalation(db.pool, act(40), true)).toEqual({ type: 'takenBack' });
  expect(await openEscalations(db.pool, PARK)).toEqual([]);
  expect([await due(69), await due(70)]).toEqual([0, 1]);
});
