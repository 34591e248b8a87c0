import type { Browser, CDPSession, Page } from 'playwright';
import { startHarness } from './start.ts';

/** A wall gets two frames a second; here it gets twenty. Its pages turn every 5 s in place of 30, or as asked. */
const FRAME_MS = 50;
const FRAME_MS_PRODUCT = 500;
const ROTATE_S = 5;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const MB = 1_048_576;
/** By then what is loaded once has been (charts, all pages), and the engine has compiled what runs often: heap of its own, which ends. */
const WARM_MS = 150_000;
/** A page has drawn itself this long after its turn came. */
const DRAWN_MS = 2_000;
/** In the time asked for; a turn of the pages lies between two. */
const LOOKS_MAX = 12;

export interface SoakAsked {
  readonly ms: number;
  /** A busy machine may not have let go of the page before: of so many turns one after another the lowest heap is what is held. At least one. */
  readonly turnsALook: number;
  /** Pages turn so often, s: more than a page takes to draw itself. */
  readonly rotateS?: number;
  /** So many frames have come between the first look and the last, however long a busy machine takes. */
  readonly framesMin?: number;
}

export interface HeapLook {
  /** ms since the wall was warm. */
  readonly at: number;
  readonly heapBytes: number;
  readonly nodes: number;
  readonly frames: number;
}

export interface SoakResult {
  readonly looks: readonly HeapLook[];
  /** Slope of the heap over the looks, by least squares: MB an hour of the clock, and an hour of a wall at its own rate. */
  readonly mbPerHour: number;
  readonly mbPerWallHour: number;
  /** How many times faster than a wall's own rate frames came. */
  readonly speed: number;
}

/**
 * A wall with all its pages turning, under frames at many times the usual rate through the real socket. Heap after forced collections, each at
 * the same place of the turn: one page holds 2 MB more than another, which would pass for growth.
 */
export async function soakWall(browser: Browser, asked: SoakAsked, say: (text: string) => void): Promise<SoakResult> {
  const { ms, turnsALook, rotateS = ROTATE_S, framesMin = 0 } = asked;
  const harness = await startHarness({ frameMs: FRAME_MS });
  try {
    const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: 'zh-CN' });
    await context.addCookies([{ name: 'harness', value: 'manager', url: harness.url }]);
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    const frames = await countFrames(devtools);
    await page.goto(`${harness.url}/wall/main?rotate=${rotateS}`);
    await page.locator('h1, h2').first().waitFor();
    await page.waitForTimeout(Math.min(WARM_MS, ms));
    const begun = performance.now();
    const looks: HeapLook[] = [];
    const isLong = ({ at, frames: come }: HeapLook) => at >= ms && come - (looks[0]?.frames ?? 0) >= framesMin;
    for (let newest: HeapLook | null = null; looks.length < 2 || newest === null || !isLong(newest); ) {
      const next = performance.now() + ms / LOOKS_MAX;
      const held = await lowestOf(turnsALook, page, devtools);
      newest = { at: performance.now() - begun, ...held, frames: frames() };
      looks.push(newest);
      say(lineOf(newest));
      await page.waitForTimeout(Math.max(0, next - performance.now()));
    }
    const [first, last] = [looks[0], looks.at(-1)];
    const perSecond = first && last ? ((last.frames - first.frames) * 1_000) / (last.at - first.at) : 0;
    const slope = slopeOf(looks.map(({ at, heapBytes }) => [at / HOUR_MS, heapBytes / MB]));
    // Two boards are watched, so a frame each.
    const speed = perSecond / 2 / (1_000 / FRAME_MS_PRODUCT);
    await context.close();
    return { looks, mbPerHour: slope, mbPerWallHour: speed === 0 ? slope : slope / speed, speed };
  } finally {
    await harness.stop();
  }
}

const lineOf = (look: HeapLook): string =>
  `${(look.at / MINUTE_MS).toFixed(1).padStart(6)} min  ${(look.heapBytes / MB).toFixed(2)} MB  ${look.nodes} nodes  ${look.frames} frames`;

const countFrames = async (devtools: CDPSession): Promise<() => number> => {
  let frames = 0;
  await devtools.send('Network.enable');
  devtools.on('Network.webSocketFrameReceived', ({ response }) => {
    if (response.payloadData.includes('"frame"')) frames += 1;
  });
  return () => frames;
};

/** The turn of the first page has come anew, and it stands. */
const firstPageDrawn = async (page: Page): Promise<void> => {
  await page.locator('nav > :first-child:not([aria-current])').waitFor();
  await page.locator('nav > :first-child[aria-current]').waitFor();
  await page.waitForTimeout(DRAWN_MS);
};

interface Held {
  readonly heapBytes: number;
  readonly nodes: number;
}

const lowestOf = async (turns: number, page: Page, devtools: CDPSession): Promise<Held> => {
  let lowest: Held | null = null;
  for (let i = 0; i < turns; i++) {
    await firstPageDrawn(page);
    const held = await lookAt(devtools);
    if (lowest === null || held.heapBytes < lowest.heapBytes) lowest = held;
  }
  if (lowest === null) throw new RangeError(`no turn to look at: ${turns}`);
  return lowest;
};

/** Collected twice: the first frees what the second finds unreachable. */
const lookAt = async (devtools: CDPSession): Promise<Held> => {
  await devtools.send('HeapProfiler.enable');
  for (let i = 0; i < 2; i++) await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  const { nodes } = await devtools.send('Memory.getDOMCounters');
  return { heapBytes: usedSize, nodes };
};

/** Least squares. */
const slopeOf = (points: readonly (readonly [x: number, y: number])[]): number => {
  const n = points.length;
  const mean = (pick: 0 | 1) => points.reduce((sum, point) => sum + point[pick], 0) / n;
  const [x, y] = [mean(0), mean(1)];
  const over = points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
  return over === 0 ? 0 : points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0) / over;
};
