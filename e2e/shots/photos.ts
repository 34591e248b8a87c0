import type { Page } from 'playwright';
import { DESK, PHONE, type Shot } from './shot.ts';

/** A meter in the corridor, as the harness draws it, put into a field of the page as a picture of a camera. */
const attach = async (page: Page, field: string, id: number): Promise<void> => {
  const base64 = await page.evaluate(async (address) => {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = 1_600;
    canvas.height = 1_200;
    canvas.getContext('2d')?.drawImage(image, 0, 0);
    return canvas.toDataURL('image/jpeg', 0.8).split(',')[1] ?? '';
  }, `/api/v1/photos/main/${id}`);
  const file = { name: 'meter.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(base64, 'base64') };
  await page.locator(`[data-files="${field}"]`).first().setInputFiles(file);
  await page.waitForTimeout(900);
};

/** What is sent goes nowhere: no network, or one that never ends. */
const network = (page: Page, how: 'none' | 'slow') =>
  page.route('**/photos/*/*', (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    return how === 'none' ? route.abort() : undefined;
  });

const CHANGE = '/parks/main/meters/B2-101/change?do=replace';
const fill = async (page: Page): Promise<void> => {
  await page.fill('[name=importEnd]', '12350.40');
  await page.fill('[name=serial]', 'E-020111');
  await page.fill('[name=importStart]', '0.35');
};
const both = async (page: Page): Promise<void> => {
  await fill(page);
  await attach(page, 'end', 2);
  await attach(page, 'start', 1);
};

/** Into the field that is there. */
const attachFirst = async (page: Page, id: number): Promise<void> => {
  const field = await page.locator('[data-files]').first().getAttribute('data-files');
  await attach(page, field ?? '', id);
};

/** The first account of the counter gives up its points. */
const release = async (page: Page): Promise<void> => {
  await page.click('main ul:has(b) > li:nth-child(1) > button');
  await page.waitForTimeout(600);
  await page
    .getByRole('button', { name: /销户|Close the account|Close account/ })
    .first()
    .click();
  await page.waitForTimeout(400);
  await page.locator('dialog [inputmode=decimal]').first().fill('9120.41');
  await attachFirst(page, 4);
};

/** Photos as evidence: taken, on the way, failed, kept, and seen again. */
export const PHOTOS_SHOTS: readonly Shot[] = [
  { name: 'photo-change-desk', path: CHANGE, size: DESK, theme: 'light', full: true, before: both },
  { name: 'photo-change-phone', path: CHANGE, size: PHONE, scale: 2, theme: 'light', full: true, before: both },
  { name: 'photo-change-phone-dark-en', path: CHANGE, size: PHONE, scale: 2, lang: 'en', full: true, before: both },
  {
    name: 'photo-failed-phone',
    path: CHANGE,
    size: PHONE,
    scale: 2,
    theme: 'light',
    full: true,
    before: async (page) => {
      await network(page, 'none');
      await both(page);
    },
  },
  {
    name: 'photo-slow-phone-dark',
    path: CHANGE,
    size: PHONE,
    scale: 2,
    full: true,
    before: async (page) => {
      await network(page, 'slow');
      await both(page);
    },
  },
  {
    name: 'photo-confirm-phone',
    path: CHANGE,
    size: PHONE,
    scale: 2,
    theme: 'light',
    before: async (page) => {
      await both(page);
      await page.click('main [type=submit]');
      await page.waitForTimeout(700);
    },
  },
  {
    name: 'photo-confirm-failed-desk-en',
    path: CHANGE,
    size: DESK,
    lang: 'en',
    before: async (page) => {
      await network(page, 'none');
      await both(page);
      await page.click('main [type=submit]');
      await page.waitForTimeout(700);
    },
  },
  {
    name: 'photo-viewer-desk',
    path: '/parks/main/meters/B2-101',
    size: DESK,
    theme: 'light',
    before: async (page) => {
      await page.getByRole('button', { name: /^放大/ }).first().click();
      await page.waitForTimeout(600);
    },
  },
  {
    name: 'photo-viewer-phone-en',
    path: '/parks/main/meters/B2-101',
    size: PHONE,
    scale: 2,
    lang: 'en',
    before: async (page) => {
      await page
        .getByRole('button', { name: /^Open E/ })
        .nth(1)
        .click();
      await page.waitForTimeout(600);
    },
  },
  {
    name: 'photo-open-desk',
    path: '/parks/main/counter/open',
    size: DESK,
    theme: 'light',
    full: true,
    before: async (page) => {
      await page.fill('[name=code]', 'A-101');
      await page.fill('[name=name]', '恒信精密');
      await page.locator('main li input[type=checkbox]').first().check();
      await page.locator('main li input[inputmode=decimal]').first().fill('412.08');
      await page.waitForTimeout(300);
      await attachFirst(page, 3);
    },
  },
  {
    name: 'photo-open-phone-en',
    path: '/parks/main/counter/open',
    size: PHONE,
    scale: 2,
    lang: 'en',
    full: true,
    before: async (page) => {
      await page.locator('main li input[type=checkbox]').first().check();
      await page.waitForTimeout(300);
      await attachFirst(page, 3);
    },
  },
  {
    name: 'photo-release-phone',
    path: '/parks/main/counter',
    size: PHONE,
    scale: 2,
    theme: 'light',
    before: release,
  },
  { name: 'photo-release-desk-en', path: '/parks/main/counter', size: DESK, lang: 'en', before: release },
  { name: 'photo-account-desk', path: '/parks/main/accounts/A-006', size: DESK, theme: 'light', full: true },
  { name: 'photo-account-phone-en', path: '/parks/main/accounts/A-006', size: PHONE, scale: 2, lang: 'en', full: true },
  { name: 'photo-my-phone', path: '/my', size: PHONE, scale: 2, theme: 'light', as: 'tenant', full: true },
];
