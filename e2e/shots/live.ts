import type { Page } from 'playwright';
import { DESK, PHONE, press, type Shot } from './shot.ts';

const showEscalated = async (page: Page): Promise<void> => {
  await press(page, 'Escalated');
  await page.getByRole('table').waitFor();
};

/** The twin on a manager's screen, and what it warns of. */
export const LIVE_SHOTS: readonly Shot[] = [
  { name: 'alarms-desk', path: '/parks/main/alarms', size: DESK, theme: 'light' },
  { name: 'alarms-phone', path: '/parks/main/alarms', size: PHONE, scale: 2, theme: 'light' },
  { name: 'alarms-escalated-dark-en', path: '/parks/main/alarms', size: DESK, lang: 'en', before: (page) => showEscalated(page) },
  { name: 'alarm-desk', path: '/parks/main/alarms/2', size: DESK, theme: 'light' },
  { name: 'alarm-desk-dark-en', path: '/parks/main/alarms/2', size: DESK, lang: 'en' },
  { name: 'alarm-phone', path: '/parks/main/alarms/2', size: PHONE, scale: 2, theme: 'light' },
  { name: 'alarm-waiting-phone-dark-en', path: '/parks/main/alarms/1', size: PHONE, scale: 2, lang: 'en' },
  {
    name: 'alarm-escalate-phone',
    path: '/parks/main/alarms/1',
    size: PHONE,
    scale: 2,
    theme: 'light',
    before: (page) => press(page, '升级'),
  },
  { name: 'alarm-escalate-desk-dark', path: '/parks/main/alarms/1', size: DESK, before: (page) => press(page, '升级') },
  { name: 'alarm-nowhere', path: '/parks/main/alarms/999', size: PHONE, scale: 2, theme: 'light' },
  { name: 'live-desk', path: '/parks/main/live', size: DESK, theme: 'light' },
  { name: 'live-phone', path: '/parks/main/live', size: PHONE, scale: 2, theme: 'light' },
  { name: 'live-floor-phone', path: '/parks/main/live?space=B2-1', size: PHONE, scale: 2 },
  { name: 'live-meter-en', path: '/parks/main/live?point=B2-101', size: DESK, lang: 'en' },
  { name: 'live-empty', path: '/parks/empty/live', size: DESK, theme: 'light' },
  { name: 'live-nowhere', path: '/parks/main/live?space=gone', size: PHONE, scale: 2, theme: 'light' },
  { name: 'live-past-desk', path: '/parks/main/live?at=2026-10-20T10:15', size: DESK },
  { name: 'live-past-phone', path: '/parks/main/live?at=2026-10-20T10:15', size: PHONE, scale: 2, theme: 'light' },
  { name: 'demand-desk', path: '/parks/main/demand', size: DESK, theme: 'light' },
  { name: 'demand-phone', path: '/parks/main/demand', size: PHONE, scale: 2, lang: 'en', full: true },
  { name: 'demand-stale', path: '/parks/stale/demand', size: DESK },
  { name: 'demand-empty', path: '/parks/empty/demand', size: PHONE, scale: 2, theme: 'light' },
  { name: 'flows-desk', path: '/parks/main/flows', size: DESK },
  { name: 'flows-phone', path: '/parks/main/flows', size: PHONE, scale: 2, theme: 'light', full: true },
  { name: 'flows-light-en', path: '/parks/main/flows', size: DESK, theme: 'light', lang: 'en' },
  { name: 'flows-large-desk', path: '/parks/large/flows', size: DESK, full: true },
  {
    name: 'flows-large-opened-phone',
    path: '/parks/large/flows',
    size: PHONE,
    scale: 2,
    full: true,
    before: (page) => press(page, '展开合并'),
  },
  { name: 'flows-deep-phone-en', path: '/parks/deep/flows', size: PHONE, scale: 2, lang: 'en', full: true },
  { name: 'flows-empty', path: '/parks/empty/flows', size: DESK, theme: 'light', lang: 'en' },
  {
    name: 'alarms-menu',
    path: '/parks/main/alarms',
    size: DESK,
    theme: 'light',
    before: async (page) => {
      await page.click('table [popovertarget]');
      await page.waitForTimeout(300);
    },
  },
];
