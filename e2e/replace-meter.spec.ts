import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'playwright/test';
import { instantMs, MINUTE_MS } from '#domain/time/instant.ts';
import { serialOf, smallestPark } from './park.ts';
import { person, signIn, test } from './running.ts';

const PARK = 'swap-park';
const NEW = serialOf(PARK, 'NEW');

test('a meter is replaced with keys alone: what waited of the new one counts, and the balance is right to the fen', async ({
  running,
  page,
}) => {
  const { program, gateway } = running;
  const now = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
  const ago = (minutes: number) => instantMs(now - minutes * MINUTE_MS);
  const file = join(program.dataDir, 'swap.json');
  writeFileSync(file, JSON.stringify(smallestPark(PARK, instantMs(now))));
  await program.command('server/park-file/main.ts', file);
  await gateway.publish({ serial: serialOf(PARK, 'A'), at: ago(40), importKWh: '10', powerKW: '1' });
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
  await expect(sheet).toContainText('11.00 kWh');
  await expect(sheet).toContainText(`接管 ${NEW} 等待的 1 条报文`);
  await sheet.getByRole('button', { name: '再改改' }).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText('A 已换表')).toBeVisible();
  // 100.00 - 11 kWh x 1 - (6.5 - 6.1) kWh x 2, at 1 yuan
  await expect.poll(available, { timeout: 20_000 }).toBe('88.20');
});

/** "2026-11-22T08:30" on the park's clock. */
const parkLocal = (at: number): string =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('Asia/Shanghai').toPlainDateTime().toString().slice(0, 16);
