import { describe, expect, test } from 'vitest';
import { type LoadOptions, readLoad } from './read-load.ts';

const SHANGHAI: LoadOptions = { zone: 'Asia/Shanghai' };
const read = (text: string, options = SHANGHAI) => {
  const found = readLoad(text, options);
  if (found.type === 'refused') throw new Error(found.faults.map(({ path, message }) => `${path} ${message}`).join('; '));
  return found.load;
};
const faults = (text: string, options = SHANGHAI) => {
  const found = readLoad(text, options);
  return found.type === 'refused' ? found.faults.map(({ path, code }) => `${path} ${code}`.trim()) : [];
};
const starts = (text: string, options = SHANGHAI) =>
  read(text, options).starts.map((at) => Temporal.Instant.fromEpochMilliseconds(at).toString());

describe('columns', () => {
  test('come in any order and with others, separated by comma, semicolon or tab, with a mark at the head', () => {
    const load = read('\uFEFFnote;kvarh;KWH;start\r\nx;1.5;2.25;2026-01-01 00:00\r\ny;0;1;2026-01-01 00:15\r\n');
    expect(load).toMatchObject({ stepMs: 900_000, wh: [2_250, 1_000], varh: [1_500, 0] });
    expect(read('start\tkWh\n2026-01-01 00:00\t1\n2026-01-01 01:00\t2').varh).toBeNull();
  });

  test('reactive energy of both directions is added', () => {
    expect(read('start,kWh,kvarh,kvarhBack\n2026-01-01 00:00,1,2,3\n2026-01-01 00:30,1,0,0').varh).toEqual([5_000, 0]);
  });

  test('that are missing are told at once', () => {
    expect(faults('time,energy\n1,2')).toEqual(['line 1 MISSING', 'line 1 MISSING']);
  });
});

describe('times', () => {
  test('of the end of intervals are shifted, 24:00 ends a day', () => {
    expect(starts('end,kWh\n2025-12-31 23:45,1\n2025-12-31 24:00,1\n2026-01-01 00:15,1')).toEqual([
      '2025-12-31T15:30:00Z',
      '2025-12-31T15:45:00Z',
      '2025-12-31T16:00:00Z',
    ]);
  });

  test('with an offset say it themselves', () => {
    expect(starts('start,kWh\n2026-01-01T00:00:00+08:00,1\n2025-12-31T16:15:00Z,1')).toEqual([
      '2025-12-31T16:00:00Z',
      '2025-12-31T16:15:00Z',
    ]);
  });

  test('that autumn repeats are told apart by their order, and what spring skips does not exist', () => {
    const berlin = { zone: 'Europe/Berlin' };
    const autumn =
      'start,kWh\n2026-10-25 01:30,1\n2026-10-25 02:00,1\n2026-10-25 02:30,1\n2026-10-25 02:00,1\n2026-10-25 02:30,1\n2026-10-25 03:00,1';
    expect(starts(autumn, berlin)).toEqual([
      '2026-10-24T23:30:00Z',
      '2026-10-25T00:00:00Z',
      '2026-10-25T00:30:00Z',
      '2026-10-25T01:00:00Z',
      '2026-10-25T01:30:00Z',
      '2026-10-25T02:00:00Z',
    ]);
    expect(faults('start,kWh\n2026-03-29 01:00,1\n2026-03-29 02:00,1\n2026-03-29 03:00,1', berlin)).toEqual(['line 3 SHAPE']);
  });

  test('leave gaps, and the step is the least distance', () => {
    const load = read('start,kWh\n2026-01-01 00:00,1\n2026-01-01 05:00,1\n2026-01-01 05:30,1');
    expect(load.stepMs).toBe(1_800_000);
    expect(read('start,kWh\n2026-01-01 00:00,1', { ...SHANGHAI, stepMinutes: 60 }).stepMs).toBe(3_600_000);
  });
});

describe('faults', () => {
  test('every line is told', () => {
    const text =
      'start,kWh,kvarh\n2026-01-01 00:00,1,1\nyesterday,1,1\n2026-01-01 00:15,-1,x\n2026-01-01 00:15,1,1\n2026-01-01 00:00,1,1\n2026-01-01 00:22,1,1';
    expect(faults(text)).toEqual(['line 3 SHAPE', 'line 4 SHAPE', 'line 4 SHAPE', 'line 5 DUPLICATE', 'line 6 RANGE', 'line 7 RANGE']);
  });

  test('a step that is none, a step that is not known, no line at all', () => {
    expect(faults('start,kWh\n2026-01-01 00:00,1\n2026-01-01 00:45,1')).toEqual(['RANGE']);
    expect(faults('start,kWh\n2026-01-01 00:00,1')).toEqual(['RANGE']);
    expect(faults('start,kWh\n')).toEqual(['MISSING']);
    expect(faults('start,kWh\n2026-01-01 00:00,1\n2026-01-01 00:15,1', { ...SHANGHAI, stepMinutes: 60 })).toEqual(['line 3 OVERLAP']);
  });
});

test('digits beyond a Wh are carried: ten lines of 0.0004 kWh are 4 Wh', () => {
  const lines = Array.from({ length: 10 }, (_, index) => `2026-01-01 ${String(index).padStart(2, '0')}:00,0.0004`);
  const { wh } = read(['start,kWh', ...lines].join('\n'));
  expect(wh).toEqual([0, 1, 0, 1, 0, 0, 1, 0, 1, 0]);
});
