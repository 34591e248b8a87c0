import { expect } from 'playwright/test';
import { instantMs, MINUTE_MS } from '#domain/time/instant.ts';
import { serialOf } from './park.ts';
import { signIn, test } from './running.ts';

/** After the meters were installed, and before what other specs of the same program have them say. */
const ago = (minutes: number) => instantMs(Date.now() - minutes * MINUTE_MS);

test('a tenant reads the balance, and when it was so, before any script or socket has come', async ({ running, page, browser }) => {
  const { program, park, gateway } = running;
  await gateway.publish({ serial: serialOf(park, 'A'), at: ago(110), importKWh: '1.5', powerKW: '1' });
  await signIn(page, program.url, running.tenantA);
  const context = await browser.newContext({ javaScriptEnabled: false, storageState: await page.context().storageState() });
  const still = await context.newPage();
  const answer = await still.goto(`${program.url}/my`);
  expect(answer?.headers()['cache-control']).toContain('no-store');
  const money = still.locator('main section').first();
  await expect(money).toContainText(/¥\d+\.\d\d/);
  await expect(money).toContainText(/截至\s+\d\d:\d\d/);
  await expect(still.getByRole('heading', { name: '甲公司' })).toBeVisible();
  expect(await answer?.text()).not.toContain('乙公司');
  await context.close();
});

test('a manager reads balances, and what buildings draw, before any script or socket has come', async ({ running, page, browser }) => {
  const { program, park, gateway } = running;
  await gateway.publish({ serial: serialOf(park, 'A'), at: ago(105), importKWh: '1.7', powerKW: '1' });
  await signIn(page, program.url, running.manager);
  const context = await browser.newContext({ javaScriptEnabled: false, storageState: await page.context().storageState() });
  const still = await context.newPage();
  await still.goto(`${program.url}/parks/${park}/accounts`);
  await expect(still.getByRole('row').filter({ hasText: '甲公司' })).toContainText(/\d+\.\d\d/);
  await still.goto(`${program.url}/parks/${park}/live`);
  await expect(still.getByRole('row').filter({ hasText: '1号楼' })).toContainText(/[\d.]+\s*kW/);
  await context.close();
});

test('the lists a page was drawn with go on with what comes, and are asked for again', async ({ running, page }) => {
  const { program, park, gateway } = running;
  await signIn(page, program.url, running.manager);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const faults: string[] = [];
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  const questions = page.waitForResponse(/trpc\/.*parks\.list/);
  await page.goto(`${program.url}/parks/${park}/accounts`);
  const row = page.getByRole('row').filter({ hasText: '甲公司' });
  const before = await row.textContent();
  // What the page asks at first is asked in one.
  await questions;
  expect(asked.filter((url) => url.includes('accounts.list'))).toEqual([]);
  await gateway.publish({ serial: serialOf(park, 'A'), at: ago(95), importKWh: '5', powerKW: '1' });
  await expect(row).not.toHaveText(before ?? '', { timeout: 20_000 });
  await page.getByRole('link', { name: '实时' }).first().click();
  await expect(page.getByRole('row').filter({ hasText: '1号楼' })).toBeVisible();
  await page.goto(`${program.url}/parks/${park}/live`);
  await expect(page.getByRole('row').filter({ hasText: '1号楼' })).toBeVisible();
  // The browser draws what the server has drawn.
  expect(faults).toEqual([]);
});

test('the balance stands while the socket cannot be reached, and goes on when it can', async ({ running, page }) => {
  const { program, park, gateway } = running;
  await signIn(page, program.url, running.tenantA);
  await gateway.publish({ serial: serialOf(park, 'A'), at: ago(100), importKWh: '2', powerKW: '1' });
  let open = false;
  await page.routeWebSocket(/socket\.io/, (line) => (open ? void line.connectToServer() : void line.close()));
  await page.route(/socket\.io/, (route) => (open ? route.continue() : route.abort()));
  await page.goto(`${program.url}/my`);
  const figure = page.locator('main section p').first();
  await expect(figure).toHaveText(/¥\d+\.\d\d/);
  const before = await figure.textContent();
  open = true;
  await gateway.publish({ serial: serialOf(park, 'A'), at: ago(90), importKWh: '9', powerKW: '1' });
  await expect(figure).not.toHaveText(before ?? '', { timeout: 30_000 });
});

test('what one person was drawn is not what the next one gets', async ({ running, page }) => {
  const { url } = running.program;
  await signIn(page, url, running.tenantA);
  await page.goto(`${url}/my`);
  await expect(page.getByRole('heading', { name: '甲公司' })).toBeVisible();
  await page.context().clearCookies();
  await signIn(page, url, running.tenantB);
  const answer = await page.goto(`${url}/my`);
  await expect(page.getByRole('heading', { name: '乙公司' })).toBeVisible();
  expect(await answer?.text()).not.toContain('甲公司');
});
