import type { Page } from 'playwright';
import { DESK, PHONE, type Shot } from './shot.ts';

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();

/** The page again, with every question answered by a fault; or, `waiting`, not at all. */
const asked = async (page: Page, how: 'failing' | 'waiting'): Promise<void> => {
  await page.route('**/trpc/**', async (route) => {
    if (how === 'failing') await route.fulfill({ status: 500, json: [] });
  });
  await page.reload();
  await page.waitForTimeout(2_500);
};

/** What money looks like between its pages: paying, partly paid, opening an account on a phone, nothing there, refused, failing. */
export const MONEY_SHOTS: readonly Shot[] = [
  { name: 'bill-part-paid', path: '/parks/main/bills/1013', size: DESK, theme: 'light', full: true },
  { name: 'bill-part-paid-phone', path: '/parks/main/bills/1013', size: PHONE, scale: 2, theme: 'light', full: true },
  { name: 'bill-pay', path: '/parks/main/bills/1013', size: DESK, theme: 'light', before: (page) => press(page, '用余额缴费') },
  {
    name: 'bill-pay-phone',
    path: '/parks/main/bills/1013',
    size: PHONE,
    scale: 2,
    lang: 'en',
    before: (page) => press(page, 'Pay from balance'),
  },
  { name: 'bill-gone', path: '/parks/main/bills/99999', size: PHONE, scale: 2, theme: 'light' },
  { name: 'open-phone', path: '/parks/main/counter/open', size: PHONE, scale: 2, theme: 'light', full: true },
  { name: 'finance-failed', path: '/parks/main/finance', size: PHONE, scale: 2, theme: 'light', before: (page) => asked(page, 'failing') },
  { name: 'finance-waiting', path: '/parks/main/finance', size: DESK, before: (page) => asked(page, 'waiting') },
  { name: 'finance-clerk', path: '/parks/main/finance', size: DESK, lang: 'en', as: 'clerk' },
  {
    name: 'finance-late-fee',
    path: '/parks/main/finance',
    size: PHONE,
    scale: 2,
    theme: 'light',
    full: true,
    before: (page) => press(page, '设置'),
  },
  { name: 'reports-none-phone', path: '/parks/empty/reports?report=arrears', size: PHONE, scale: 2, lang: 'en' },
  { name: 'reports-failed', path: '/parks/main/reports', size: DESK, lang: 'en', before: (page) => asked(page, 'failing') },
  { name: 'purchase-clerk', path: '/parks/main/purchase', size: DESK, theme: 'light', as: 'clerk' },
  {
    name: 'purchase-row-phone',
    path: '/parks/main/purchase?month=2026-10&bill=grid',
    size: PHONE,
    scale: 2,
    theme: 'light',
    before: async (page) => {
      await page.locator('td[data-cell=brief] button').nth(5).click();
      await page.locator('td[data-cell=brief] button').nth(5).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'nav-more-phone',
    path: '/parks/main/finance',
    size: PHONE,
    scale: 2,
    theme: 'light',
    before: (page) => press(page, '更多'),
  },
];
