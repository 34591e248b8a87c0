import { expect, test } from 'vitest';
import type { AlarmLine } from '#domain/board/board.ts';
import { instantMs } from '#domain/time/instant.ts';
import { alarmCount, gravestFirst } from './by-gravity.ts';

const alarm = (kind: string, subject: string, severity: AlarmLine['severity'], openedAt = 0): AlarmLine => ({
  id: `${kind}|${subject}`,
  kind,
  subject,
  severity,
  openedAt: instantMs(openedAt),
  escalatedAt: null,
  data: {},
});

test('the gravest alarm comes first, of equal ones the newest', () => {
  const shown = gravestFirst([
    alarm('METER_JUMP', 'E-1', 'warning', 5),
    alarm('BALANCE_ALARM1', 'A-1', 'info', 9),
    alarm('METER_JUMP', 'E-2', 'warning', 7),
    alarm('DEMAND_OVER_CONTRACT', 'G', 'critical', 1),
  ]);
  expect(shown.map(({ subject }) => subject)).toEqual(['G', 'E-2', 'E-1', 'A-1']);
});

test('what is escalated comes before all else, and is never left out for a graver alarm of the same subject', () => {
  const shown = gravestFirst([
    alarm('DEMAND_OVER_CONTRACT', 'G', 'critical'),
    alarm('BALANCE_EXHAUSTED', 'A-1', 'critical'),
    { ...alarm('BALANCE_ALARM2', 'A-1', 'warning'), escalatedAt: instantMs(3) },
  ]);
  expect(shown.map(({ kind }) => kind)).toEqual(['BALANCE_ALARM2', 'DEMAND_OVER_CONTRACT', 'BALANCE_EXHAUSTED']);
});

test('a tenant whose balance is used up has one alarm, not three', () => {
  const shown = gravestFirst([
    alarm('BALANCE_ALARM1', 'A-1', 'info'),
    alarm('BALANCE_ALARM2', 'A-1', 'warning'),
    alarm('BALANCE_EXHAUSTED', 'A-1', 'critical'),
    alarm('BALANCE_ALARM1', 'A-2', 'info'),
  ]);
  expect(shown.map(({ kind, subject }) => [kind, subject])).toEqual([
    ['BALANCE_EXHAUSTED', 'A-1'],
    ['BALANCE_ALARM1', 'A-2'],
  ]);
});

test('a full board says that there may be more', () => {
  const many = Array.from({ length: 20 }, (_, i) => alarm('METER_JUMP', `E-${i}`, 'warning'));
  expect([alarmCount(many.slice(1)), alarmCount(many)]).toEqual(['19', '20+']);
});
