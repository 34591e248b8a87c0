import { PHONE, type Shot } from './shot.ts';

/** What a tenant sees. */
export const MY_SHOTS: readonly Shot[] = [
  {
    name: 'my-levels',
    path: '/my',
    size: PHONE,
    scale: 2,
    as: 'tenant',
    full: true,
    before: async (page) => {
      await page.click('button:has-text("修改提醒线")');
      await page.fill('form input >> nth=0', '10');
      await page.click('button:has-text("保存")');
    },
  },
  { name: 'my-bill-phone', path: '/my/bills/main/1000', size: PHONE, scale: 2, theme: 'light', as: 'tenant', full: true },
  { name: 'my-phone', path: '/my', size: PHONE, scale: 2, theme: 'light', as: 'tenant', full: true },
  { name: 'my-dark-en', path: '/my', size: PHONE, scale: 2, lang: 'en', as: 'tenant', full: true },
  { name: 'my-low', path: '/my', size: PHONE, scale: 2, theme: 'light', as: 'low', full: true },
  { name: 'my-narrow', path: '/my', size: [320, 640], scale: 2, theme: 'light', as: 'tenant', full: true },
  { name: 'my-why', path: '/my', size: PHONE, scale: 2, theme: 'light', as: 'tenant', before: (page) => page.click('main summary') },
  { name: 'my-why-en', path: '/my', size: PHONE, scale: 2, lang: 'en', as: 'tenant', before: (page) => page.click('main summary') },
  {
    name: 'my-export',
    path: '/my',
    size: PHONE,
    scale: 2,
    theme: 'light',
    as: 'tenant',
    before: async (page) => {
      await page.getByRole('button', { name: '导出' }).click();
    },
  },
];
