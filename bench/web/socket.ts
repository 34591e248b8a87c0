import type { Row } from '../table.ts';
import { openPage, type Visit } from './pages.ts';

const RUN_MS = 20_000;
const WARM_MS = 4_000;
const MINUTE_MS = 60_000;
const KB = 1_024;

/** What the open boards of a page cost a minute, by board, after their snapshots: text of the frames, before the socket's own head. */
export const socketBytes = async (visit: Visit): Promise<readonly Row[]> => {
  const { context, page, devtools } = await openPage(visit);
  const bytes = new Map<string, number>();
  const snapshots = new Map<string, number>();
  await devtools.send('Network.enable');
  devtools.on('Network.webSocketFrameReceived', ({ response }) => {
    const { payloadData } = response;
    const key = /"key":"([^"]+)"/.exec(payloadData)?.[1];
    if (key === undefined) return;
    const into = payloadData.includes('"snapshot"') ? snapshots : bytes;
    into.set(key, (into.get(key) ?? 0) + Buffer.byteLength(payloadData));
  });
  await page.goto(visit.url + visit.path);
  await page.waitForTimeout(WARM_MS);
  bytes.clear();
  await page.waitForTimeout(RUN_MS);
  await context.close();
  return [...bytes].map(([key, sum]) => ({
    what: `socket of ${visit.path}: board ${key}`,
    asked: '',
    measured: `${((sum * MINUTE_MS) / RUN_MS / KB).toFixed(0)} KB a minute (snapshot ${((snapshots.get(key) ?? 0) / KB).toFixed(0)} KB)`,
    reached: null,
  }));
};
