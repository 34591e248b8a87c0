import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { HOUR_MS } from '#domain/time/instant.ts';
import { type Bench, NOW, startBench, type Who } from '../testing/bench.ts';
import { asker } from './questions.fixture.ts';

let bench: Bench;
const ask = asker(() => bench);
const act = asker(() => bench, 'mutation');
const park = 'small';
/** Of T1's balance, as a board calls it. */
let key: string;
let id: string;

beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench[Symbol.asyncDispose]());

beforeEach(async () => {
  await bench.db.pool.query('delete from audit');
  await bench.db.pool.query('delete from alarm');
  await bench.db.pool.query(
    `insert into alarm (park_id, kind, severity, subject, subject_id, opened_at, closed_at)
     select a.park_id, 'BALANCE_ALARM1', 'info', 'account', a.id, now() - interval '2 h', c
     from account a join park p on p.id = a.park_id, (values (now() - interval '1 h'), (null)) as t(c)
     where p.code = 'small' and a.code = 'T1'`,
  );
  const alarms = await ask('manager', 'alarms.list', { park, onlyOpen: true });
  ({ key, id } = alarms[0]);
});

const audit = async () => (await bench.db.pool.query('select action, subject, actor from audit order by id')).rows;
const open = async () => (await ask('manager', 'alarms.list', { park, onlyOpen: true }))[0];

describe('acknowledging an alarm', () => {
  test.each([
    ['its id', () => id],
    ['what a board calls it', () => key],
  ])('by %s says who and when, and leaves it open', async (_, ref) => {
    const state = await act('manager', 'alarms.acknowledge', { park, id: ref() });
    expect(state).toEqual({ id, acknowledgedAt: NOW, acknowledgedBy: 'manager', mutedUntil: null });
    expect(await open()).toMatchObject({ id, closedAt: null, acknowledgedAt: NOW, acknowledgedBy: 'manager' });
    expect(await audit()).toEqual([{ action: 'alarm.acknowledged', subject: `alarm:${id}`, actor: expect.stringMatching(/^user:.{8}/) }]);
  });

  test('a second time changes nothing: the first who did stands, and one line is written down', async () => {
    await act('manager', 'alarms.acknowledge', { park, id });
    expect(await act('admin', 'alarms.acknowledge', { park, id })).toMatchObject({ acknowledgedBy: 'manager' });
    expect(await audit()).toHaveLength(1);
  });

  test('is taken back', async () => {
    await act('manager', 'alarms.acknowledge', { park, id });
    expect(await act('manager', 'alarms.acknowledge', { park, id, acknowledged: false })).toMatchObject({
      acknowledgedAt: null,
      acknowledgedBy: null,
    });
    expect((await audit()).map(({ action }) => action)).toEqual(['alarm.acknowledged', 'alarm.unacknowledged']);
  });

  test('shows a tenant that somebody looks after it, not who', async () => {
    await act('manager', 'alarms.acknowledge', { park, id });
    const [alarm] = await ask('tenant', 'alarms.list', { park, onlyOpen: true });
    expect(alarm).toMatchObject({ acknowledgedAt: NOW, acknowledgedBy: null });
  });

  test('of another park is not found by its id', async () => {
    await expect(act('admin', 'alarms.acknowledge', { park: 'other', id })).rejects.toThrow('NOT_FOUND');
    await expect(act('manager', 'alarms.acknowledge', { park, id: 'x; drop table alarm' })).rejects.toThrow('BAD_REQUEST');
  });
});

describe('escalating an alarm', () => {
  const note = 'the switch room is under water';
  const escalated = async (who: Who = 'admin') => (await ask(who, 'alarms.escalated')).alarms;

  test('takes it to those above with who, when and why; it stays open and calls again', async () => {
    await act('manager', 'alarms.mute', { park, id, until: NOW + HOUR_MS });
    expect(await act('manager', 'alarms.escalate', { park, id: key, note: `  ${note} ` })).toEqual({
      type: 'escalated',
      alarm: { id, acknowledgedAt: null, acknowledgedBy: null, mutedUntil: null },
    });
    expect(await open()).toMatchObject({ id, closedAt: null, escalatedAt: NOW, escalatedBy: 'manager', escalationNote: note });
    expect(await escalated()).toMatchObject([{ id, park, zone: 'Asia/Shanghai', escalatedAt: NOW, escalationNote: note }]);
    expect((await audit()).at(-1)).toMatchObject({ action: 'alarm.escalated', subject: `alarm:${id}` });
  });

  test('is seen by those above the park, and by nobody beside or below', async () => {
    await act('manager', 'alarms.escalate', { park, id, note });
    for (const who of ['manager', 'otherManager', 'clerk', 'tenant', 'wall', 'parkKey'] as const) expect(await escalated(who)).toEqual([]);
    const [alarm] = await ask('tenant', 'alarms.list', { park, onlyEscalated: true });
    expect(alarm).toMatchObject({ id, escalatedAt: NOW, escalatedBy: null, escalationNote: null });
  });

  test('is done once: the first who did stands, and what is over is not escalated', async () => {
    await act('manager', 'alarms.escalate', { park, id, note });
    expect(await act('admin', 'alarms.escalate', { park, id, note: 'me too' })).toEqual({ type: 'refused', code: 'ESCALATED' });
    const closed = String(Number(id) - 1);
    expect(await act('manager', 'alarms.escalate', { park, id: closed, note })).toEqual({ type: 'refused', code: 'CLOSED' });
    expect((await audit()).map(({ action }) => action)).toEqual(['alarm.escalated']);
    await expect(act('manager', 'alarms.escalate', { park, id, note: ' x ' })).rejects.toThrow('BAD_REQUEST');
    await expect(act('admin', 'alarms.escalate', { park: 'other', id, note })).rejects.toThrow('NOT_FOUND');
  });

  test('is taken back by who did it, or from above, and by no other', async () => {
    await act('admin', 'alarms.escalate', { park, id, note });
    expect(await ask('manager', 'alarms.one', { park, id })).toMatchObject({ mayTakeBack: false });
    expect(await act('manager', 'alarms.takeBack', { park, id })).toEqual({ type: 'refused', code: 'NOT_YOURS' });
    expect(await act('admin', 'alarms.takeBack', { park, id })).toEqual({ type: 'takenBack' });
    expect(await act('admin', 'alarms.takeBack', { park, id })).toEqual({ type: 'refused', code: 'NOT_ESCALATED' });
    await act('manager', 'alarms.escalate', { park, id, note });
    expect(await ask('manager', 'alarms.one', { park, id })).toMatchObject({ mayTakeBack: true });
    expect(await act('manager', 'alarms.takeBack', { park, id: key })).toEqual({ type: 'takenBack' });
    expect(await open()).toMatchObject({ escalatedAt: null, escalatedBy: null, escalationNote: null });
    expect(await escalated()).toEqual([]);
  });

  test('ends with the alarm, whoever closes it', async () => {
    await act('manager', 'alarms.escalate', { park, id, note });
    await bench.db.pool.query('update alarm set closed_at = now() where id = $1', [id]);
    expect(await escalated()).toEqual([]);
    expect(await ask('manager', 'alarms.list', { park, onlyEscalated: true })).toEqual([]);
    const [alarm] = await ask('manager', 'alarms.list', { park });
    expect(alarm).toMatchObject({ id, escalationNote: note });
    expect(await act('admin', 'alarms.takeBack', { park, id })).toEqual({ type: 'refused', code: 'NOT_ESCALATED' });
  });
});

test('an alarm tells all that happened to it, oldest first', async () => {
  await act('manager', 'alarms.acknowledge', { park, id });
  await act('manager', 'alarms.mute', { park, id, until: NOW + HOUR_MS });
  await act('manager', 'alarms.escalate', { park, id, note: 'why' });
  await act('admin', 'alarms.takeBack', { park, id });
  const { events, escalatesAt } = await ask('manager', 'alarms.one', { park, id });
  expect(escalatesAt).toBeNull();
  const none = { by: null, note: null, until: null };
  const done = events.filter(({ what }: { what: string }) => what !== 'opened');
  expect(events).toHaveLength(5);
  expect(done).toEqual([
    { ...none, at: NOW, what: 'acknowledged', by: 'manager' },
    { ...none, at: NOW, what: 'muted', by: 'manager', until: NOW + HOUR_MS },
    { ...none, at: NOW, what: 'escalated', by: 'manager', note: 'why' },
    { ...none, at: NOW, what: 'takenBack', by: 'admin' },
  ]);
});

describe('muting an alarm', () => {
  test('lasts until an instant, is taken back with null, and leaves it open', async () => {
    const until = NOW + HOUR_MS;
    expect(await act('manager', 'alarms.mute', { park, id: key, until })).toMatchObject({ id, mutedUntil: until });
    expect(await open()).toMatchObject({ id, closedAt: null, mutedUntil: until, acknowledgedAt: null });
    await act('manager', 'alarms.mute', { park, id, until });
    expect(await act('manager', 'alarms.mute', { park, id, until: null })).toMatchObject({ mutedUntil: null });
    expect((await audit()).map(({ action }) => action)).toEqual(['alarm.muted', 'alarm.unmuted']);
  });

  test('ends in the future and within a quarter of a year, and is for what is open', async () => {
    await expect(act('manager', 'alarms.mute', { park, id, until: NOW })).rejects.toThrow('BAD_REQUEST');
    await expect(act('manager', 'alarms.mute', { park, id, until: NOW + 93 * 24 * HOUR_MS })).rejects.toThrow('BAD_REQUEST');
    const closed = String(Number(id) - 1);
    await expect(act('manager', 'alarms.mute', { park, id: closed, until: NOW + HOUR_MS })).rejects.toThrow('NOT_FOUND');
  });
});
