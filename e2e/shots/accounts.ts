import type { Page } from 'playwright';
import { DESK, PHONE, type Shot } from './shot.ts';

const openMessage = async (page: Page): Promise<void> => {
  await page.click('main button[aria-expanded]');
  await page.waitForTimeout(500);
};

/** Accounts, and why one costs what it costs. */
export const ACCOUNTS_SHOTS: readonly Shot[] = [
  { name: 'accounts-desk', path: '/parks/main/accounts', size: DESK, theme: 'light' },
  { name: 'accounts-phone', path: '/parks/main/accounts', size: PHONE, scale: 2, theme: 'light' },
  { name: 'accounts-en', path: '/parks/main/accounts', size: DESK, lang: 'en' },
  { name: 'account-desk', path: '/parks/main/accounts/A-006', size: DESK, theme: 'light', full: true },
  { name: 'account-phone', path: '/parks/main/accounts/A-002', size: PHONE, scale: 2, full: true },
  { name: 'account-en', path: '/parks/main/accounts/A-007', size: DESK, lang: 'en', full: true },
  { name: 'account-gone', path: '/parks/main/accounts/X-1', size: PHONE, scale: 2, theme: 'light' },
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
];
