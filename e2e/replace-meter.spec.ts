import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from 'playwright/test';
import { instantMs, MINUTE_MS } from '#domain/time/instant.ts';
import { serialOf, smallestPark } from './park.ts';
import { person, signIn, test } from './running.ts';

const PARK = 'swap-park';
const OLD = serialOf(PARK, 'A');
const NEW = serialOf(PARK, 'NEW');

test('a meter is replaced with keys alone, with photos of both registers: what waited of the new one counts, the balance is right to the fen, and the photos stand on the page; taken back and entered anew it is right again', async ({
  running,
  page,
}) => {
  // It waits for the stream, and draws pictures of twelve megapixels.
  test.setTimeout(180_000);
  const { program, gateway } = running;
  const now = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
  const ago = (minutes: number) => instantMs(now - minutes * MINUTE_MS);
  const file = join(program.dataDir, 'swap.json');
  const made = smallestPark(PARK, instantMs(now));
  writeFileSync(file, JSON.stringify(made));
  const parkLocal = (at: number) => localIn(made.park.zone, at);
  await program.command('server/park-file/main.ts', file);
  await gateway.publish({ serial: OLD, at: ago(40), importKWh: '10', powerKW: '1' });
  await gateway.publish({ serial: NEW, at: ago(10), importKWh: '6.5', powerKW: '1' });
  await signIn(page, program.url, await person(program, 'manager', '--park', PARK));
  const available = async () => {
    const input = encodeURIComponent(JSON.stringify({ park: PARK }));
    const accounts = (await (await page.request.get(`${program.url}/api/trpc/accounts.list?input=${input}`)).json()).result?.data ?? [];
    return accounts.find(({ code }: { readonly code: string }) => code === 'TA')?.available;
  };
  await expect.poll(available).toBe('90.00');

  await page.goto(`${program.url}/parks/${PARK}/meters/A`);
  await page.getByRole('button', { name: '变更 · A' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: '换表' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.locator('[name=at]').fill(parkLocal(ago(20)));
  // The network is away for the first photo: the form stays as it is, and the photo is sent again.
  let sends = 0;
  await page.route('**/api/v1/photos/**', (route) =>
    route.request().method() === 'POST' && ++sends === 1 ? route.abort() : route.continue(),
  );
  await page.locator('[data-files=end]').setInputFiles(await photoOf(page, '#8a3324'));
  const old = page.getByRole('group', { name: '旧表示数照片' });
  await expect(old.getByRole('alert')).toContainText('网络不通');
  await page.locator('[name=importEnd]').focus();
  await page.keyboard.type('9');
  await page.keyboard.press('Enter');
  await expect(page.locator('[name=serial]')).toHaveAttribute('aria-invalid', 'true');
  await page.locator('[name=serial]').focus();
  await page.keyboard.type(NEW);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('2');
  await page.keyboard.press('Tab');
  await page.keyboard.type('6.1');
  await page.keyboard.press('Enter');
  await expect(page.locator('[name=importEnd]')).toBeFocused();
  await expect(page.getByText(/showed 10\.00 at .* this does not follow from it/)).toBeVisible();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('11');
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog', { name: '换表' });
  const go = sheet.getByRole('button', { name: '确认换表' });
  await expect(sheet.getByRole('alert')).toContainText('1 张照片没有传上去');
  await expect(go).toBeDisabled();
  await sheet.getByRole('button', { name: '重新上传' }).focus();
  await page.keyboard.press('Enter');
  await expect(sheet.getByRole('status')).toHaveText('1 张照片随之保存');
  await sheet.getByRole('button', { name: '再改改' }).focus();
  await page.keyboard.press('Enter');
  await expect(old.getByRole('img', { name: '已上传' })).toBeVisible();
  await page.locator('[data-files=start]').setInputFiles(await photoOf(page, '#1f6f54'));
  await page.locator('[name=importEnd]').focus();
  await page.keyboard.press('Enter');
  await expect(sheet.getByRole('status')).toHaveText('2 张照片随之保存');
  await expect(sheet).toContainText('11.00 kWh');
  await expect(sheet).toContainText(`接管 ${NEW} 等待的 1 条报文`);
  await sheet.getByRole('button', { name: '再改改' }).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText('A 已换表')).toBeVisible();
  // 100.00 - 11 kWh x 1 - (6.5 - 6.1) kWh x 2, at 1 yuan
  await expect.poll(available, { timeout: 20_000 }).toBe('88.20');

  await page.goto(`${program.url}/parks/${PARK}/meters/A`);
  const day = parkLocal(ago(20)).slice(0, 10);
  const words = [`${NEW} 装表示数，${day}`, `${OLD} 止码，${day}`];
  for (const alt of words) {
    const thumb = page.getByRole('img', { name: alt, exact: true });
    await thumb.scrollIntoViewIfNeeded();
    await expect.poll(() => thumb.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight])).toEqual([1_600, 1_200]);
    // As it is kept: smaller than it was sent by the camera, and without what the camera wrote beside the pixels.
    const kept = await (await page.request.get(`${program.url}${await thumb.getAttribute('src')}`)).body();
    expect([kept.length <= 400_000, kept.includes('Exif'), kept.includes('GPS')]).toEqual([true, false, false]);
  }
  await page.getByRole('button', { name: `放大：${words[1]}` }).focus();
  await page.keyboard.press('Enter');
  const viewer = page.getByRole('dialog', { name: words[1] ?? '' });
  await expect(viewer.getByRole('img')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(viewer).toHaveCount(0);
  await expect(page.getByRole('button', { name: `放大：${words[1]}` })).toBeFocused();

  // The old meter sends on: it is said to be gone, so what it sends waits.
  const waits = async () => {
    const input = encodeURIComponent(JSON.stringify({ park: PARK, limit: 50 }));
    const lines = (await (await page.request.get(`${program.url}/api/trpc/quarantine.list?input=${input}`)).json()).result?.data ?? [];
    return lines.filter(({ serial }: { readonly serial: string }) => serial === OLD).length;
  };
  await gateway.publish({ serial: OLD, at: ago(5), importKWh: '12', powerKW: '1' });
  await expect.poll(waits).toBe(1);
  expect(await available()).toBe('88.20');
  await page.getByRole('button', { name: '撤销这次换表' }).focus();
  await page.keyboard.press('Enter');
  const asks = page.getByRole('dialog', { name: '撤销换表' });
  const yes = asks.getByRole('button', { name: '确认撤销' });
  await expect(asks).toContainText(`接管 ${OLD} 等待的 1 条报文`);
  await expect(asks).toContainText(`${NEW} 的 1 条读数保留`);
  await expect(yes).toBeDisabled();
  await asks.getByLabel('撤销原因').focus();
  await page.keyboard.type('止码和倍率都抄错');
  await expect(yes).toBeEnabled();
  await page.keyboard.press('Tab');
  await expect(asks.getByRole('checkbox')).toBeFocused();
  await page.keyboard.press('Space');
  await yes.focus();
  await page.keyboard.press('Enter');
  // What was typed before stands in the form; the balance is that of a meter that was never replaced: 100.00 - 12 kWh x 1
  await expect(page.locator('[name=serial]')).toHaveValue(NEW);
  await expect(page.locator('[name=at]')).toHaveValue(parkLocal(ago(20)));
  await expect(page.locator('[name=importStart]')).toHaveValue('6.1');
  await expect(page.locator('[name=importEnd]')).toHaveValue('11');
  await expect.poll(available, { timeout: 20_000 }).toBe('88.00');
  await page.locator('[name=importEnd]').focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('11.2');
  await page.locator('[name=ratio]').focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('4');
  await page.keyboard.press('Enter');
  await expect(sheet).toContainText('11.20 kWh');
  await go.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('A 已换表')).toBeVisible();
  // 100.00 - 11.2 kWh x 1 - (6.5 - 6.1) kWh x 4, at 1 yuan
  await expect.poll(available, { timeout: 20_000 }).toBe('87.20');

  await page.goto(`${program.url}/parks/${PARK}/meters/A`);
  await expect(page.getByRole('heading', { name: '已撤销的变更' })).toBeVisible();
  await expect(page.getByText(/撤销：止码和倍率都抄错/)).toBeVisible();
  for (const alt of words) await expect(page.getByRole('img', { name: alt, exact: true })).toHaveCount(1);
});

/** A picture as a camera makes it: 12 megapixels, and the place it was taken at, in front of the pixels. */
const photoOf = async (page: Page, color: string) => {
  const base64 = await page.evaluate((tone) => {
    const canvas = document.createElement('canvas');
    canvas.width = 4_000;
    canvas.height = 3_000;
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    context.fillStyle = tone;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = '#ffffff';
    context.font = '900px sans-serif';
    context.fillText('9120', 700, 1_900);
    return canvas.toDataURL('image/jpeg', 0.9).split(',')[1] ?? '';
  }, color);
  const pixels = Buffer.from(base64, 'base64');
  const place = Buffer.from('Exif\0\0GPS 36.6512 N 117.1201 E', 'latin1');
  const marker = Buffer.from([0xff, 0xe1, 0, place.length + 2]);
  return {
    name: 'IMG_0001.jpg',
    mimeType: 'image/jpeg',
    buffer: Buffer.concat([pixels.subarray(0, 2), marker, place, pixels.subarray(2)]),
  };
};

/** "2026-11-22T08:30" on the park's clock. */
const localIn = (zone: string, at: number): string =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDateTime().toString().slice(0, 16);
