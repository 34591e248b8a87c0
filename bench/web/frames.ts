import { spreadText } from '../stats.ts';
import type { Row } from '../table.ts';
import { openPage, type Visit } from './pages.ts';

const WARM_MS = 5_000;
const RUN_MS = 20_000;
/** 60 pictures a second. */
const FRAME_MS = 1_000 / 60;
/** A picture that came a whole one late. */
const LATE_MS = 1.5 * FRAME_MS;

export interface FrameRun extends Visit {
  /** Frames of a board a second. */
  readonly updates: number;
}

/** Pictures of a page while its boards change: how far apart they came, and how long the page's own thread was busy for it. */
export const frameTimes = async ({ updates, ...visit }: FrameRun): Promise<readonly Row[]> => {
  const { context, page, devtools } = await openPage(visit);
  let points = 0;
  await devtools.send('Network.enable');
  devtools.on('Network.webSocketFrameReceived', ({ response }) => {
    points = Math.max(points, pointsIn(response.payloadData));
  });
  await page.goto(visit.url + visit.path);
  await page.locator('h1, h2').first().waitFor();
  await page.waitForTimeout(WARM_MS);
  // Processor time of the thread, not time of the clock: other work on the machine does not make it longer.
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const before = await busyOf(devtools.send('Performance.getMetrics'));
  const gaps = await page.evaluate(
    (ms) =>
      new Promise<number[]>((resolve) => {
        const seen: number[] = [];
        const begun = performance.now();
        let last = begun;
        const step = (now: number) => {
          seen.push(now - last);
          last = now;
          if (now - begun < ms) requestAnimationFrame(step);
          else resolve(seen.slice(1));
        };
        requestAnimationFrame(step);
      }),
    RUN_MS,
  );
  const after = await busyOf(devtools.send('Performance.getMetrics'));
  await context.close();
  const dropped = gaps.reduce((sum, gap) => sum + (gap > LATE_MS ? Math.round(gap / FRAME_MS) - 1 : 0), 0);
  const perUpdate = ((after - before) * 1_000) / ((RUN_MS / 1_000) * updates);
  return [
    {
      what: `frame times of ${visit.path}: ${points} points, ${updates} updates a second`,
      asked: '0 dropped',
      measured: `${spreadText(gaps)}, ${dropped} of ${gaps.length + dropped} dropped`,
      reached: dropped === 0,
    },
    {
      what: `processor time of the page's own thread an update of ${visit.path}`,
      asked: '',
      measured: `${perUpdate.toFixed(1)} ms (script, style, layout)`,
      reached: null,
    },
  ];
};

/** The snapshot of all meters names each point's parent once. */
const pointsIn = (payload: string): number => (payload.includes('"snapshot"') ? (payload.match(/"intervalS"/g)?.length ?? 0) : 0);

const busyOf = async (asked: Promise<{ metrics: readonly { name: string; value: number }[] }>): Promise<number> => {
  const { metrics } = await asked;
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
};
