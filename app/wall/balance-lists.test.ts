import { expect, test } from 'vitest';
import type { AlarmLine } from '#domain/board/board.ts';
import { instantMs } from '#domain/time/instant.ts';
import type { AccountLine } from '../rpc/shapes.ts';
import { crossedToday, cutQueue, prepaidByDays } from './balance-lists.ts';

const account = (code: string, change: Partial<AccountLine>): AccountLine => ({
  code,
  name: { zh: code, en: code },
  kind: 'prepaid',
  space: null,
  at: null,
  power: 0,
  ledger: '0.00',
  unposted: '0.00',
  available: '0.00',
  todayYuan: '0.00',
  monthYuan: '0.00',
  level: 'ok',
  cut: { type: 'on' },
  daysLeft: null,
  ...change,
});

test('prepaid accounts stand by level and then by days; those without a pace last', () => {
  const accounts = [
    account('later', { daysLeft: 40 }),
    account('none', {}),
    account('soon', { daysLeft: 9 }),
    account('bill', { kind: 'postpaid' }),
    account('low', { level: 'alarm1', daysLeft: 12 }),
    account('out', { level: 'exhausted', daysLeft: 0 }),
  ];
  expect(prepaidByDays(accounts).map(({ code }) => code)).toEqual(['out', 'low', 'soon', 'later', 'none']);
});

test('who is to be cut comes before who is held back, and that before who is off', () => {
  const accounts = [
    account('off', { cut: { type: 'off' } }),
    account('on', {}),
    account('held', { cut: { type: 'pending', because: 'protected' } }),
    account('now', { cut: { type: 'cut' } }),
  ];
  expect(cutQueue(accounts).map(({ code }) => code)).toEqual(['now', 'held', 'off']);
});

test('levels crossed today are told once, newest first, and yesterday is left out', () => {
  const alarm = (kind: string, subject: string, at: number): AlarmLine => ({
    id: `${kind}|${subject}|${at}`,
    kind,
    subject,
    severity: 'warning',
    openedAt: instantMs(at),
    escalatedAt: null,
    data: {},
  });
  const alarms = [
    alarm('BALANCE_ALARM1', 'A', 200),
    alarm('BALANCE_ALARM1', 'A', 200),
    alarm('BALANCE_EXHAUSTED', 'B', 300),
    alarm('BALANCE_ALARM2', 'C', 50),
    alarm('METER_JUMP', 'M', 250),
  ];
  expect(crossedToday(alarms, (at) => at >= 100).map(({ subject, level }) => [subject, level])).toEqual([
    ['B', 'exhausted'],
    ['A', 'alarm1'],
  ]);
});
