import type { Page } from 'playwright';
import { DESK, PHONE, type Shot } from './shot.ts';

const openTier = async (page: Page): Promise<void> => {
  await page
    .locator('tr, li')
    .filter({ hasText: /第3档|tier 3/ })
    .last()
    .getByRole('button')
    .click();
  await page.waitForTimeout(800);
};

/** An account whose tariff has tiers: its use by day, what it opens to, and its bill. */
export const TIER_SHOTS: readonly Shot[] = [
  {
    name: 'tiers-account-desk',
    path: '/parks/main/accounts/A-016',
    size: DESK,
    theme: 'light',
    full: true,
    before: (page) => page.getByText('逐日应计明细').first().click(),
  },
  { name: 'tiers-account-phone-en', path: '/parks/main/accounts/A-016', size: PHONE, scale: 2, lang: 'en', full: true },
  {
    name: 'tiers-why-phone',
    path: '/parks/main/accounts/A-016/why?from=2026-11-28&to=2026-11-28',
    size: PHONE,
    scale: 2,
    theme: 'light',
    full: true,
  },
  { name: 'tiers-why-desk-en', path: '/parks/main/accounts/A-016/why?from=2026-11-28&to=2026-11-28', size: DESK, lang: 'en' },
  {
    name: 'tiers-forecast-phone',
    path: '/my/why?account=main%3AA-016&from=2026-11-28',
    size: PHONE,
    scale: 2,
    theme: 'light',
    as: 'tenant',
    full: true,
  },
  {
    name: 'tiers-forecast-demand',
    path: '/my/why?account=main%3AA-007&from=2026-11-28',
    size: PHONE,
    scale: 2,
    theme: 'light',
    as: 'tenant',
    full: true,
  },
  {
    name: 'tiers-forecast-desk-en',
    path: '/my/why?account=main%3AA-007&from=2026-11-28',
    size: DESK,
    lang: 'en',
    as: 'tenant',
    full: true,
  },
  { name: 'tiers-bill-desk', path: '/parks/main/bills/2015', size: DESK, theme: 'light', full: true, before: openTier },
  {
    name: 'tiers-bill-phone-en',
    path: '/my/bills/main/1015',
    size: PHONE,
    scale: 2,
    lang: 'en',
    as: 'tenant',
    full: true,
    before: openTier,
  },
  {
    name: 'tiers-whatif-desk',
    path: '/parks/main/whatif',
    size: DESK,
    theme: 'light',
    full: true,
    before: async (page) => {
      await page.locator('main select').last().selectOption('single');
      await page.waitForTimeout(1_500);
    },
  },
];
