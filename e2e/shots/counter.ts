import type { Page } from 'playwright';
import { DESK, PHONE, type Shot } from './shot.ts';

/** Chooses the first account of the counter, and goes on. */
const atCounter =
  (...presses: readonly string[]) =>
  async (page: Page): Promise<void> => {
    await page.click('main ul:has(b) > li:nth-child(1) > button');
    for (const press of presses) await page.click(press);
    await page.waitForTimeout(600);
  };

/** The counter, and opening an account at it. */
export const COUNTER_SHOTS: readonly Shot[] = [
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
  { name: 'open-phone', path: '/parks/main/counter/open', size: PHONE, scale: 2, theme: 'light', full: true },
];
