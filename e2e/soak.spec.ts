import { expect, test } from 'playwright/test';
import { openChromium } from './harness/chromium.ts';
import { soakWall } from './harness/soak.ts';

const MB = 1_048_576;
/** Short runs tell a leak of frames, not a slow one: `npm run soak` looks for an hour of a wall and longer. */
const SOAK_MS = 10_000;
const ROTATE_S = 3;
/** Of forty a second; five pages turn in fifteen seconds. */
const FRAMES_MIN = 400;
/** A leak of whole frames (30 kB each) is 12 MB by then. */
const GROWTH_MB_MAX = 8;

test('a wall does not grow with the frames it is sent', async () => {
  test.setTimeout(480_000);
  const browser = await openChromium();
  const { looks, mbPerHour, speed } = await soakWall(
    browser,
    { ms: SOAK_MS, turnsALook: 1, rotateS: ROTATE_S, framesMin: FRAMES_MIN },
    () => undefined,
  );
  await browser.close();
  const [first, last] = [looks[0], looks.at(-1)];
  if (!first || !last) throw new Error('the wall was not looked at');
  const grownMb = (last.heapBytes - first.heapBytes) / MB;
  process.stdout.write(
    `      soak at ${speed.toFixed(1)} times the rate: ${grownMb.toFixed(2)} MB in ${Math.round((last.at - first.at) / 1_000)} s (slope ${mbPerHour.toFixed(1)} MB/h of the clock)\n`,
  );
  expect(last.frames).toBeGreaterThanOrEqual(first.frames + FRAMES_MIN);
  expect(grownMb).toBeLessThan(GROWTH_MB_MAX);
});
