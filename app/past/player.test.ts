import { describe, expect, test } from 'vitest';
import { type InstantMs, instantMs, MINUTE_MS } from '#domain/time/instant.ts';
import type { PastBoard } from '../rpc/shapes.ts';
import { createPlayer, type Player } from './player.ts';

const NOW = instantMs(Date.UTC(2026, 10, 22, 4));
const FIRST = instantMs(NOW - 3 * 86_400_000);
const at = (minutesAgo: number): InstantMs => instantMs(NOW - minutesAgo * MINUTE_MS);
const boardAt = (instant: InstantMs): PastBoard => ({
  at: instant,
  from: FIRST,
  termsFrom: FIRST,
  document: { park: {}, accounts: {}, points: {} } as unknown as PastBoard['document'],
  refined: { park: false, accounts: [], points: [] },
});

/** A player whose server answers when it is told to, and whose time passes when it is told to. */
const stage = (begin: InstantMs) => {
  const questions: { readonly at: InstantMs; readonly answer: () => Promise<void>; readonly fail: () => Promise<void> }[] = [];
  const tasks: { at: number; task: () => void }[] = [];
  let time = 0;
  const turn = async () => {
    for (let i = 0; i < 5; i++) await Promise.resolve();
  };
  const player: Player = createPlayer({
    at: begin,
    ask: (instant) =>
      new Promise((resolve, reject) =>
        questions.push({
          at: instant,
          answer: () => {
            resolve(boardAt(instant));
            return turn();
          },
          fail: () => {
            reject(new Error('no line'));
            return turn();
          },
        }),
      ),
    failureOf: () => 'unreachable',
    now: () => NOW,
    steady: () => time,
    later: (ms, task) => {
      const entry = { at: time + ms, task };
      tasks.push(entry);
      return () => void (tasks.includes(entry) && tasks.splice(tasks.indexOf(entry), 1));
    },
  });
  const pass = async (ms: number) => {
    const end = time + ms;
    for (;;) {
      const due = tasks.filter((entry) => entry.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      tasks.splice(tasks.indexOf(due), 1);
      time = due.at;
      due.task();
      await turn();
    }
    time = end;
  };
  const answerAll = async () => {
    for (const question of questions.splice(0)) await question.answer();
  };
  return { player, questions, pass, answerAll, minutesAgo: () => (NOW - (player.state.get().shown?.at ?? 0)) / MINUTE_MS };
};

describe('scrubbing', () => {
  test('asks for the newest wanted instant only, one at a time, and ends where the slider was let go', async () => {
    const { player, questions, minutesAgo } = stage(at(100));
    for (const minutes of [99, 80, 60, 40]) player.go(at(minutes));
    expect(questions.map((question) => question.at)).toEqual([at(100)]);
    await questions.shift()?.answer();
    expect(minutesAgo()).toBe(100);
    expect(questions.map((question) => question.at)).toEqual([at(40)]);
    await questions.shift()?.answer();
    expect(minutesAgo()).toBe(40);
    expect(questions).toEqual([]);
  });

  test('stays within what is stored: not before the first reading, not after now', async () => {
    const { player, answerAll } = stage(at(100));
    await answerAll();
    player.go(instantMs(FIRST - 1));
    expect(player.state.get().wanted).toBe(FIRST);
    player.go(instantMs(NOW + 1));
    expect(player.state.get().wanted).toBe(NOW - 5_000);
  });

  test('shows an instant again without asking', async () => {
    const { player, questions, answerAll, minutesAgo } = stage(at(100));
    await answerAll();
    player.go(at(50));
    await answerAll();
    player.go(at(100));
    expect([minutesAgo(), questions.length]).toEqual([100, 0]);
  });

  test('tries again after a while when nobody answers', async () => {
    const { player, questions, pass, answerAll, minutesAgo } = stage(at(100));
    await questions.shift()?.fail();
    expect(player.state.get()).toMatchObject({ failure: 'unreachable', shown: null });
    await pass(2_000);
    await answerAll();
    expect([minutesAgo(), player.state.get().failure]).toEqual([100, null]);
  });
});

describe('playing', () => {
  test('moves by its speed, and asks the next step ahead', async () => {
    const { player, questions, pass, answerAll, minutesAgo } = stage(at(600));
    await answerAll();
    player.setSpeed(600);
    player.play();
    expect(questions.map((question) => question.at)).toEqual([at(597.5)]);
    await answerAll();
    await pass(250);
    expect(minutesAgo()).toBe(597.5);
    expect(questions.map((question) => question.at)).toEqual([at(595)]);
    await answerAll();
    for (let i = 0; i < 3; i++) {
      await pass(250);
      await answerAll();
    }
    expect(minutesAgo()).toBe(590);
  });

  test('leaves steps out when answers are slow, and never goes back', async () => {
    const { player, questions, pass } = stage(at(600));
    await questions.shift()?.answer();
    player.setSpeed(3600);
    player.play();
    const seen: number[] = [];
    player.state.subscribe(() => seen.push(player.state.get().shown?.at ?? 0));
    for (let i = 0; i < 12; i++) {
      await pass(250);
      if (i % 3 === 2) await questions.shift()?.answer();
    }
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(questions.length).toBeLessThanOrEqual(2);
    expect(new Set(seen).size).toBeGreaterThan(2);
  });

  test('stops at the present', async () => {
    const { player, pass, answerAll } = stage(at(20));
    await answerAll();
    player.setSpeed(3600);
    player.play();
    for (let i = 0; i < 4; i++) {
      await pass(250);
      await answerAll();
    }
    expect(player.state.get()).toMatchObject({ playing: false, wanted: NOW - 5_000 });
  });
});
