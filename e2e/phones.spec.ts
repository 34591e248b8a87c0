import { readFileSync } from 'node:fs';
import { expect, type Page } from 'playwright/test';
import { instantMs } from '#domain/time/instant.ts';
import { serialOf } from './park.ts';
import { signIn, test } from './running.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test('a tenant on a phone learns what is left, why, and takes the details along', async ({ running, page }) => {
  const { program, park, gateway } = running;
  const serial = serialOf(park, 'B');
  // A little above what another spec may have read, and above zero all the same.
  await gateway.publish({ serial, at: instantMs(Date.now()), importKWh: '30.5', powerKW: '4' });
  await signIn(page, program.url, running.tenantB);
  // The page asks for closed quarters when it is opened, and some minutes later.
  const account = `${program.url}/api/v1/accounts/${encodeURIComponent(`${park}:TB`)}`;
  await expect.poll(async () => JSON.stringify(await (await page.request.get(account)).json())).toContain('69.50');
  await page.goto(`${program.url}/my`);
  await expect(page.getByText('69.50').first()).toBeVisible();

  await page.getByText('为什么是这个数？').tap();
  const reasons = page.getByRole('table', { name: '为什么是这个数？' });
  await expect(reasons.getByRole('row', { name: /今天平段/ })).toContainText('kWh × 1.0000');
  await expect(reasons.getByRole('row', { name: /已用未入账/ })).toContainText('30.50');

  // The meter's row and the account's figure above it are the same, the quarter that runs included.
  const meter = page.getByRole('listitem').filter({ hasText: serial });
  await expect(meter).toContainText(/\d\.\d/);
  const total = page.locator('section').filter({ hasText: '用量和费用' }).locator('b').first();
  await expect(total).toContainText(/\d\.\d/);
  await expect(async () => expect(await meter.locator('b').textContent()).toContain(await total.textContent())).toPass({ timeout: 15_000 });

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '导出' }).tap();
  await page.getByRole('link', { name: /CSV/ }).tap();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/\.csv$/);
  const text = readFileSync(await file.path(), 'utf8');
  expect(text.charCodeAt(0)).toBe(0xfeff);
  expect(text).toContain('B');
  expect(await noSideways(page)).toBe(true);
});

test('a manager on a phone goes from the park to an account and to a meter, by thumb', async ({ running, page }) => {
  const { program, park } = running;
  await signIn(page, program.url, running.manager);
  await page.goto(`${program.url}/parks/${park}`);
  await expect(page.getByText('测试园区').first()).toBeVisible();
  const nav = page.getByRole('navigation', { name: '园区页面' });
  await nav.getByRole('link', { name: '账户' }).tap();
  await page.getByRole('link', { name: /甲公司/ }).tap();
  await page.waitForURL('**/accounts/TA');
  await expect(page.getByText('甲公司').first()).toBeVisible();
  expect(await noSideways(page)).toBe(true);
  await nav.getByRole('button', { name: '更多' }).tap();
  await nav.getByRole('link', { name: '表计' }).tap();
  await page.getByRole('link', { name: /甲电表/ }).tap();
  await page.waitForURL('**/meters/A');
  await expect(page.getByText(serialOf(park, 'A')).first()).toBeVisible();
  expect(await noSideways(page)).toBe(true);
});

const noSideways = (page: Page): Promise<boolean> => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
