import { expect, test } from 'vitest';
import { createMotion, type Mover, STEP_MS } from './motion.ts';

/** A screen of sixty pictures a second whose pictures come when asked for. */
const screen = () => {
  let next = 0;
  let time = 0;
  const asked = new Map<number, (time: number) => void>();
  const motion = createMotion({
    request: (step) => {
      next += 1;
      asked.set(next, step);
      return next;
    },
    cancel: (id) => asked.delete(id),
  });
  const show = (pictures: number) => {
    for (let i = 0; i < pictures; i++) {
      time += 1_000 / 60;
      const steps = [...asked.values()];
      asked.clear();
      for (const step of steps) step(time);
    }
  };
  return { motion, show, asked };
};

/** Rests after so many steps. */
const moving = (steps: number): { readonly mover: Mover; readonly times: number[] } => {
  const times: number[] = [];
  return { times, mover: (time) => times.push(time) < steps };
};

test('all that moves shares one callback of a picture', () => {
  const { motion, show, asked } = screen();
  const movers = Array.from({ length: 60 }, () => moving(5));
  for (const { mover } of movers) motion.start(mover);
  for (let i = 0; i < 6; i++) {
    expect(asked.size).toBe(1);
    show(1);
  }
  expect(new Set(movers.map(({ times }) => times.join(' '))).size).toBe(1);
});

test('steps come at most thirty a second, whenever a mover joins', () => {
  const { motion, show } = screen();
  const [first, second] = [moving(90), moving(90)];
  motion.start(first.mover);
  show(7);
  motion.start(second.mover);
  show(53);
  expect(first.times.length).toBe(30);
  first.times.forEach((time, i) => {
    if (i > 0) expect(time - (first.times[i - 1] ?? 0)).toBeGreaterThanOrEqual(STEP_MS);
  });
  expect(second.times.every((time) => first.times.includes(time))).toBe(true);
});

test('where all rests, no picture is asked for', () => {
  const { motion, show, asked } = screen();
  const [short, stopped] = [moving(2), moving(9)];
  motion.start(short.mover);
  motion.start(stopped.mover);
  show(4);
  expect(short.times.length).toBe(2);
  expect(asked.size).toBe(1);
  motion.stop(stopped.mover);
  expect(asked.size).toBe(0);
});

test('after a rest the first step comes with the next picture', () => {
  const { motion, show } = screen();
  const [before, after] = [moving(1), moving(1)];
  motion.start(before.mover);
  show(4);
  motion.start(after.mover);
  show(1);
  expect(after.times.length).toBe(1);
});
