import { describe, expect, test } from 'vitest';
import { instantMs } from '#domain/time/instant.ts';
import { createServerClock } from './clock.ts';

/** A browser whose own clock says 1,000,000 when its steady counter stands at zero. */
const bench = () => {
  let steady = 0;
  const clock = createServerClock(() => steady, 1_000_000);
  return {
    clock,
    pass: (ms: number) => {
      steady += ms;
    },
  };
};

describe('the server’s time', () => {
  test('is the browser’s before the first frame', () => {
    const { clock, pass } = bench();
    pass(500);
    expect(clock.now()).toBe(1_000_500);
  });

  test('is the server’s after it, however wrong the browser is', () => {
    const { clock, pass } = bench();
    clock.heard(instantMs(5_000_000));
    pass(1_500);
    expect(clock.now()).toBe(5_001_500);
  });

  test('is not set back by a frame that was long under way', () => {
    const { clock, pass } = bench();
    clock.heard(instantMs(5_000_000));
    pass(1_000);
    clock.heard(instantMs(5_000_300));
    expect(clock.now()).toBe(5_001_000);
  });

  test('follows a frame that was quicker than those before', () => {
    const { clock, pass } = bench();
    clock.heard(instantMs(5_000_000));
    pass(1_000);
    clock.heard(instantMs(5_001_200));
    expect(clock.now()).toBe(5_001_200);
  });

  test('is set anew when the difference is no delay: the phone slept', () => {
    const { clock, pass } = bench();
    clock.heard(instantMs(5_000_000));
    pass(1_000);
    clock.heard(instantMs(4_000_000));
    expect(clock.now()).toBe(4_000_000);
  });
});
