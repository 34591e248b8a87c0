import { openChromium } from '../../e2e/harness/chromium.ts';
import { startHarness } from '../../e2e/harness/start.ts';
import { ensureBuilt } from '../../scripts/ready/build.ts';
import type { Row } from '../table.ts';
import { frameTimes } from './frames.ts';
import { scriptBytes } from './pages.ts';
import { slowRows } from './slow.ts';
import { socketBytes } from './socket.ts';
import { usefulMs } from './useful.ts';

const WALL = { width: 1920, height: 1080 };
const PHONE = { width: 390, height: 844 };
const MY_KB = 200;
const WALL_KB = 450;
/** The usual park, and one of forty buildings with more than three hundred points that all move. */
const FRAME_PARKS = ['main', 'large'] as const;
/** Updates a second that a wall must draw without a dropped picture. */
const UPDATES = 4;
/** What the product pushes: two frames a second to a wall, six to a person (domain/board). */
const WALL_FRAME_MS = 500;

/** The pages in a real browser, against the harness with its made-up parks: the network and the server are this machine's. */
export const web = async (): Promise<readonly Row[]> => {
  await ensureBuilt();
  const browser = await openChromium();
  const rows: Row[] = [];
  const measure = async (frameMs: number, take: (url: string) => Promise<readonly Row[]>): Promise<void> => {
    const harness = await startHarness({ frameMs });
    try {
      rows.push(...(await take(harness.url)));
    } finally {
      await harness.stop();
    }
  };
  try {
    await measure(WALL_FRAME_MS, async (url) => {
      const my = { browser, url, who: 'tenant', path: '/my', size: PHONE } as const;
      const wall = { browser, url, who: 'manager', path: '/wall/main?page=twin', size: WALL } as const;
      return [
        await scriptBytes({ ...my, what: 'script of /my, charts included, gzip', kbMax: MY_KB }),
        await scriptBytes({ ...wall, path: '/wall/main?rotate=5', what: 'script of the wall, gzip', kbMax: WALL_KB }),
        await usefulMs(my),
        ...(await socketBytes(wall)),
        ...(await socketBytes(my)),
      ];
    });
    await measure(WALL_FRAME_MS, (url) => slowRows({ browser, url, size: PHONE }));
    for (const park of FRAME_PARKS) {
      const path = `/wall/${park}?page=twin`;
      await measure(1_000 / UPDATES, (url) => frameTimes({ browser, url, who: 'manager', path, size: WALL, updates: UPDATES }));
    }
  } finally {
    await browser.close();
  }
  return rows;
};
