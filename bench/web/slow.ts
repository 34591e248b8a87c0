import type { Row } from '../table.ts';
import { openPage, type Visit } from './pages.ts';

/** A phone at the edge of a cell: 400 kbit/s, and 400 ms until an answer begins. */
const BYTES_A_SECOND = 400_000 / 8;
const LATENCY_MS = 400;
const WAIT_MS_MAX = 60_000;
/** All that loads by itself has come. */
const LOADED_MS = 20_000;

/** What a person came for, as the main part of the page says it. */
const POWER = String.raw`\d\s*[kM]W`;
const MONEY = String.raw`\d\.\d\d`;
const PAGES = [
  { who: 'manager', path: '/parks/main', useful: POWER },
  { who: 'manager', path: '/parks/main/accounts', useful: MONEY },
  { who: 'manager', path: '/parks/main/live', useful: POWER },
  { who: 'tenant', path: '/my', useful: MONEY },
] as const;

/** The pages of a phone over a slow line: from the address to the figure a person came for. */
export const slowRows = async (on: Pick<Visit, 'browser' | 'url' | 'size'>): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for (const { useful, ...visit } of PAGES) rows.push(await usefulOnSlowLine({ ...on, ...visit }, useful));
  return rows;
};

/** Once with nothing kept, and again with the program's parts in the browser's cache. Phones load no Chinese font before the page stands. */
const usefulOnSlowLine = async (visit: Visit, useful: string): Promise<Row> => {
  const { context, page, devtools } = await openPage(visit);
  await page.addInitScript((pattern) => {
    const look = () => {
      if (Reflect.has(window, 'usefulAt') || !new RegExp(pattern).test(document.querySelector('main')?.textContent ?? '')) return;
      // What is in the document is painted with the next frame.
      requestAnimationFrame(() => setTimeout(() => Reflect.set(window, 'usefulAt', performance.now())));
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
  }, useful);
  await devtools.send('Network.enable');
  const line = { latency: LATENCY_MS, downloadThroughput: BYTES_A_SECOND, uploadThroughput: BYTES_A_SECOND };
  await devtools.send('Network.emulateNetworkConditions', { offline: false, ...line });
  const go = async (): Promise<string> => {
    await page.goto(visit.url + visit.path, { waitUntil: 'commit', timeout: WAIT_MS_MAX });
    const at = await page.waitForFunction(() => Reflect.get(window, 'usefulAt'), null, { timeout: WAIT_MS_MAX });
    return (Number(await at.jsonValue()) / 1_000).toFixed(1);
  };
  const first = await go();
  await page.waitForTimeout(LOADED_MS);
  const again = await go();
  await context.close();
  return {
    what: `time until ${visit.path} is useful at 400 kbit/s and 400 ms`,
    asked: 'no bound',
    measured: `${first} s the first time, ${again} s again`,
    reached: null,
  };
};
