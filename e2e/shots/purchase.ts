import { DESK, PHONE, type Shot } from './shot.ts';

/** Bought electricity and how it is shared. */
export const PURCHASE_SHOTS: readonly Shot[] = [
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
      await page.getByRole('button', { name: 'Shared area' }).click();
      await page.getByLabel('Accounts left out').first().fill('A-006 nobody');
      await page.getByLabel('Shared', { exact: true }).first().selectOption('custom');
      await page.getByRole('button', { name: 'Try' }).click();
      await page.waitForTimeout(800);
    },
  },
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
];
