import { expect, test } from 'vitest';
import { chapterOf, firstJournal, type Journal, missed, resumeJournal, told } from './journal.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = Date.parse('2026-11-20T12:07:31+08:00');

/** Everything a gateway would tell of what it owes, acknowledged as it goes. */
const tellAll = (start: Journal, instantsMax: number): number[] => {
  const all: number[] = [];
  let journal = start;
  for (let gap = journal.gaps[0]; gap; gap = journal.gaps[0]) {
    const chapter = chapterOf(gap, gap.from, instantsMax);
    all.push(...chapter.instants);
    journal = told(journal, chapter.upTo);
  }
  return all;
};

test('a gateway that never told owes each billing interval of the whole time, the oldest first', () => {
  const told35 = tellAll(firstJournal(NOW, 35 * DAY, []), 7);
  expect(told35).toHaveLength(35 * 96);
  expect(told35).toEqual(told35.toSorted((a, b) => a - b));
  expect(told35.every((at) => at % (15 * MINUTE) === 0)).toBe(true);
});

test('hours that are found late come at the end, and none is lost or told twice', () => {
  const late = [
    { from: NOW - 30 * DAY, to: NOW - 30 * DAY + 3 * HOUR },
    { from: NOW - 12 * DAY, to: NOW - 12 * DAY + 5 * HOUR },
  ];
  const all = tellAll(firstJournal(NOW, 35 * DAY, late), 7);
  expect(new Set(all).size).toBe(35 * 96);
  expect(all).toHaveLength(35 * 96);
  const last = all.slice(-32);
  expect(last.every((at) => late.some(({ from, to }) => at > from && at <= to))).toBe(true);
});

test('a short miss is told minute by minute, a hiccup not at all', () => {
  const start: Journal = { through: NOW, gaps: [] };
  expect(tellAll(missed(start, { from: NOW, to: NOW + 30 * MINUTE }), 7)).toHaveLength(30);
  expect(missed(start, { from: NOW, to: NOW + 20_000 })).toBe(start);
});

test('taken up again, it owes what lies between the last acknowledgement and now, and what it still owed', () => {
  const journal: Journal = {
    through: NOW - 3 * HOUR,
    gaps: [{ from: NOW - 8 * DAY, to: NOW - 7 * DAY, since: NOW - 10 * DAY, stepMs: 15 * MINUTE }],
  };
  const again = resumeJournal(journal, NOW);
  expect(again.gaps).toEqual([
    // The last day and a half of what was acknowledged is told once more: an embedded broker may have died with it.
    { from: NOW - 8 * DAY - 36 * HOUR, to: NOW - 7 * DAY, since: NOW - 10 * DAY, stepMs: 15 * MINUTE },
    { from: NOW - 3 * HOUR, to: NOW, since: NOW - 3 * HOUR, stepMs: 15 * MINUTE },
  ]);
  expect(again.through).toBe(NOW);
});

test('too many gaps grow together; nothing owed is forgotten', () => {
  let journal: Journal = { through: NOW, gaps: [] };
  for (let i = 0; i < 500; i++) journal = missed(journal, { from: NOW + i * HOUR, to: NOW + i * HOUR + 5 * MINUTE });
  expect(journal.gaps.length).toBeLessThanOrEqual(200);
  expect(journal.gaps.at(-1)?.to).toBe(NOW + 499 * HOUR + 5 * MINUTE);
});
