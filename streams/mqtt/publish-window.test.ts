import { expect, test } from 'vitest';
import { createPublishWindow } from './publish-window.ts';

type Done = (error?: Error | null) => void;

test('no more is in flight than the broker takes, and what waits follows in order', async () => {
  const window = createPublishWindow(2);
  const sent: string[] = [];
  const answers: Done[] = [];
  const send = (name: string) =>
    window.run((done) => {
      sent.push(name);
      answers.push(done);
    });
  const all = Promise.all(['a', 'b', 'c', 'd'].map(send));
  expect(sent).toEqual(['a', 'b']);
  answers[0]?.();
  expect(sent).toEqual(['a', 'b', 'c']);
  answers[1]?.();
  answers[2]?.();
  answers[3]?.();
  await all;
  expect(sent).toEqual(['a', 'b', 'c', 'd']);
});

test('a lost connection rejects what was sent and what waited, and late answers count for nothing', async () => {
  const window = createPublishWindow(1);
  const answers: Done[] = [];
  const results = Promise.allSettled([1, 2].map(() => window.run((done) => answers.push(done))));
  window.fail(new Error('connection lost'));
  answers[0]?.();
  expect((await results).map((result) => result.status)).toEqual(['rejected', 'rejected']);
  expect(answers).toHaveLength(1);
});

test('the ten thousand and first that waits is refused', async () => {
  const window = createPublishWindow(0);
  const all = Array.from({ length: 10_001 }, () => window.run(() => {}));
  await expect(all[10_000]).rejects.toThrow('wait to be sent');
  window.fail(new Error('closed'));
  await Promise.allSettled(all);
});
