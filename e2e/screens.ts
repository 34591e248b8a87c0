// Takes the pictures that we look at before a screen is done: `node e2e/screens.ts [words in a shot's name]`, beside e2e/board-harness.ts.
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright';
import { ACCOUNTS_SHOTS } from './shots/accounts.ts';
import { BILLS_SHOTS } from './shots/bills.ts';
import { COUNTER_SHOTS } from './shots/counter.ts';
import { FINANCE_SHOTS } from './shots/finance.ts';
import { LIVE_SHOTS } from './shots/live.ts';
import { METERS_SHOTS } from './shots/meters.ts';
import { MY_SHOTS } from './shots/my.ts';
import { PARKS_SHOTS } from './shots/parks.ts';
import { PHOTOS_SHOTS } from './shots/photos.ts';
import { PURCHASE_SHOTS } from './shots/purchase.ts';
import type { Shot } from './shots/shot.ts';
import { TARIFFS_SHOTS } from './shots/tariffs.ts';
import { TIER_SHOTS } from './shots/tiers.ts';
import { WALL_SHOTS } from './shots/wall.ts';

/** Where the harness listens; `npm run screens` starts one of its own. */
const ORIGIN = process.env.SCREENS_ORIGIN ?? 'http://localhost:3100';

const SHOTS: readonly Shot[] = [
  ...WALL_SHOTS,
  ...PARKS_SHOTS,
  ...METERS_SHOTS,
  ...PHOTOS_SHOTS,
  ...LIVE_SHOTS,
  ...ACCOUNTS_SHOTS,
  ...MY_SHOTS,
  ...BILLS_SHOTS,
  ...PURCHASE_SHOTS,
  ...FINANCE_SHOTS,
  ...COUNTER_SHOTS,
  ...TARIFFS_SHOTS,
  ...TIER_SHOTS,
];

const wanted = process.argv.slice(2);
const shots = SHOTS.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)));

mkdirSync('screens', { recursive: true });
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
for (const shot of shots) {
  const [width, height] = shot.size;
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: shot.scale ?? 1,
    colorScheme: shot.theme ?? 'dark',
    timezoneId: 'America/St_Johns',
    locale: 'zh-CN',
  });
  const cookies = [{ name: 'harness', value: shot.as ?? 'manager' }, ...(shot.lang ? [{ name: 'lang', value: shot.lang }] : [])];
  await context.addCookies(cookies.map((cookie) => ({ ...cookie, url: ORIGIN })));
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') process.stdout.write(`  ${shot.name}: ${message.text()}\n`);
  });
  page.on('pageerror', (error) => process.stdout.write(`  ${shot.name}: ${error.message}\n`));
  page.on('request', (request) => {
    if (!request.url().startsWith(ORIGIN) && !/^(data|blob):/.test(request.url())) process.stdout.write(`  OUTSIDE ${request.url()}\n`);
  });
  await page.goto(ORIGIN + shot.path);
  await page.waitForTimeout(2_500);
  await shot.before?.(page);
  await page.screenshot({ path: `screens/${shot.name}.png`, fullPage: shot.full === true });
  process.stdout.write(`${shot.name}\n`);
  await context.close();
}
await browser.close();
