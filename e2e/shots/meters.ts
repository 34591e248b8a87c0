import type { Page } from 'playwright';
import { DESK, PHONE, type Shot } from './shot.ts';

/** Fills the form of a meter's change, and goes on to what will happen. */
const planChange =
  (fields: Readonly<Record<string, string>>) =>
  async (page: Page): Promise<void> => {
    for (const [name, value] of Object.entries(fields)) await page.fill(`[name=${name}]`, value);
    await page.click('main [type=submit]');
    await page.waitForTimeout(700);
  };

/** Opens the sheet that asks whether the newest change is to be taken back. */
const askTakeBack = async (page: Page): Promise<void> => {
  await page.click('[data-act=take-back]');
  await page.waitForTimeout(700);
};

/** Meters: the list, one meter, its change, and what waits in quarantine. */
export const METERS_SHOTS: readonly Shot[] = [
  { name: 'meters-desk', path: '/parks/main/meters', size: DESK, theme: 'light' },
  { name: 'meters-phone', path: '/parks/main/meters', size: PHONE, scale: 2, theme: 'dark' },
  { name: 'quarantine-desk', path: '/parks/main/quarantine', size: DESK, theme: 'light' },
  { name: 'quarantine-phone', path: '/parks/main/quarantine', size: PHONE, scale: 2, theme: 'light' },
  { name: 'quarantine-empty', path: '/parks/south/quarantine', size: DESK, theme: 'light' },
  { name: 'meter-desk', path: '/parks/main/meters/B2-101', size: DESK, theme: 'light', full: true },
  { name: 'meter-phone', path: '/parks/main/meters/B2-101', size: PHONE, scale: 2, lang: 'en', full: true },
  { name: 'meter-water', path: '/parks/main/meters/B2-W', size: DESK, full: true },
  {
    name: 'take-back-desk',
    path: '/parks/main/meters/B2-101',
    size: DESK,
    theme: 'light',
    before: askTakeBack,
  },
  {
    name: 'take-back-phone-en-dark',
    path: '/parks/main/meters/B2-101',
    size: PHONE,
    scale: 2,
    lang: 'en',
    theme: 'dark',
    before: askTakeBack,
  },
  { name: 'take-back-refused-phone', path: '/parks/main/meters/B2-W', size: PHONE, scale: 2, theme: 'light', before: askTakeBack },
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
];
