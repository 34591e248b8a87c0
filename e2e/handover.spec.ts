import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'playwright/test';
import { instantMs } from '#domain/time/instant.ts';
import { smallestPark } from './park.ts';
import { person, signIn, test } from './running.ts';

const PARK = 'handover-park';

test('an account takes a meter over with what was read of it and a photo, which the tenant who leaves sees and no other', async ({
  running,
  page,
  browser,
}) => {
  // Three commands and three people, each of whom signs in on a page.
  test.setTimeout(180_000);
  const { program } = running;
  const file = join(program.dataDir, 'handover.json');
  const made = smallestPark(PARK, instantMs(Date.now()));
  writeFileSync(file, JSON.stringify(made));
  await program.command('server/park-file/main.ts', file);
  const [leaver, clerk] = await Promise.all([
    person(program, 'tenant', '--park', PARK, '--account', 'TA'),
    person(program, 'clerk', '--park', PARK),
  ]);
  await signIn(page, program.url, clerk);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${program.url}/parks/${PARK}/counter/open`);
  await page.locator('[name=code]').fill('TN');
  await page.locator('[name=name]').fill('新公司');
  // Who pays for it now has done so since today: the day after, there is something to give up.
  const tomorrow = Temporal.Instant.fromEpochMilliseconds(Date.now())
    .toZonedDateTimeISO(made.park.zone)
    .add({ days: 1 })
    .toPlainDate()
    .toString();
  await page.locator('[name=day]').fill(tomorrow);
  await page.getByRole('checkbox', { name: /^A 甲电表/ }).check();
  await page.getByRole('checkbox', { name: '确认接管正由他户使用的计量点' }).check();
  const camera = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '拍照' }).click();
  expect(await (await camera).element().getAttribute('capture')).toBe('environment');
  const base64 = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 300;
    canvas.height = 200;
    canvas.getContext('2d')?.fillRect(20, 20, 100, 100);
    return canvas.toDataURL('image/webp').split(',')[1] ?? '';
  });
  await (await camera).setFiles({ name: 'meter.webp', mimeType: 'image/webp', buffer: Buffer.from(base64, 'base64') });
  await expect(page.getByText('1 张照片随之保存')).toBeVisible();
  const open = page.getByRole('button', { name: '开户', exact: true });
  await open.click();
  await expect(page.getByText('请同时填写照片上的示数')).toBeVisible();
  await page.getByRole('textbox', { name: 'A 的抄表示数' }).fill('12.34');
  await open.click();
  await expect(page.getByText('TN 已开户')).toBeVisible();

  await page.getByRole('link', { name: '查看账户' }).click();
  const photo = page.getByRole('img', { name: /^A 接用示数，/ });
  await photo.scrollIntoViewIfNeeded();
  await expect(page.getByText('12.34')).toBeVisible();
  await expect.poll(() => photo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(300);

  const address = `${program.url}${await photo.getAttribute('src')}`;
  const leaves = await browser.newPage();
  await signIn(leaves, program.url, leaver);
  await leaves.goto(`${program.url}/my`);
  await expect(leaves.getByRole('img', { name: `A 移交示数，${tomorrow}` })).toBeVisible();
  expect((await leaves.request.get(address)).status()).toBe(200);
  await leaves.close();
  const other = await browser.newPage();
  await signIn(other, program.url, running.tenantA);
  expect((await other.request.get(address)).status()).toBe(403);
  await other.close();
});
