import { expect, type Page } from 'playwright/test';
import { instantMs } from '#domain/time/instant.ts';
import { serialOf } from './park.ts';
import { signIn, test } from './running.ts';

const controlled = (page: Page): Promise<boolean> =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller) return true;
    await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }));
    return true;
  });

test('the pages can be installed on a phone, by the name of the language seen', async ({ running, page }) => {
  const { url } = running.program;
  await page.goto(`${url}/login`);
  expect(await controlled(page)).toBe(true);
  const devtools = await page.context().newCDPSession(page);
  const manifest = await devtools.send('Page.getAppManifest');
  expect(manifest.errors).toEqual([]);
  expect(JSON.parse(manifest.data ?? '{}')).toMatchObject({
    name: 'ParkTwin 园区水电',
    lang: 'zh-CN',
    start_url: '/',
    display: 'standalone',
  });
  for (const { src } of JSON.parse(manifest.data ?? '{}').icons) expect((await page.request.get(url + src)).status(), src).toBe(200);
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  // A window of a test is a private one, which is the only thing that may be wrong with it.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
  await page.context().addCookies([{ name: 'lang', value: 'en', url }]);
  await page.reload();
  await expect(page.locator('link[rel=manifest]')).toHaveAttribute('href', '/manifest.en.webmanifest');
});

test('without a network a page says so, with what was seen last and its age, and comes back by itself', async ({ running, page }) => {
  const { program, park, gateway } = running;
  await signIn(page, program.url, running.tenantA);
  await page.goto(`${program.url}/my`);
  await gateway.publish({ serial: serialOf(park, 'A'), at: instantMs(Date.now()), importKWh: '12.6', powerKW: '1' });
  const amount = page
    .locator('main')
    .getByText(/^¥?\d+\.\d\d$/)
    .first();
  await expect(amount).toBeVisible();
  await expect.poll(() => page.evaluate(() => localStorage.getItem('parktwin:last-seen'))).toContain('甲公司');
  expect(await controlled(page)).toBe(true);
  await page.context().setOffline(true);
  await page.reload();
  await expect(page.getByRole('heading', { name: '没有网络' })).toBeVisible();
  await expect(page.getByText(/上次看到的数据：\d+ /)).toBeVisible();
  await expect(page.getByRole('region', { name: '甲公司' }).getByText(/¥[\d,]+\.\d\d/)).toBeVisible();
  // Its styles are kept too, not its words alone.
  expect(await page.getByRole('heading', { name: '没有网络' }).evaluate((heading) => getComputedStyle(heading).fontSize)).toBe('30px');
  await page.context().setOffline(false);
  await backAgain(page, '甲公司');
});

/** The page itself stands again, by its own first heading: what was seen last has none, and a browser that is closed while it asks again may hang. */
const backAgain = async (page: Page, name: string): Promise<void> => {
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await page.waitForLoadState('load');
};

const kept = (page: Page): Promise<string | null> => page.evaluate(() => localStorage.getItem('parktwin:last-seen'));

test('a manager without a network reads park, buildings, balances and alarms as they were seen last, each with its age', async ({
  running,
  page,
}) => {
  const { program, park, gateway } = running;
  const root = `${program.url}/parks/${park}`;
  await signIn(page, program.url, running.manager);
  await gateway.publish({ serial: serialOf(park, 'A'), at: instantMs(Date.now()), importKWh: '12.6', powerKW: '1' });
  for (const [path, seen] of [
    ['', '"page":"overview"'],
    ['/live', '"page":"live"'],
    ['/alarms', '"page":"alarms"'],
    ['/accounts', '"page":"accounts"'],
  ]) {
    await page.goto(root + path);
    await expect.poll(() => kept(page)).toContain(seen);
  }
  expect(await controlled(page)).toBe(true);
  await page.context().setOffline(true);
  await page.reload();
  const sheet = page.getByRole('region', { name: '测试园区' });
  await expect(page.getByRole('heading', { name: '没有网络' })).toBeVisible();
  await expect(sheet.getByRole('listitem').filter({ hasText: '甲公司 TA' })).toContainText(/¥[\d,]+\.\d\d/);
  await expect(sheet.getByText(/离线 上次看到的数据：\d+ \S+前 · 此后可能已变化/)).toBeVisible();
  await sheet.getByRole('link', { name: '实时' }).click();
  await expect(sheet.getByRole('listitem').filter({ hasText: '1号楼' })).toContainText(/[\d.]+\skW/);
  await sheet.getByRole('link', { name: '告警' }).click();
  await expect(sheet.getByText('此后可能已变化')).toBeVisible();
  await sheet.getByRole('link', { name: '总览' }).click();
  await expect(sheet.getByText(/当日到那时 [\d.,]+\skWh/)).toBeVisible();
  await page.goto(`${root}/tariffs`);
  await expect(sheet.getByText('这一页没有存在手机上')).toBeVisible();
  // Only read: nothing here can be pressed but to try again.
  await expect(page.getByRole('button')).toHaveCount(1);
  await page.context().setOffline(false);
  await backAgain(page, '价目');
});

test('what one person has seen is gone when another looks, and what is a week old when anybody does', async ({ running, page }) => {
  const { program, park } = running;
  await signIn(page, program.url, running.manager);
  await page.goto(`${program.url}/parks/${park}/accounts`);
  await expect.poll(() => kept(page)).toContain('"page":"accounts"');
  await page.evaluate(() => {
    const seen = JSON.parse(localStorage.getItem('parktwin:last-seen') ?? '');
    const old = { ...seen.sheets[0], park: 'long-ago', keptAt: Date.now() - 8 * 24 * 3_600_000 };
    localStorage.setItem('parktwin:last-seen', JSON.stringify({ ...seen, sheets: [...seen.sheets, old] }));
  });
  await page.goto(`${program.url}/parks/${park}/meters`);
  await expect.poll(() => kept(page)).not.toContain('long-ago');
  expect(await kept(page)).toContain('甲公司');
  await page.context().clearCookies();
  await signIn(page, program.url, running.tenantB);
  await page.goto(`${program.url}/my`);
  await expect.poll(() => kept(page)).toContain('"page":"my"');
  expect(await kept(page)).not.toContain('甲公司');
});

test('a page left open by somebody who has signed out keeps nothing any more', async ({ running, page }) => {
  const { program, park, gateway } = running;
  await signIn(page, program.url, running.tenantA);
  await page.goto(`${program.url}/my`);
  await expect.poll(() => kept(page)).toContain('甲公司');
  await page.evaluate(() => localStorage.removeItem('parktwin:last-seen'));
  const amount = page.locator('main section p').first();
  await expect(amount).not.toContainText('87.30');
  await gateway.publish({ serial: serialOf(park, 'A'), at: instantMs(Date.now() + 11_000), importKWh: '12.7', powerKW: '1' });
  await expect(amount).toContainText('87.30');
  expect(await kept(page)).toBeNull();
});

test('no answer of the server is ever kept on a phone, and whoever signs out leaves nothing behind', async ({ running, page }) => {
  const { url } = running.program;
  await signIn(page, url, running.tenantB);
  await page.goto(`${url}/my`);
  await expect(page.getByRole('heading', { name: '乙公司' })).toBeVisible();
  expect(await controlled(page)).toBe(true);
  await page.reload();
  await expect(page.getByRole('heading', { name: '乙公司' })).toBeVisible();
  const kept = await page.evaluate(async () => {
    const caching = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    return (await Promise.all(caching.map((cache) => cache.keys()))).flat().map((request) => new URL(request.url).pathname);
  });
  expect(kept.filter((path) => !path.startsWith('/_next/static/'))).toEqual(['/offline']);
  await page.getByRole('button', { name: '菜单' }).click();
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.waitForURL('**/login**');
  expect(await page.evaluate(() => localStorage.getItem('parktwin:last-seen'))).toBeNull();
});
