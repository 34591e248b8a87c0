import { expect, type Locator } from 'playwright/test';
import { be, test } from './pictured.ts';

/** "1,281.66" in units of its last place. */
const amounts = async (cells: Locator, places: number): Promise<readonly bigint[]> =>
  (await cells.allTextContents()).map((text) => {
    const [whole = '0', fraction = ''] = text.replace(/[^\d.]/g, '').split('.');
    return BigInt(whole + fraction.padEnd(places, '0'));
  });
const sum = (list: readonly bigint[]): bigint => list.reduce((total, one) => total + one, 0n);
const apart = (a: bigint, b: bigint): number => Math.abs(Number(a - b));
const FEN = 2;
const EXACT = 11;

test('what tiers add stands on its day and in the sum, and opens to the last digit', async ({ harness, page }) => {
  await be(page, harness.url, 'manager');
  const account = `${harness.url}/parks/main/accounts/A-016`;
  await page.goto(account);
  // A whole month, whatever day it is.
  await page.getByRole('button', { name: '上月' }).click();
  const sums = page.getByRole('table', { name: '按时段合计' });
  const tiers = sums.getByRole('row', { name: /阶梯加价/ }).locator('td:last-child');
  await expect(tiers).toHaveCount(2);
  const parts = await amounts(sums.locator('tbody td:last-child'), FEN);
  const [whole = 0n] = await amounts(sums.locator('tfoot tr:first-child td:last-child'), FEN);
  // Each row is rounded for the screen.
  expect(apart(sum(parts), whole)).toBeLessThanOrEqual(parts.length);

  await page.locator('summary').filter({ hasText: '逐日应计明细' }).click();
  const days = page.getByRole('table', { name: '逐日应计明细' });
  await expect(days.getByRole('columnheader', { name: '其中阶梯加价' })).toBeVisible();
  const ofDays = await amounts(days.locator('tbody td:nth-last-child(2)'), FEN);
  expect(apart(sum(ofDays), sum(await amounts(tiers, FEN)))).toBeLessThanOrEqual(ofDays.length);

  await page.goto(`${account}/why?from=2026-10-31&to=2026-10-31`);
  const lines = page.locator('main section').filter({ hasText: '计费明细' }).getByRole('listitem');
  await expect(lines.filter({ hasText: '阶梯加价 第3档' })).toContainText('各表合计');
  const [exact = 0n] = await amounts(page.locator('main dd').first(), EXACT);
  expect(sum(await amounts(lines.locator('> * > b'), EXACT))).toBe(exact);
});

test('a bill’s tier opens to the days of which a part lies in it', async ({ harness, page }) => {
  await be(page, harness.url, 'manager');
  await page.goto(`${harness.url}/parks/main/bills/2015`);
  const line = page.getByRole('row', { name: /阶梯加价 第3档/ });
  await line.getByRole('button').click();
  await expect(page.getByText('本档为 2026-10 累计超过 3,000.000 kWh 的部分。')).toBeVisible();
  const days = page.getByRole('table').filter({ hasText: '此前累计' }).last();
  const [amount = 0n] = await amounts(line.locator('td').nth(2), FEN);
  const exact = sum(await amounts(days.locator('tbody td:last-child'), EXACT));
  expect((exact + 500_000_000n) / 1_000_000_000n).toBe(amount);
});
