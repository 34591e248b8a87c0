import type { Page } from 'playwright';
import { DESK, PHONE, type Shot } from './shot.ts';

/** Picks in the page's selects, one after the other; `press` a choice first, or the second of two where areas are chosen. */
const choose = async (page: Page, values: readonly string[], press?: string): Promise<void> => {
  if (press !== undefined) await page.click(`main button:has-text("${press}")`);
  if (values.length > 1) await page.click('main fieldset:nth-of-type(2) button:nth-of-type(2)');
  for (const [i, value] of values.entries()) await page.locator('main select').nth(i).selectOption(value);
  await page.waitForTimeout(1_500);
};

/** Types into a version's form and asks what it does. */
const tariffDraft = async (
  page: Page,
  { name, value, validFrom, look }: { readonly name: string; readonly value: string; readonly validFrom?: string; readonly look: string },
): Promise<void> => {
  if (validFrom !== undefined) await page.fill('[name=validFrom]', validFrom);
  await page.fill(`[name=${name}]`, value);
  await page.getByRole('button', { name: look }).click();
  await page.waitForTimeout(1_200);
};

/** Tariffs, their versions, and what another would have cost. */
export const TARIFFS_SHOTS: readonly Shot[] = [
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
  { name: 'tariffs-desk', path: '/parks/main/tariffs', size: DESK, theme: 'light', full: true },
  { name: 'tariffs-dark-en', path: '/parks/main/tariffs?tariff=tou&version=2026-12-01', size: DESK, lang: 'en', full: true },
  { name: 'tariffs-phone', path: '/parks/main/tariffs', size: PHONE, scale: 2, theme: 'light', full: true },
  { name: 'tariffs-phone-dark-en', path: '/parks/main/tariffs?tariff=market', size: PHONE, scale: 2, lang: 'en', full: true },
  { name: 'tariffs-water', path: '/parks/main/tariffs?tariff=water', size: DESK, theme: 'light' },
  { name: 'tariffs-clerk', path: '/parks/main/tariffs', size: DESK, theme: 'light', as: 'clerk' },
  { name: 'tariffs-empty', path: '/parks/empty/tariffs', size: DESK, theme: 'light' },
  { name: 'tariffs-gone', path: '/parks/main/tariffs/change?tariff=tou&version=2020-01-01', size: DESK, theme: 'light', lang: 'en' },
  {
    name: 'tariffs-new',
    path: '/parks/main/tariffs/change?tariff=tou&version=2026-08-01&as=new',
    size: DESK,
    theme: 'light',
    full: true,
    before: (page) => tariffDraft(page, { name: 'price0flat', value: '0.4313', validFrom: '2027-01-01', look: '看看影响' }),
  },
  {
    name: 'tariffs-past-en',
    path: '/parks/main/tariffs/change?tariff=tou&version=2026-08-01&as=new',
    size: DESK,
    lang: 'en',
    before: async (page) => {
      await tariffDraft(page, { name: 'price0flat', value: '0.3913', validFrom: '2026-10-15', look: 'See what it does' });
      await page.getByRole('button', { name: 'Save…' }).click();
      await page.waitForTimeout(500);
    },
  },
  {
    name: 'tariffs-faults-phone',
    path: '/parks/main/tariffs/change?tariff=tou&version=2026-08-01&as=new',
    size: PHONE,
    scale: 2,
    theme: 'light',
    full: true,
    before: async (page) => {
      await page.getByRole('button', { name: /^时段/ }).click();
      await page.locator('fieldset [aria-expanded]:has(small)').first().click();
      await tariffDraft(page, { name: 'hours0', value: '8:10-11', validFrom: '2026-08-01', look: '看看影响' });
    },
  },
  {
    name: 'tariffs-effect-phone-en',
    path: '/parks/main/tariffs/change?tariff=water&version=2025-01-01&as=correction',
    size: PHONE,
    scale: 2,
    lang: 'en',
    full: true,
    before: (page) => tariffDraft(page, { name: 'price0flat', value: '4.5', look: 'See what it does' }),
  },
];
