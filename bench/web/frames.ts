import { loadavg } from 'node:os';
import type { CDPSession } from 'playwright';
import { mean, percentile, spreadText } from '../stats.ts';
import type { Row } from '../table.ts';
import { type Drawn, drawnIn } from './drawn.ts';
import { droppedOf, pictureGaps } from './gaps.ts';
import { openPage, type Visit } from './pages.ts';

const WARM_MS = 5_000;
const RUN_MS = 20_000;
const RECORD_MS = 5_000;
const MPX = 1_000_000;

export interface FrameRun extends Visit {
  /** Frames of a board a second. */
  readonly updates: number;
}

/** Pictures of a page while its boards change: how far apart they came, what they cost, and how much of the screen they drew anew. */
export const frameTimes = async ({ updates, ...visit }: FrameRun): Promise<readonly Row[]> => {
  const { context, page, devtools } = await openPage(visit);
  const browser = await visit.browser.newBrowserCDPSession();
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
  const before = { page: await busyOf(devtools), browser: await processorOf(browser) };
  const gaps = await pictureGaps(page, RUN_MS);
  const after = { page: await busyOf(devtools), browser: await processorOf(browser) };
  const load = loadavg()[0]?.toFixed(1);
  const drawn = await drawnIn(browser, RECORD_MS);
  await browser.detach();
  // What the machine itself leaves out: the same browser at a page on which nothing happens.
  await page.goto('about:blank');
  const idle = await pictureGaps(page, RUN_MS);
  await context.close();
  const dropped = droppedOf(gaps);
  const seconds = RUN_MS / 1_000;
  const msOf = (of: 'page' | 'browser', per: number) => (((after[of] - before[of]) * 1_000) / per).toFixed(1);
  const name = `${visit.path} ${visit.size.width}x${visit.size.height}`;
  return [
    {
      what: `frame times of ${name}: ${points} points, ${updates} updates a second`,
      asked: '0 dropped',
      measured: `${spreadText(gaps)}, ${dropped} of ${gaps.length + dropped} dropped, an empty page ${droppedOf(idle)}, at a load of the machine of ${load}`,
      reached: dropped === 0,
    },
    {
      what: `processor time of ${name}`,
      asked: '',
      measured: `${msOf('page', seconds * updates)} ms of the page's own thread an update, ${msOf('browser', gaps.length)} ms of all the browser's threads a picture`,
      reached: null,
    },
    { what: `drawn anew in each picture of ${name}`, asked: '', measured: drawnText(drawn, visit.size), reached: null },
  ];
};

/** "mean 0.21, p90 0.85 of 2.07 Mpx, 7.3 tiles" */
const drawnText = ({ pictures, areasPx, tiles }: Drawn, { width, height }: Visit['size']): string => {
  if (pictures === 0) return 'nothing';
  const mpx = (px: number) => (px / MPX).toFixed(2);
  return `mean ${mpx(mean(areasPx))}, p90 ${mpx(percentile(areasPx, 0.9) ?? 0)} of ${mpx(width * height)} Mpx, ${(tiles / pictures).toFixed(1)} tiles`;
};

/** The snapshot of all meters names each point's parent once. */
const pointsIn = (payload: string): number => (payload.includes('"snapshot"') ? (payload.match(/"intervalS"/g)?.length ?? 0) : 0);

/** s of the page's own thread. */
const busyOf = async (devtools: CDPSession): Promise<number> => {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
};

/** s of all processes of the browser. */
const processorOf = async (browser: CDPSession): Promise<number> => {
  const { processInfo } = await browser.send('SystemInfo.getProcessInfo');
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
};
