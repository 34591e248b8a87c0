// Takes the pictures that we look at before a screen is done: `node e2e/screens.ts [words in a shot's name]`, beside e2e/board-harness.ts.
import { mkdirSync } from 'node:fs';
import { chromium, type Page } from 'playwright';
import { MONEY_SHOTS } from './shots/money.ts';
import { DESK, HD, PHONE, type Shot, UHD } from './shots/shot.ts';
import { TARIFF_SHOTS } from './shots/tariffs.ts';

/** Where the harness listens; `npm run screens` starts one of its own. */
const ORIGIN = process.env.SCREENS_ORIGIN ?? 'http://localhost:3100';

const tryToSignIn = async (page: Page, password: string): Promise<void> => {
  await page.fill('[name=email]', 'li@example.com');
  await page.fill('[name=password]', password);
  await page.click('[type=submit]');
  await page.waitForTimeout(500);
};

const showComparison = async (page: Page): Promise<void> => {
  await page.click('button:has-text("对比")');
  await page.waitForTimeout(1_500);
};

const openMessage = async (page: Page): Promise<void> => {
  await page.click('main button[aria-expanded]');
  await page.waitForTimeout(500);
};

/** Picks in the page's selects, one after the other; `press` a choice first, or the second of two where areas are chosen. */
const choose = async (page: Page, values: readonly string[], press?: string): Promise<void> => {
  if (press !== undefined) await page.click(`main button:has-text("${press}")`);
  if (values.length > 1) await page.click('main fieldset:nth-of-type(2) button:nth-of-type(2)');
  for (const [i, value] of values.entries()) await page.locator('main select').nth(i).selectOption(value);
  await page.waitForTimeout(1_500);
};

/** Chooses the first account of the counter, and goes on. */
const atCounter =
  (...presses: readonly string[]) =>
  async (page: Page): Promise<void> => {
    await page.click('main ul:has(b) > li:nth-child(1) > button');
    for (const press of presses) await page.click(press);
    await page.waitForTimeout(600);
  };

/** A vector picture, as a park has one. */
const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 96"><rect width="96" height="96" rx="20" fill="#0b6e4f"/>' +
  '<path d="M24 66 48 22l24 44z" fill="#fff"/><text x="116" y="64" font-family="sans-serif" font-size="44" font-weight="700" fill="#0b6e4f">SAMPLE</text></svg>';
const chooseLogo = async (page: Page): Promise<void> => {
  await page.setInputFiles('main input[type=file]', { name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(LOGO) });
  await page.waitForTimeout(1_500);
};

/** What was seen last is shown by the page without a network. */
const goOffline = async (page: Page): Promise<void> => {
  await page.goto(`${ORIGIN}/offline`);
  await page.waitForTimeout(800);
};

/** Fills the form of a meter's change, and goes on to what will happen. */
const planChange =
  (fields: Readonly<Record<string, string>>) =>
  async (page: Page): Promise<void> => {
    for (const [name, value] of Object.entries(fields)) await page.fill(`[name=${name}]`, value);
    await page.click('main [type=submit]');
    await page.waitForTimeout(700);
  };

const SHOTS: readonly Shot[] = [
  { name: 'wall-hd', path: '/wall/main?page=twin', size: HD },
  { name: 'wall-uhd', path: '/wall/main?page=twin', size: UHD },
  { name: 'wall-light', path: '/wall/main?theme=light&page=twin', size: HD },
  { name: 'wall-en', path: '/wall/main?lang=en&page=twin', size: HD },
  { name: 'wall-stale', path: '/wall/stale?page=twin', size: HD },
  { name: 'wall-offline', path: '/wall/offline?page=twin', size: HD },
  { name: 'wall-empty', path: '/wall/empty?page=twin', size: HD },
  { name: 'wall-waiting', path: '/wall/waiting?page=twin', size: HD },
  { name: 'wall-refused', path: '/wall/secret?page=twin', size: HD },
  { name: 'wall-twin-hd', path: '/wall/main?page=twin', size: HD },
  { name: 'wall-twin-uhd', path: '/wall/main?page=twin', size: UHD },
  { name: 'wall-twin-light-en', path: '/wall/main?page=twin&theme=light&lang=en', size: HD },
  { name: 'wall-flows-hd', path: '/wall/main?page=flows', size: HD },
  { name: 'wall-flows-uhd', path: '/wall/main?page=flows', size: UHD },
  { name: 'wall-flows-light-en', path: '/wall/main?page=flows&theme=light&lang=en', size: HD },
  { name: 'wall-flows-stale', path: '/wall/stale?page=flows', size: HD },
  { name: 'wall-flows-empty', path: '/wall/empty?page=flows', size: HD },
  { name: 'wall-flows-waiting', path: '/wall/waiting?page=flows', size: HD },
  { name: 'wall-demand-hd', path: '/wall/main?page=demand', size: HD },
  { name: 'wall-demand-uhd', path: '/wall/main?page=demand', size: UHD },
  { name: 'wall-demand-light-en', path: '/wall/main?page=demand&theme=light&lang=en', size: HD },
  { name: 'wall-demand-stale', path: '/wall/stale?page=demand', size: HD },
  { name: 'wall-demand-empty', path: '/wall/empty?page=demand', size: HD },
  { name: 'wall-demand-waiting', path: '/wall/waiting?page=demand', size: HD },
  { name: 'wall-balances-hd', path: '/wall/main?page=balances', size: HD },
  { name: 'wall-balances-uhd', path: '/wall/main?page=balances', size: UHD },
  { name: 'wall-balances-light-en', path: '/wall/main?page=balances&theme=light&lang=en', size: HD },
  { name: 'wall-balances-stale', path: '/wall/stale?page=balances', size: HD },
  { name: 'wall-balances-empty', path: '/wall/empty?page=balances', size: HD },
  { name: 'wall-balances-waiting', path: '/wall/waiting?page=balances', size: HD },
  { name: 'wall-health-hd', path: '/wall/main?page=health', size: HD },
  { name: 'wall-health-uhd', path: '/wall/main?page=health', size: UHD },
  { name: 'wall-health-light-en', path: '/wall/main?page=health&theme=light&lang=en', size: HD },
  { name: 'wall-health-stale', path: '/wall/stale?page=health', size: HD },
  { name: 'wall-health-empty', path: '/wall/empty?page=health', size: HD },
  { name: 'wall-health-waiting', path: '/wall/waiting?page=health', size: HD },
  { name: 'wall-twin-large', path: '/wall/large?page=twin', size: HD },
  {
    name: 'wall-twin-card',
    path: '/wall/main?page=twin',
    size: HD,
    before: async (page) => {
      await page.focus('[data-building="B7"]');
      await page.waitForTimeout(500);
    },
  },
  { name: 'login-phone', path: '/login', size: PHONE, scale: 2, theme: 'light' },
  { name: 'login-desk-en-dark', path: '/login', size: DESK, lang: 'en' },
  { name: 'login-wrong', path: '/login', size: PHONE, scale: 2, theme: 'light', before: (page) => tryToSignIn(page, 'wrong') },
  { name: 'parks-desk', path: '/', size: DESK, theme: 'light' },
  { name: 'parks-phone', path: '/', size: PHONE, scale: 2, theme: 'light', full: true },
  { name: 'overview-desk', path: '/parks/main', size: DESK, theme: 'light' },
  { name: 'overview-desk-dark-en', path: '/parks/main', size: DESK, lang: 'en' },
  { name: 'overview-phone', path: '/parks/main', size: PHONE, scale: 2, theme: 'light' },
  { name: 'overview-phone-full', path: '/parks/main', size: PHONE, scale: 2, full: true },
  { name: 'overview-stale-desk', path: '/parks/stale', size: DESK, theme: 'light' },
  { name: 'overview-empty', path: '/parks/empty', size: DESK, theme: 'light' },
  { name: 'overview-refused', path: '/parks/secret', size: DESK, theme: 'light' },
  { name: 'overview-waiting', path: '/parks/waiting', size: DESK, theme: 'light' },
  { name: 'accounts-desk', path: '/parks/main/accounts', size: DESK, theme: 'light' },
  { name: 'accounts-phone', path: '/parks/main/accounts', size: PHONE, scale: 2, theme: 'light' },
  { name: 'accounts-en', path: '/parks/main/accounts', size: DESK, lang: 'en' },
  { name: 'meters-desk', path: '/parks/main/meters', size: DESK, theme: 'light' },
  { name: 'meters-phone', path: '/parks/main/meters', size: PHONE, scale: 2, theme: 'dark' },
  { name: 'quarantine-desk', path: '/parks/main/quarantine', size: DESK, theme: 'light' },
  { name: 'quarantine-phone', path: '/parks/main/quarantine', size: PHONE, scale: 2, theme: 'light' },
  { name: 'quarantine-empty', path: '/parks/south/quarantine', size: DESK, theme: 'light' },
  { name: 'alarms-desk', path: '/parks/main/alarms', size: DESK, theme: 'light' },
  { name: 'alarms-phone', path: '/parks/main/alarms', size: PHONE, scale: 2, theme: 'light' },
  { name: 'live-desk', path: '/parks/main/live', size: DESK, theme: 'light' },
  { name: 'live-phone', path: '/parks/main/live', size: PHONE, scale: 2, theme: 'light' },
  { name: 'live-floor-phone', path: '/parks/main/live?space=B2-1', size: PHONE, scale: 2 },
  { name: 'live-meter-en', path: '/parks/main/live?point=B2-101', size: DESK, lang: 'en' },
  { name: 'live-empty', path: '/parks/empty/live', size: DESK, theme: 'light' },
  { name: 'live-nowhere', path: '/parks/main/live?space=gone', size: PHONE, scale: 2, theme: 'light' },
  { name: 'account-desk', path: '/parks/main/accounts/A-006', size: DESK, theme: 'light', full: true },
  { name: 'account-phone', path: '/parks/main/accounts/A-002', size: PHONE, scale: 2, full: true },
  { name: 'account-en', path: '/parks/main/accounts/A-007', size: DESK, lang: 'en', full: true },
  { name: 'account-gone', path: '/parks/main/accounts/X-1', size: PHONE, scale: 2, theme: 'light' },
  {
    name: 'my-levels',
    path: '/my',
    size: PHONE,
    scale: 2,
    as: 'tenant',
    full: true,
    before: async (page) => {
      await page.click('button:has-text("修改提醒线")');
      await page.fill('form input >> nth=0', '10');
      await page.click('button:has-text("保存")');
    },
  },
  { name: 'live-past-desk', path: '/parks/main/live?at=2026-10-20T10:15', size: DESK },
  { name: 'live-past-phone', path: '/parks/main/live?at=2026-10-20T10:15', size: PHONE, scale: 2, theme: 'light' },
  { name: 'meter-desk', path: '/parks/main/meters/B2-101', size: DESK, theme: 'light', full: true },
  { name: 'meter-phone', path: '/parks/main/meters/B2-101', size: PHONE, scale: 2, lang: 'en', full: true },
  { name: 'meter-water', path: '/parks/main/meters/B2-W', size: DESK, full: true },
  { name: 'meter-gone', path: '/parks/main/meters/X-1', size: PHONE, scale: 2, theme: 'light' },
  { name: 'change-desk', path: '/parks/main/meters/B2-101/change?do=replace', size: DESK, theme: 'light', full: true },
  { name: 'change-phone-en', path: '/parks/main/meters/B2-101/change?do=replace', size: PHONE, scale: 2, lang: 'en', full: true },
  {
    name: 'change-plan-desk-en',
    path: '/parks/main/meters/B2-101/change?do=replace',
    size: DESK,
    lang: 'en',
    before: planChange({ at: '2026-10-19T10:15', importEnd: '12350.40', serial: 'E-020111', importStart: '0.35' }),
  },
  {
    name: 'change-plan-phone',
    path: '/parks/main/meters/B2-101/change?do=replace',
    size: PHONE,
    scale: 2,
    theme: 'light',
    before: planChange({ at: '2026-10-19T10:15', importEnd: '12350.40', serial: 'E-020111', importStart: '0.35' }),
  },
  {
    name: 'change-faults-phone',
    path: '/parks/main/meters/B2-101/change?do=ratio',
    size: PHONE,
    scale: 2,
    full: true,
    before: planChange({ importEnd: '12', ratio: '0' }),
  },
  {
    name: 'change-end-plan-phone-dark',
    path: '/parks/main/meters/B2-W/change?do=end',
    size: PHONE,
    scale: 2,
    before: planChange({}),
  },
  { name: 'change-gone', path: '/parks/main/meters/X-1/change', size: PHONE, scale: 2, theme: 'light' },
  { name: 'register-desk', path: '/parks/main/quarantine/register?serial=E-020111', size: DESK, theme: 'light', full: true },
  {
    name: 'register-faults',
    path: '/parks/main/quarantine/register?serial=E-020111',
    size: PHONE,
    scale: 2,
    full: true,
    before: async (page) => {
      await page.fill('[name=ratio]', 'x');
      await page.click('[type=submit]');
      await page.waitForTimeout(500);
    },
  },
  { name: 'register-gone', path: '/parks/main/quarantine/register?serial=X-1', size: PHONE, scale: 2, theme: 'light' },
  { name: 'demand-desk', path: '/parks/main/demand', size: DESK, theme: 'light' },
  { name: 'demand-phone', path: '/parks/main/demand', size: PHONE, scale: 2, lang: 'en', full: true },
  { name: 'demand-stale', path: '/parks/stale/demand', size: DESK },
  { name: 'demand-empty', path: '/parks/empty/demand', size: PHONE, scale: 2, theme: 'light' },
  { name: 'flows-desk', path: '/parks/main/flows', size: DESK },
  { name: 'flows-phone', path: '/parks/main/flows', size: PHONE, scale: 2, theme: 'light', full: true },
  { name: 'flows-empty', path: '/parks/empty/flows', size: DESK, theme: 'light', lang: 'en' },
  {
    name: 'alarms-menu',
    path: '/parks/main/alarms',
    size: DESK,
    theme: 'light',
    before: async (page) => {
      await page.click('table [popovertarget]');
      await page.waitForTimeout(300);
    },
  },
  { name: 'compare-desk', path: '/', size: DESK, theme: 'light', before: (page) => showComparison(page) },
  { name: 'compare-phone', path: '/', size: PHONE, scale: 2, full: true, before: (page) => showComparison(page) },
  { name: 'bills-desk', path: '/parks/main/bills?month=2026-10', size: DESK, theme: 'light' },
  { name: 'bills-dark-en', path: '/parks/main/bills?month=2026-10', size: DESK, lang: 'en' },
  { name: 'bills-phone', path: '/parks/main/bills?month=2026-10', size: PHONE, scale: 2, theme: 'light' },
  { name: 'bills-unlawful', path: '/parks/offline/bills?month=2026-10', size: DESK, theme: 'light' },
  { name: 'bills-none', path: '/parks/south/bills?month=2026-10', size: DESK, theme: 'light' },
  {
    name: 'bills-issue',
    path: '/parks/main/bills?month=2026-10',
    size: DESK,
    theme: 'light',
    before: async (page) => {
      await page.getByRole('button', { name: '全部出具' }).click();
      await page.waitForTimeout(400);
    },
  },
  {
    name: 'bill-one',
    path: '/parks/main/bills/1002',
    size: DESK,
    theme: 'light',
    full: true,
    before: async (page) => {
      await page.getByRole('button', { name: /依据/ }).first().click();
      await page.waitForTimeout(600);
    },
  },
  { name: 'bill-one-dark-en', path: '/parks/main/bills/1002', size: DESK, lang: 'en', full: true },
  {
    name: 'bill-print',
    path: '/parks/main/bills/1002',
    size: [794, 1123],
    theme: 'light',
    before: async (page) => page.emulateMedia({ media: 'print' }),
  },
  {
    name: 'open-desk',
    path: '/parks/main/counter/open',
    size: DESK,
    theme: 'light',
    full: true,
    before: async (page) => {
      await page.fill('[name=code]', 'A-101');
      await page.fill('[name=name]', '恒信精密');
      await page.locator('main li input[type=checkbox]').first().check();
      await page.waitForTimeout(300);
    },
  },
  {
    name: 'open-faults-phone-en',
    path: '/parks/main/counter/open',
    size: PHONE,
    scale: 2,
    lang: 'en',
    full: true,
    before: async (page) => {
      await page.locator('main li input[type=checkbox]').nth(3).check();
      await page.locator('main li select').first().selectOption({ index: 1 });
      await page.click('main [type=submit]');
      await page.waitForTimeout(500);
    },
  },
  { name: 'finance-desk', path: '/parks/main/finance', size: DESK, theme: 'light' },
  { name: 'finance-dark-en', path: '/parks/main/finance', size: DESK, lang: 'en' },
  { name: 'finance-missing', path: '/parks/offline/finance', size: DESK, theme: 'light' },
  { name: 'finance-phone', path: '/parks/main/finance', size: PHONE, scale: 2, theme: 'light', full: true },
  { name: 'finance-empty', path: '/parks/empty/finance', size: DESK, theme: 'light' },
  {
    name: 'finance-close',
    path: '/parks/main/finance',
    size: DESK,
    theme: 'light',
    before: async (page) => {
      await page.getByRole('button', { name: /关账/ }).click();
      await page.waitForTimeout(400);
    },
  },
  { name: 'reports-collection', path: '/parks/main/reports?from=2025-12&to=2026-11', size: DESK, theme: 'light' },
  {
    name: 'reports-collection-phone',
    path: '/parks/main/reports?from=2025-12&to=2026-11',
    size: PHONE,
    scale: 2,
    theme: 'light',
    full: true,
  },
  { name: 'reports-arrears', path: '/parks/main/reports?report=arrears', size: DESK, theme: 'light' },
  { name: 'reports-revenue', path: '/parks/main/reports?report=revenue&from=2025-12&to=2026-11', size: DESK, theme: 'light' },
  { name: 'reports-revenue-dark-en', path: '/parks/main/reports?report=revenue&from=2025-12&to=2026-11', size: DESK, lang: 'en' },
  { name: 'reports-disagrees', path: '/parks/offline/reports?report=revenue&from=2025-12&to=2026-11', size: DESK, theme: 'light' },
  { name: 'reports-energy', path: '/parks/main/reports?report=energy&from=2025-12&to=2026-11', size: DESK, theme: 'light' },
  { name: 'reports-takings', path: '/parks/main/reports?report=takings&from=2026-10&to=2026-10', size: DESK, theme: 'light', as: 'clerk' },
  { name: 'reports-held-phone', path: '/parks/main/reports?report=held', size: PHONE, scale: 2 },
  { name: 'reports-empty', path: '/parks/empty/reports', size: DESK, theme: 'light' },
  { name: 'reports-group', path: '/reports?from=2026-06&to=2026-11', size: DESK, theme: 'light' },
  {
    name: 'reports-print',
    path: '/parks/main/reports?report=revenue&from=2025-12&to=2026-11',
    size: [794, 1123],
    theme: 'light',
    before: async (page) => page.emulateMedia({ media: 'print' }),
  },
  { name: 'paper-template-desk', path: '/parks/main/bills/template', size: DESK, theme: 'light', before: chooseLogo },
  { name: 'paper-template-full', path: '/parks/main/bills/template', size: DESK, theme: 'light', full: true },
  { name: 'paper-template-dark-en', path: '/parks/main/bills/template', size: DESK, lang: 'en' },
  { name: 'paper-template-phone', path: '/parks/main/bills/template', size: PHONE, scale: 2, theme: 'light', full: true },
  { name: 'paper-template-none', path: '/parks/south/bills/template', size: DESK, theme: 'light' },
  {
    name: 'paper-template-fault',
    path: '/parks/main/bills/template',
    size: DESK,
    theme: 'light',
    before: async (page) => {
      await page.locator('main input:not([type=checkbox]):not([type=file])').first().fill('长'.repeat(80));
      await page.waitForTimeout(1_200);
    },
  },
  { name: 'bills-clerk', path: '/parks/main/bills?month=2026-10', size: DESK, theme: 'light', as: 'clerk' },
  { name: 'my-bill-phone', path: '/my/bills/main/1000', size: PHONE, scale: 2, theme: 'light', as: 'tenant', full: true },
  { name: 'purchase-desk', path: '/parks/main/purchase?month=2026-10', size: DESK, theme: 'light', full: true },
  { name: 'purchase-dark-en', path: '/parks/main/purchase?month=2026-08', size: DESK, lang: 'en' },
  { name: 'purchase-phone', path: '/parks/main/purchase?month=2026-10', size: PHONE, scale: 2, theme: 'light', full: true },
  { name: 'purchase-none', path: '/parks/offline/purchase?month=2026-10', size: DESK, theme: 'light' },
  {
    name: 'purchase-reading-en',
    path: '/parks/south/purchase?month=2026-10',
    size: DESK,
    lang: 'en',
    theme: 'light',
    before: async (page) => page.getByRole('button', { name: 'Enter' }).first().click(),
  },
  { name: 'purchase-bill-desk', path: '/parks/main/purchase?month=2026-10&bill=grid', size: DESK, theme: 'light', full: true },
  { name: 'purchase-bill-phone-dark', path: '/parks/main/purchase?month=2026-10&bill=grid', size: PHONE, scale: 2, full: true },
  {
    name: 'purchase-bill-doubts-en',
    path: '/parks/main/purchase?month=2026-10&bill=pv',
    size: DESK,
    lang: 'en',
    theme: 'light',
    before: async (page) => page.getByRole('button', { name: 'Check', exact: true }).click(),
  },
  { name: 'purchase-bill-new', path: '/parks/main/purchase?month=2026-11&bill=grid', size: DESK, theme: 'light' },
  { name: 'allocation-desk', path: '/parks/main/allocation?month=2026-10', size: DESK, theme: 'light', full: true },
  { name: 'allocation-dark-en', path: '/parks/main/allocation?month=2026-10', size: DESK, lang: 'en' },
  { name: 'allocation-phone', path: '/parks/main/allocation?month=2026-10', size: PHONE, scale: 2, theme: 'light', full: true },
  { name: 'allocation-stopped', path: '/parks/offline/allocation?month=2026-10', size: DESK, theme: 'light' },
  { name: 'allocation-incomplete', path: '/parks/stale/allocation?month=2026-10', size: DESK, theme: 'light' },
  { name: 'allocation-none', path: '/parks/south/allocation?month=2026-10', size: DESK, theme: 'light' },
  { name: 'allocation-not-run', path: '/parks/main/allocation?month=2026-09', size: DESK, lang: 'en', theme: 'light' },
  { name: 'allocation-why', path: '/parks/main/allocation?month=2026-10&account=A-006', size: DESK, theme: 'light' },
  {
    name: 'allocation-why-phone-en',
    path: '/parks/main/allocation?month=2026-10&account=A-006',
    size: PHONE,
    scale: 2,
    lang: 'en',
    full: true,
  },
  {
    name: 'allocation-rules',
    path: '/parks/main/allocation/rules?month=2026-10',
    size: DESK,
    theme: 'light',
    full: true,
    before: async (page) => {
      await page.getByLabel('分摊依据').first().selectOption('area');
      await page.getByLabel('增加变压器').selectOption({ index: 1 });
      await page.getByRole('button', { name: '试算' }).click();
      await page.waitForTimeout(800);
    },
  },
  {
    name: 'allocation-rules-faults-phone-en',
    path: '/parks/main/allocation/rules?month=2026-10',
    size: PHONE,
    scale: 2,
    lang: 'en',
    full: true,
    before: async (page) => {
      await page.getByLabel('Accounts left out').first().fill('A-006 nobody');
      await page.getByLabel('Shared', { exact: true }).first().selectOption('custom');
      await page.getByRole('button', { name: 'Try' }).click();
      await page.waitForTimeout(800);
    },
  },
  ...MONEY_SHOTS,
  ...TARIFF_SHOTS,
  { name: 'my-phone', path: '/my', size: PHONE, scale: 2, theme: 'light', as: 'tenant', full: true },
  { name: 'my-dark-en', path: '/my', size: PHONE, scale: 2, lang: 'en', as: 'tenant', full: true },
  { name: 'my-low', path: '/my', size: PHONE, scale: 2, theme: 'light', as: 'low', full: true },
  { name: 'my-narrow', path: '/my', size: [320, 640], scale: 2, theme: 'light', as: 'tenant', full: true },
  { name: 'my-why', path: '/my', size: PHONE, scale: 2, theme: 'light', as: 'tenant', before: (page) => page.click('main summary') },
  { name: 'my-why-en', path: '/my', size: PHONE, scale: 2, lang: 'en', as: 'tenant', before: (page) => page.click('main summary') },
  {
    name: 'my-export',
    path: '/my',
    size: PHONE,
    scale: 2,
    theme: 'light',
    as: 'tenant',
    before: async (page) => {
      await page.getByRole('button', { name: '导出' }).click();
    },
  },
  { name: 'offline-phone', path: '/offline', size: PHONE, scale: 2, theme: 'light', as: 'tenant' },
  { name: 'offline-accounts', path: '/parks/main/accounts', size: PHONE, scale: 2, theme: 'light', before: (page) => goOffline(page) },
  { name: 'offline-live-dark-en', path: '/parks/main/live', size: PHONE, scale: 2, lang: 'en', before: (page) => goOffline(page) },
  { name: 'offline-alarms', path: '/parks/stale/alarms', size: PHONE, scale: 2, theme: 'light', before: (page) => goOffline(page) },
  { name: 'offline-nothing', path: '/login', size: PHONE, scale: 2, theme: 'light', before: (page) => goOffline(page) },
  { name: 'offline-manager', path: '/parks/main', size: PHONE, scale: 2, theme: 'light', before: (page) => goOffline(page) },
  { name: 'offline-manager-dark-en', path: '/parks/main', size: DESK, lang: 'en', before: (page) => goOffline(page) },
  { name: 'why-desk', path: '/parks/main/accounts/A-006/why?from=2026-11-01&to=2026-11-18', size: DESK, theme: 'light' },
  { name: 'why-empty', path: '/parks/empty/accounts/A-006/why?from=2026-11-01', size: DESK, lang: 'en' },
  {
    name: 'why-slots-desk',
    path: '/parks/main/accounts/A-006/why?from=2026-11-18&to=2026-11-18&point=E-006&version=3&period=peak',
    size: DESK,
  },
  {
    name: 'why-slot-desk',
    path: '/parks/main/accounts/A-006/why?from=2026-11-18&to=2026-11-18&point=E-006&version=3&period=peak&slot=1794988800000.7',
    size: DESK,
    theme: 'light',
    full: true,
    before: (page) => openMessage(page),
  },
  {
    name: 'why-slot-en',
    path: '/parks/main/accounts/A-006/why?from=2026-11-18&to=2026-11-18&point=E-006&version=3&period=peak&slot=1794988800000.7',
    size: DESK,
    lang: 'en',
    full: true,
  },
  {
    name: 'why-my-phone',
    path: '/my/why?account=main%3AA-006&from=2026-11-01&to=2026-11-18',
    size: PHONE,
    scale: 2,
    theme: 'light',
    as: 'tenant',
  },
  {
    name: 'why-my-slots',
    path: '/my/why?account=main%3AA-006&from=2026-11-18&to=2026-11-18&point=E-006&version=3&period=peak',
    size: PHONE,
    scale: 2,
    as: 'tenant',
    lang: 'en',
  },
  {
    name: 'why-my-slot',
    path: '/my/why?account=main%3AA-002&from=2026-11-18&to=2026-11-18&point=E-002&version=3&period=peak&slot=1794988800000.7',
    size: PHONE,
    scale: 2,
    theme: 'light',
    as: 'low',
    full: true,
    before: (page) => openMessage(page),
  },
  { name: 'what-if-desk', path: '/parks/main/whatif', size: DESK, theme: 'light', full: true },
  {
    name: 'what-if-dark-en',
    path: '/parks/main/whatif',
    size: DESK,
    lang: 'en',
    full: true,
    before: (page) => choose(page, ['', 'jiangsu']),
  },
  { name: 'what-if-phone', path: '/parks/main/whatif', size: PHONE, scale: 2, theme: 'light', full: true },
  { name: 'what-if-refused', path: '/parks/main/whatif', size: DESK, theme: 'light', before: (page) => choose(page, ['A-001']) },
  {
    name: 'what-if-demand',
    path: '/parks/main/whatif',
    size: DESK,
    theme: 'light',
    full: true,
    before: (page) => choose(page, ['A-006'], '容量与需量'),
  },
  {
    name: 'what-if-demand-phone',
    path: '/parks/main/whatif',
    size: PHONE,
    scale: 2,
    full: true,
    before: (page) => choose(page, ['A-006'], '容量与需量'),
  },
  // Small enough for a repository: kept as docs/screenshots.
  { name: 'readme-overview', path: '/parks/main', size: [1280, 800], theme: 'light' },
  { name: 'readme-live-phone', path: '/parks/main/live', size: PHONE, theme: 'dark' },
  { name: 'readme-my-phone', path: '/my', size: PHONE, theme: 'light', as: 'tenant' },
  { name: 'not-found', path: '/nowhere', size: PHONE, scale: 2, theme: 'light' },
  { name: 'wall-43', path: '/wall/main?page=twin', size: [1280, 1024] },
  { name: 'counter', path: '/parks/main/counter', size: DESK },
  { name: 'counter-no-shift', path: '/parks/south/counter', size: DESK, theme: 'dark' },
  { name: 'counter-empty', path: '/parks/empty/counter', size: DESK },
  { name: 'counter-phone', path: '/parks/main/counter', size: PHONE, full: true },
  { name: 'counter-till-dark', path: '/parks/main/counter', size: DESK, theme: 'dark', before: atCounter('button:text-is("500")') },
  { name: 'counter-till-phone', path: '/parks/main/counter', size: PHONE, before: atCounter('button:text-is("2000")') },
  {
    name: 'counter-confirm-en',
    path: '/parks/main/counter',
    size: DESK,
    lang: 'en',
    before: atCounter('button:text-is("500")', 'form button[type=submit]'),
  },
  {
    name: 'counter-receipt',
    path: '/parks/main/counter',
    size: DESK,
    before: atCounter('button:text-is("500")', 'form button[type=submit]', 'dialog button[data-primary=true]'),
  },
];

const wanted = process.argv.slice(2);
const shots = SHOTS.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)));

mkdirSync('screens', { recursive: true });
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
for (const shot of shots) {
  const [width, height] = shot.size;
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: shot.scale ?? 1,
    colorScheme: shot.theme ?? 'dark',
    timezoneId: 'America/St_Johns',
    locale: 'zh-CN',
  });
  const cookies = [{ name: 'harness', value: shot.as ?? 'manager' }, ...(shot.lang ? [{ name: 'lang', value: shot.lang }] : [])];
  await context.addCookies(cookies.map((cookie) => ({ ...cookie, url: ORIGIN })));
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') process.stdout.write(`  ${shot.name}: ${message.text()}\n`);
  });
  page.on('pageerror', (error) => process.stdout.write(`  ${shot.name}: ${error.message}\n`));
  page.on('request', (request) => {
    if (!request.url().startsWith(ORIGIN) && !request.url().startsWith('data:')) process.stdout.write(`  OUTSIDE ${request.url()}\n`);
  });
  await page.goto(ORIGIN + shot.path);
  await page.waitForTimeout(2_500);
  await shot.before?.(page);
  await page.screenshot({ path: `screens/${shot.name}.png`, fullPage: shot.full === true });
  process.stdout.write(`${shot.name}\n`);
  await context.close();
}
await browser.close();
