import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright';
import type { Row } from '../table.ts';

export interface Visit {
  readonly browser: Browser;
  readonly url: string;
  readonly who: 'manager' | 'tenant';
  readonly path: string;
  readonly size: { readonly width: number; readonly height: number };
}

export interface Opened {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly devtools: CDPSession;
}

/** A page nobody has been on before: nothing is cached. Where it goes is the caller's. */
export const openPage = async ({ browser, url, who, size }: Visit): Promise<Opened> => {
  const context = await browser.newContext({ viewport: size, locale: 'zh-CN', serviceWorkers: 'block' });
  await context.addCookies([{ name: 'harness', value: who, url }]);
  const page = await context.newPage();
  return { context, page, devtools: await context.newCDPSession(page) };
};

const KB = 1_024;
/** A file of the chart library, which loads after the page stands. */
const CHARTS = /ecModel/;
/** Charts and all that loads by itself has come. */
const LOADED_MS = 6_000;

export interface ScriptBudget extends Visit {
  readonly what: string;
  readonly kbMax: number;
}

/** Bytes of script of a page, each file compressed by itself as it is sent: all that loads until the page stands, charts included. */
export const scriptBytes = async ({ what, kbMax, ...visit }: ScriptBudget): Promise<Row> => {
  const { context, page } = await openPage(visit);
  const bodies: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') bodies.push(response.body());
  });
  await page.goto(visit.url + visit.path);
  await page.waitForTimeout(LOADED_MS);
  const sizes = (await Promise.all(bodies)).map((body) => ({
    plain: body.length,
    sent: gzipSync(body).length,
    charts: CHARTS.test(body.toString('utf8')),
  }));
  await context.close();
  const sum = (of: typeof sizes, pick: 'plain' | 'sent') => of.reduce((total, size) => total + size[pick], 0) / KB;
  const kb = sum(sizes, 'sent');
  const charts = sum(
    sizes.filter((size) => size.charts),
    'sent',
  );
  return {
    what,
    asked: `${kbMax} KB`,
    measured: `${kb.toFixed(0)} KB in ${sizes.length} files, ${charts.toFixed(0)} KB of them charts (${sum(sizes, 'plain').toFixed(0)} KB unpacked)`,
    reached: kb <= kbMax,
  };
};
