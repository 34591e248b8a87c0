import type { Page } from 'playwright';
import { DESK, PHONE, press, type Shot } from './shot.ts';

/** The page again, with every question answered by a fault; or, `waiting`, not at all. */
const asked = async (page: Page, how: 'failing' | 'waiting'): Promise<void> => {
  await page.route('**/trpc/**', async (route) => {
    if (how === 'failing') await route.fulfill({ status: 500, json: [] });
  });
  await page.reload();
  await page.waitForTimeout(2_500);
};

/** Months, terms and reports. */
export const FINANCE_SHOTS: readonly Shot[] = [
  { name: 'finance-desk', path: '/parks/main/finance', size: DESK, theme: 'light' },
  { name: 'finance-dark-en', path: '/parks/main/finance', size: DESK, lang: 'en' },
  { name: 'finance-missing', path: '/parks/offline/finance', size: DESK, theme: 'light' },
  { name: 'finance-left', path: '/parks/offline/finance?month=2026-02', size: DESK, theme: 'light' },
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
];
