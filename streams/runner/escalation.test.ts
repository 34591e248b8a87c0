import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeBackEscalation } from '#db/queries/escalate.ts';
import { silentLog } from '#db/testing.ts';
import type { AlarmLine } from '#domain/board/board.ts';
import { type InstantMs, instantMs, MINUTE_MS } from '#domain/time/instant.ts';
import { noteAlarms } from '#domain/twin/alarms.ts';
import type { AlarmChange } from '#domain/twin/effects.ts';
import { projectPark } from '#domain/twin/project.ts';
import { ShardWriter } from './shard-writer.ts';
import { type Bench, createBench, NOW } from './testing/bench.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await createBench();
  await bench.importPark();
  await bench.rows(
    `insert into alarm (park_id, kind, severity, subject, subject_id, opened_at)
     values (1, 'METER_BREAK', 'critical', 'point', 1, to_timestamp($1::float8 / 1000)),
       (1, 'METER_JUMP', 'critical', 'point', 2, to_timestamp($1::float8 / 1000))`,
    [NOW],
  );
});
afterAll(() => bench[Symbol.asyncDispose]());

const later = (minutes: number): InstantMs => instantMs(NOW + minutes * MINUTE_MS);

const twinOf = (writer: ShardWriter) => {
  const [twin] = writer.registry.twins();
  if (!twin) throw new Error('no park');
  return twin;
};
const shown = (writer: ShardWriter): Readonly<Record<string, AlarmLine['escalatedAt']>> => {
  const { alarms } = projectPark(twinOf(writer), { accounts: {}, points: {}, refolding: 0 }, bench.now);
  return Object.fromEntries(alarms.map(({ kind, escalatedAt }) => [kind, escalatedAt]));
};

test('what nobody acknowledges escalates on the live board, is counted once, outlives a restart, and is given back', async () => {
  const counted: number[] = [];
  const gauges = {
    add: (name: string, by: number) => void (name === 'alarms_escalated_total' && counted.push(by)),
    set: () => {},
    observe: () => {},
  };
  const writer = new ShardWriter({ pool: bench.db.pool, clock: { now: () => bench.now }, log: silentLog, gauges, lease: bench.lease });
  await writer.warm();
  await writer.lookAtEscalations(later(29));
  expect(shown(writer)).toEqual({ METER_BREAK: null, METER_JUMP: null });
  await writer.lookAtEscalations(later(30));
  await writer.lookAtEscalations(later(31));
  expect(shown(writer)).toEqual({ METER_BREAK: later(30), METER_JUMP: later(30) });
  expect(counted).toEqual([2]);

  const again = (await bench.start()).writer;
  expect(shown(again)).toEqual({ METER_BREAK: later(30), METER_JUMP: later(30) });

  const alarm = { type: 'open', kind: 'METER_JUMP', subject: 'point', subjectId: 2 } as const;
  await takeBackEscalation(bench.db.pool, { park: 'small', alarm, actor: 'user:1', at: later(32) }, true);
  await again.lookAtEscalations(later(33));
  expect(shown(again)).toEqual({ METER_BREAK: later(30), METER_JUMP: null });
});

test('one that closes and opens again is not escalated any more, before anybody has looked', async () => {
  const { writer } = await bench.start();
  const twin = twinOf(writer);
  const change = twin.alarms.get('METER_BREAK|point|1');
  if (!change) throw new Error('not open');
  const [closed, opened]: AlarmChange[] = [
    { ...change, type: 'close' },
    { ...change, type: 'open' },
  ];
  noteAlarms(
    [twin],
    [closed, opened].filter((each) => each !== undefined),
  );
  expect(shown(writer).METER_BREAK).toBeNull();
});
