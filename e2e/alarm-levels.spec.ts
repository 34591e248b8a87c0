import { expect } from 'playwright/test';
import { OPENING_YUAN } from './park.ts';
import { signIn, test } from './running.ts';

test('a tenant sets when to be warned, and the live balance is judged by it', async ({ running, page }) => {
  await signIn(page, running.program.url, running.tenantB);
  await page.goto(`${running.program.url}/my`);
  await expect(page.getByText('可用余额不超过 0.00 元：提醒')).toBeVisible();
  await page.getByRole('button', { name: '修改提醒线' }).click();
  await page.getByLabel('先提醒').fill('50');
  await page.getByLabel('再提醒').fill('50');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByText('先提醒的金额要高于再提醒的')).toBeVisible();
  await page.getByLabel('先提醒').fill(String(OPENING_YUAN + 1));
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByText(`可用余额不超过 ${OPENING_YUAN + 1}.00 元：提醒`)).toBeVisible();
  // The balance lies below the new level: the page says so, without anybody loading it again.
  await expect(page.locator('main section').first()).toContainText('余额偏低');
});
