import type { Page } from 'playwright';
import { DESK, PHONE, press, type Shot } from './shot.ts';

/** A vector picture, as a park has one. */
const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 96"><rect width="96" height="96" rx="20" fill="#0b6e4f"/>' +
  '<path d="M24 66 48 22l24 44z" fill="#fff"/><text x="116" y="64" font-family="sans-serif" font-size="44" font-weight="700" fill="#0b6e4f">SAMPLE</text></svg>';
const chooseLogo = async (page: Page): Promise<void> => {
  await page.setInputFiles('main input[type=file]', { name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(LOGO) });
  await page.waitForTimeout(1_500);
};

/** Bills: the month, one bill, paying it, and the paper they are printed on. */
export const BILLS_SHOTS: readonly Shot[] = [
  { name: 'bills-desk', path: '/parks/main/bills?month=2026-10', size: DESK, theme: 'light' },
  { name: 'bills-dark-en', path: '/parks/main/bills?month=2026-10', size: DESK, lang: 'en' },
  { name: 'bills-phone', path: '/parks/main/bills?month=2026-10', size: PHONE, scale: 2, theme: 'light' },
  { name: 'bills-unlawful', path: '/parks/offline/bills?month=2026-10', size: DESK, theme: 'light' },
  { name: 'bills-none', path: '/parks/main/bills?month=2026-08', size: DESK, theme: 'light' },
  { name: 'bills-skipped', path: '/parks/south/bills?month=2026-10', size: DESK, theme: 'light' },
  { name: 'bills-skipped-phone', path: '/parks/south/bills?month=2026-10', size: PHONE, scale: 2, lang: 'en' },
  {
    name: 'bills-begin',
    path: '/parks/south/bills?month=2026-10',
    size: DESK,
    theme: 'light',
    before: (page) => press(page, '自 2026-10 起出账'),
  },
  {
    name: 'bills-begin-phone',
    path: '/parks/south/bills?month=2026-10',
    size: PHONE,
    scale: 2,
    lang: 'en',
    before: (page) => press(page, 'Begin billing with 2026-10'),
  },
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
  {
    name: 'bill-share-why',
    path: '/parks/main/bills/1002',
    size: DESK,
    theme: 'light',
    full: true,
    before: async (page) => {
      await page
        .getByRole('button', { name: /线损.*依据/ })
        .first()
        .click();
      await page.waitForTimeout(600);
    },
  },
  {
    name: 'bill-share-why-phone-en',
    path: '/parks/main/bills/1002',
    size: PHONE,
    scale: 2,
    lang: 'en',
    full: true,
    before: async (page) => {
      await page
        .getByRole('button', { name: /Why.*Line loss/ })
        .first()
        .click();
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
];
