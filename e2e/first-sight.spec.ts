import { expect, type Page, type Request, type Response } from 'playwright/test';
import { instantMs, MINUTE_MS } from '#domain/time/instant.ts';
import { serialOf } from './park.ts';
import { signIn, test } from './running.ts';

/** After the meters were installed, and before what other specs of the same program have them say. */
const ago = (minutes: number) => instantMs(Date.now() - minutes * MINUTE_MS);

/**
 * The page as the server has drawn it with somebody's name on it, and what else is looked for there. One that the database keeps waiting comes bare,
 * and asks by itself (server/http/first-sight.ts): on a busy machine it is asked for again.
 */
const drawn = async (page: Page, url: string, { name, seen }: { name: string; seen?: () => Promise<void> }): Promise<Response | null> => {
  const answers: (Response | null)[] = [];
  await expect(async () => {
    answers.push(await page.goto(url));
    expect(await answers.at(-1)?.text()).toContain(name);
    await seen?.();
  }).toPass({ timeout: 40_000 });
  return answers.at(-1) ?? null;
};

test('a tenant reads the balance, and when it was so, before any script or socket has come', async ({ running, page, browser }) => {
  const { program, park, gateway } = running;
  await gateway.publish({ serial: serialOf(park, 'A'), at: ago(110), importKWh: '1.5', powerKW: '1' });
  await signIn(page, program.url, running.tenantA);
  const context = await browser.newContext({ javaScriptEnabled: false, storageState: await page.context().storageState() });
  const still = await context.newPage();
  const money = still.locator('main section').first();
  // Nothing comes to a page without scripts: it is asked for again until the reading has been taken.
  const answer = await drawn(still, `${program.url}/my`, {
    name: '甲公司',
    seen: () => expect(money).toContainText(/截至\s+\d\d:\d\d/, { timeout: 1_000 }),
  });
  expect(answer?.headers()['cache-control']).toContain('no-store');
  await expect(money).toContainText(/¥\d+\.\d\d/);
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
  await drawn(still, `${program.url}/parks/${park}/accounts`, { name: '甲公司' });
  await expect(still.getByRole('row').filter({ hasText: '甲公司' })).toContainText(/\d+\.\d\d/);
  const building = still.getByRole('row').filter({ hasText: '1号楼' });
  await drawn(still, `${program.url}/parks/${park}/live`, {
    name: '1号楼',
    seen: () => expect(building).toContainText(/[\d.]+\s*kW/, { timeout: 1_000 }),
  });
  await context.close();
});

test('the lists a page was drawn with go on with what comes, and are asked for again', async ({ running, page }) => {
  const { program, park, gateway } = running;
  await signIn(page, program.url, running.manager);
  const faults: string[] = [];
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(error.message));
  const row = page.getByRole('row').filter({ hasText: '甲公司' });
  const building = page.getByRole('row').filter({ hasText: '1号楼' });
  await expect(async () => {
    const asked: string[] = [];
    const note = (request: Request) => asked.push(request.url());
    page.on('request', note);
    const questions = page.waitForResponse(/trpc\/.*parks\.list/);
    const answer = await page.goto(`${program.url}/parks/${park}/accounts`);
    // What the page asks at first is asked in one.
    await questions;
    page.off('request', note);
    expect(await answer?.text()).toContain('甲公司');
    expect(asked.filter((url) => url.includes('accounts.list'))).toEqual([]);
  }).toPass({ timeout: 30_000 });
  await expect(row).not.toContainText('95.00');
  await gateway.publish({ serial: serialOf(park, 'A'), at: ago(95), importKWh: '5', powerKW: '1' });
  await expect(row).toContainText('95.00', { timeout: 20_000 });
  await page.getByRole('link', { name: '实时' }).first().click();
  await page.waitForURL('**/live');
  await expect(building).toBeVisible();
  await drawn(page, `${program.url}/parks/${park}/live`, { name: '1号楼' });
  await expect(building).toBeVisible();
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
  await drawn(page, `${program.url}/my`, { name: '甲公司' });
  const figure = page.locator('main section p').first();
  await expect(figure).toHaveText(/¥\d+\.\d\d/);
  await expect(figure).not.toContainText('91.00');
  open = true;
  await gateway.publish({ serial: serialOf(park, 'A'), at: ago(90), importKWh: '9', powerKW: '1' });
  await expect(figure).toContainText('91.00', { timeout: 30_000 });
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
