import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, type Request } from 'playwright/test';
import { be, test, type Who } from './pictured.ts';

interface Seen {
  readonly path: string;
  readonly who: Who;
  /** Absent: a desk. */
  readonly phone?: true;
}

const seen = (path: string, who: Who, phone?: true): Seen => ({ path, who, ...(phone && { phone }) });
const PARK = [
  '',
  '/live',
  '/accounts',
  '/accounts/A-006',
  '/meters',
  '/meters/B1-101',
  '/meters/B2-101',
  '/meters/B1-101/change',
  '/demand',
  '/flows',
  '/alarms',
  '/alarms/2',
  '/counter',
  '/purchase',
  '/allocation',
  '/allocation/rules',
  '/counter/open',
  '/purchase?month=2026-10&bill=grid',
  '/bills',
  '/bills/1002',
  '/bills/1013',
  '/bills/template',
  '/finance',
  '/reports?from=2025-12&to=2026-11',
  '/reports?report=arrears',
  '/reports?report=held',
  '/whatif',
  '/tariffs',
  '/tariffs/change?tariff=tou&version=2026-08-01&as=new',
  '/quarantine',
  '/quarantine/register',
];

const MONEY_ON_PHONE = [
  '/counter/open',
  '/purchase?month=2026-10',
  '/purchase?month=2026-10&bill=grid',
  '/allocation?month=2026-10',
  '/allocation/rules',
  '/bills',
  '/bills/1013',
  '/bills/template',
  '/finance',
  '/reports?from=2025-12&to=2026-11',
  '/whatif',
];

const PAGES: readonly Seen[] = [
  seen('/login', 'tenant', true),
  seen('/offline', 'tenant', true),
  seen('/my', 'tenant', true),
  seen('/my', 'low', true),
  seen('/my/bills/main/1000', 'tenant', true),
  seen('/', 'manager'),
  seen('/reports', 'manager'),
  ...PARK.map((path) => seen(`/parks/main${path}`, 'manager')),
  ...['', '/accounts', '/alarms', '/alarms/1', '/counter', '/tariffs', ...MONEY_ON_PHONE].map((path) =>
    seen(`/parks/main${path}`, 'manager', true),
  ),
  seen('/parks/empty', 'manager'),
  ...['twin', 'flows', 'demand', 'balances', 'health'].map((name) => seen(`/wall/main?page=${name}`, 'manager')),
];

const GRAVE = new Set(['serious', 'critical']);

for (const { path, who, phone } of PAGES) {
  test(`${path} as ${who}, ${phone ? 'phone' : 'desk'}, light and dark: nobody is kept out`, async ({ harness, page }) => {
    await be(page, harness.url, who);
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await page.context().addCookies([{ name: 'theme', value: 'light', url: harness.url }]);
    await page.setViewportSize(phone ? { width: 390, height: 844 } : { width: 1440, height: 900 });
    const unanswered = watchQuestions(page);
    await page.goto(harness.url + (path.startsWith('/wall') ? `${path}&theme=light` : path));
    await settled(page, unanswered);
    const { violations, passes } = await axeOf(page).analyze();
    expect(passes.length).toBeGreaterThan(5);
    expect(graveOf(violations)).toEqual([]);
    // A theme changes colours and nothing else.
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    const themed = await page.evaluate(() => {
      const elements = document.querySelectorAll('[data-theme]');
      for (const element of elements) element.setAttribute('data-theme', 'dark');
      return elements.length;
    });
    expect(themed).toBeGreaterThan(0);
    const dark = await axeOf(page).withRules(['color-contrast']).analyze();
    expect(graveOf(dark.violations)).toEqual([]);
  });
}

/** Within the page itself: a blank page to put frames together in is not needed where there are none. */
const axeOf = (page: Page): AxeBuilder => new AxeBuilder({ page }).setLegacyMode();

const graveOf = (violations: Awaited<ReturnType<AxeBuilder['analyze']>>['violations']): readonly string[] =>
  violations
    .filter(({ impact }) => GRAVE.has(impact ?? ''))
    .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 160)).join('\n   ')}`);

/** How many of the questions that a page has asked are not answered yet. */
const watchQuestions = (page: Page): (() => number) => {
  const open = new Set<Request>();
  page.on('request', (request) => request.url().includes('/api/trpc/') && open.add(request));
  page.on('requestfinished', (request) => open.delete(request));
  page.on('requestfailed', (request) => open.delete(request));
  return () => open.size;
};

/** Bones of what has not come, and charts whose engine has not. */
const WAITS = '[class$=_bone], [role=img][class$=_chart]:not(:has(svg))';

/** Until what is asked has come, no bone of a loading page is left and every chart is drawn. */
const settled = async (page: Page, unanswered: () => number): Promise<void> => {
  await expect(page.locator('h1, h2, [role=status]').first()).toBeAttached();
  await expect.poll(async () => unanswered() + (await page.locator(WAITS).count())).toBe(0);
};

test('on a phone what is secondary opens by its head, and stays open while something in it is wrong', async ({ harness, page }) => {
  await be(page, harness.url, 'manager');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${harness.url}/parks/main/bills/template`);
  const head = page.getByRole('button', { name: /^文字/ });
  const issuer = page.getByLabel('单位名称');
  await expect(head).toHaveAttribute('aria-expanded', 'false');
  await expect(issuer).toBeHidden();
  await head.click();
  await issuer.fill('长'.repeat(80));
  await expect(issuer).toHaveAttribute('aria-invalid', 'true');
  await head.click();
  await expect(head).toHaveAttribute('aria-expanded', 'false');
  await expect(issuer).toBeVisible();
  await issuer.fill('示范产业园');
  await expect(issuer).toBeHidden();
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect(issuer).toBeVisible();
  await expect(head).toBeHidden();
});

test('a page of lists is walked by keyboard alone: past the navigation, to the table, with the focus seen', async ({ harness, page }) => {
  await be(page, harness.url, 'manager');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${harness.url}/parks/main/accounts`);
  await expect(page.getByRole('table')).toBeVisible();
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: '跳到正文' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const focused = page.locator('main :focus');
  await expect(focused).toHaveCount(1);
  expect(await focused.evaluate((element) => getComputedStyle(element).outlineStyle)).not.toBe('none');
});

test('an export is chosen by keyboard, and a refusal is said', async ({ harness, page }) => {
  await be(page, harness.url, 'tenant');
  await page.goto(`${harness.url}/my`);
  const open = page.getByRole('button', { name: '导出' });
  await open.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: /CSV/ })).toBeFocused();
  await page.route('**/api/v1/export/**', (route) => route.fulfill({ status: 403, json: { code: 'FORBIDDEN', message: 'no' } }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('没有导出：没有权限')).toBeVisible();
  await page.keyboard.press('Escape');
});

test('with reduced motion nothing moves: figures stand at once', async ({ harness, page }) => {
  await be(page, harness.url, 'tenant');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const unanswered = watchQuestions(page);
  await page.goto(`${harness.url}/my`);
  await expect(page.getByRole('heading', { name: '星禾精密' })).toBeVisible();
  await settled(page, unanswered);
  expect(await page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length)).toBe(0);
});

test('on paper a list is light and whole: no navigation, no column is lost', async ({ harness, page }) => {
  await be(page, harness.url, 'manager');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(`${harness.url}/parks/main/accounts`);
  await expect(page.getByRole('table')).toBeVisible();
  const heads = await page.locator('th:visible').allInnerTexts();
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  // A4 less its margins, at 96 dots an inch.
  await page.setViewportSize({ width: 718, height: 1000 });
  expect(await page.locator('th:visible').allInnerTexts()).toEqual(heads);
  await expect(page.getByRole('navigation')).toHaveCount(0);
  expect(
    await page.locator('table').evaluate((table) => table.scrollWidth <= innerWidth && table.getBoundingClientRect().right <= innerWidth),
  ).toBe(true);
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)');
});
