import { expect } from 'playwright/test';
import { be, test } from './pictured.ts';

test('a day of the heat map is opened with a press on any of its cells, and with keys alone', async ({ harness, page }) => {
  await be(page, harness.url, 'manager');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${harness.url}/parks/main/meters/B1-101`);
  const days = page.getByRole('group', { name: '本月各日' });
  const third = days.getByRole('button', { name: /-03 的负荷曲线$/ });
  const rows = await third.boundingBox();
  await page.mouse.click((rows?.x ?? 0) + 300, (rows?.y ?? 0) + (rows?.height ?? 0) / 2);
  await expect(third).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator('time[datetime$="-03"]')).toBeInViewport();
  await third.focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(days.getByRole('button', { name: /-02 的负荷曲线$/ })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator('time[datetime$="-02"]')).toBeInViewport();
});

test('the head of a page that stands in the past says where, and not that it is live', async ({ harness, page }) => {
  await be(page, harness.url, 'manager');
  await page.goto(`${harness.url}/parks/main/live?at=2026-11-03T10:15`);
  const head = page.locator('header');
  await expect(head).toContainText('历史回放');
  await expect(head).toContainText('11-03 10:15');
  await expect(head).not.toContainText('已连接');
  await page.getByRole('button', { name: '回到实时' }).click();
  await expect(head).toContainText('已连接');
});

test.describe('where parts of the program do not come', () => {
  // What a service worker fetches for the page passes no route of a test.
  test.use({ serviceWorkers: 'block' });

  test('a chart whose engine does not come says so, and comes by itself when it can', async ({ harness, page }) => {
    await be(page, harness.url, 'manager');
    let isCut = true;
    await page.route('**/_next/static/chunks/*.js', async (route) => {
      const response = await route.fetch();
      const isEngine = (await response.text()).includes('ecModel');
      await (isEngine && isCut ? route.abort('failed') : route.fulfill({ response }));
    });
    await page.goto(`${harness.url}/parks/main`);
    await expect(page.locator('main').getByText('连不上服务器')).toBeVisible();
    await expect(page.getByRole('img', { name: '今日负荷' })).toHaveCount(0);
    isCut = false;
    await expect(page.getByRole('img', { name: '今日负荷' }).getByText('00:00').first()).toBeVisible();
    await expect(page.locator('main').getByText('连不上服务器')).toHaveCount(0);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });
});
