import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'playwright/test';
import { HOUR_MS, instantMs } from '#domain/time/instant.ts';
import { serialOf, smallestPark } from './park.ts';
import { person, signIn, test } from './running.ts';

/** A park of its own: whoever runs beside it keeps the balances of the other. */
const PARK = 'e2e-far';
const WHY = '租户不接电话，请片区联系';

test('a manager escalates an alarm, the group sees it at once and gives it back', async ({ running, page, browser }) => {
  const { program, gateway } = running;
  const file = join(program.dataDir, `${PARK}.json`);
  writeFileSync(file, JSON.stringify(smallestPark(PARK, instantMs(Date.now()))));
  await program.command('server/park-file/main.ts', file);
  const [manager, group] = await Promise.all([person(program, 'manager', '--park', PARK), person(program, 'manager', '--org', 'e2e')]);

  // 100 yuan, 150 kWh at 1 yuan: used up.
  await gateway.publish({ serial: serialOf(PARK, 'A'), at: instantMs(Date.now() - HOUR_MS), importKWh: '150', powerKW: '100' });
  await signIn(page, program.url, manager);
  await page.goto(`${program.url}/parks/${PARK}/alarms`);
  await expect(page.getByRole('link', { name: '余额用尽' })).toBeVisible();

  const above = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
  await signIn(above, program.url, group);
  await above.goto(program.url);
  await expect(above.getByRole('link', { name: '测试园区' }).first()).toBeVisible();
  const called = above.getByRole('region', { name: '升级到我的告警' });
  await expect(called).toHaveCount(0);

  await page.getByRole('link', { name: '余额用尽' }).click();
  await expect(page.getByText('自动升级到上级')).toBeVisible();
  await page.getByRole('button', { name: '升级', exact: true }).click();
  const sheet = page.getByRole('dialog');
  await expect(sheet.getByRole('button', { name: '升级' })).toBeDisabled();
  await sheet.getByRole('textbox').fill(WHY);
  await sheet.getByRole('button', { name: '升级' }).click();
  await expect(page.getByRole('status').getByText('已升级到上级')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 }).getByText('已升级')).toBeVisible();

  // Long before the page would ask by itself.
  await expect(called.getByText(WHY)).toBeVisible();
  await called.getByRole('link', { name: '余额用尽' }).click();
  await expect(above.getByRole('list').getByText('升级到上级')).toBeVisible();
  await above.getByRole('button', { name: '收回升级' }).click();
  await expect(above.getByRole('list').getByText('收回升级')).toBeVisible();

  // The one who escalated it still looks at it.
  await expect(page.getByRole('heading', { level: 1 }).getByText('已升级')).toHaveCount(0);
  await expect(page.getByRole('button', { name: '升级', exact: true })).toBeVisible();
  await above.goto(program.url);
  await expect(above.getByRole('link', { name: '测试园区' }).first()).toBeVisible();
  await expect(called).toHaveCount(0);
  await above.context().close();
});
