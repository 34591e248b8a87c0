import type { Page } from 'playwright';
import { DESK, PHONE, press, type Shot } from './shot.ts';

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

/** What was seen last is shown by the page without a network. */
const goOffline = async (page: Page): Promise<void> => {
  await page.goto(`${new URL(page.url()).origin}/offline`);
  await page.waitForTimeout(800);
};

/** Signing in, the parks, a park's overview, and the pages that stand in for others. */
export const PARKS_SHOTS: readonly Shot[] = [
  { name: 'login-phone', path: '/login', size: PHONE, scale: 2, theme: 'light' },
  { name: 'login-desk-en-dark', path: '/login', size: DESK, lang: 'en' },
  { name: 'login-wrong', path: '/login', size: PHONE, scale: 2, theme: 'light', before: (page) => tryToSignIn(page, 'wrong') },
  { name: 'parks-desk', path: '/', size: DESK, theme: 'light' },
  { name: 'parks-desk-dark-en', path: '/', size: DESK, lang: 'en' },
  { name: 'parks-phone', path: '/', size: PHONE, scale: 2, theme: 'light', full: true },
  { name: 'overview-desk', path: '/parks/main', size: DESK, theme: 'light' },
  { name: 'overview-desk-dark-en', path: '/parks/main', size: DESK, lang: 'en' },
  { name: 'overview-phone', path: '/parks/main', size: PHONE, scale: 2, theme: 'light' },
  { name: 'overview-phone-full', path: '/parks/main', size: PHONE, scale: 2, full: true },
  { name: 'overview-stale-desk', path: '/parks/stale', size: DESK, theme: 'light' },
  { name: 'overview-empty', path: '/parks/empty', size: DESK, theme: 'light' },
  { name: 'overview-refused', path: '/parks/secret', size: DESK, theme: 'light' },
  { name: 'overview-waiting', path: '/parks/waiting', size: DESK, theme: 'light' },
  { name: 'compare-desk', path: '/', size: DESK, theme: 'light', before: (page) => showComparison(page) },
  { name: 'compare-phone', path: '/', size: PHONE, scale: 2, full: true, before: (page) => showComparison(page) },
  { name: 'offline-phone', path: '/offline', size: PHONE, scale: 2, theme: 'light', as: 'tenant' },
  { name: 'offline-accounts', path: '/parks/main/accounts', size: PHONE, scale: 2, theme: 'light', before: (page) => goOffline(page) },
  { name: 'offline-live-dark-en', path: '/parks/main/live', size: PHONE, scale: 2, lang: 'en', before: (page) => goOffline(page) },
  { name: 'offline-alarms', path: '/parks/stale/alarms', size: PHONE, scale: 2, theme: 'light', before: (page) => goOffline(page) },
  { name: 'offline-nothing', path: '/login', size: PHONE, scale: 2, theme: 'light', before: (page) => goOffline(page) },
  { name: 'offline-manager', path: '/parks/main', size: PHONE, scale: 2, theme: 'light', before: (page) => goOffline(page) },
  { name: 'offline-manager-dark-en', path: '/parks/main', size: DESK, lang: 'en', before: (page) => goOffline(page) },
  // Small enough for a repository: kept as docs/screenshots.
  { name: 'readme-overview', path: '/parks/main', size: [1280, 800], theme: 'light' },
  { name: 'readme-live-phone', path: '/parks/main/live', size: PHONE, theme: 'dark' },
  { name: 'readme-my-phone', path: '/my', size: PHONE, theme: 'light', as: 'tenant' },
  { name: 'not-found', path: '/nowhere', size: PHONE, scale: 2, theme: 'light' },
  {
    name: 'nav-more-phone',
    path: '/parks/main/finance',
    size: PHONE,
    scale: 2,
    theme: 'light',
    before: (page) => press(page, '更多'),
  },
];
