import { expect } from 'playwright/test';
import { be, test } from './pictured.ts';

test('a version is changed by keyboard alone: a fault is told at its field, and used days are priced anew on a person’s word only', async ({
  harness,
  page,
}) => {
  await be(page, harness.url, 'manager');
  await page.goto(`${harness.url}/parks/south/tariffs?tariff=water`);
  await page.getByRole('link', { name: '新版本' }).press('Enter');
  await expect(page.getByRole('heading', { name: '新价格版本' })).toBeVisible();
  const flat = page.locator('[name=price0flat]');
  await flat.fill('4,5');
  await page.getByLabel('生效日期').fill('2026-10-15');
  await page.getByRole('button', { name: '看看影响' }).press('Enter');
  await expect(flat).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByRole('button', { name: '保存…' })).toBeDisabled();

  await flat.fill('4.5');
  await flat.press('Enter');
  // A key on a button that waits for the effect is lost.
  await expect(page.getByRole('button', { name: '保存…' })).toBeEnabled();
  await page.getByRole('button', { name: '保存…' }).press('Enter');
  const sheet = page.getByRole('dialog');
  await expect(sheet).toContainText('重新计价');
  const save = sheet.getByRole('button', { name: '保存' });
  await expect(save).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await page.getByRole('button', { name: '保存…' }).press('Enter');
  await sheet.getByRole('checkbox').press('Space');
  await expect(save).toBeEnabled();
  await save.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: '已保存' })).toBeVisible();
  const versions = page.getByRole('list', { name: '价格版本' }).getByRole('button');
  await expect(versions).toHaveCount(2);
  await expect(versions.last()).toHaveAttribute('aria-pressed', 'true');
});

test('a scheduled version is taken back; one in force cannot be', async ({ harness, page }) => {
  await be(page, harness.url, 'manager');
  await page.goto(`${harness.url}/parks/south/tariffs?tariff=tou&version=2026-08-01`);
  await expect(page.getByRole('link', { name: '更正价格' })).toBeVisible();
  await expect(page.getByRole('button', { name: '撤回' })).toHaveCount(0);
  await page.getByRole('button', { name: /2026-12-01/ }).press('Enter');
  await page.getByRole('button', { name: '撤回' }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: '撤回' }).press('Enter');
  await expect(page.getByRole('status').filter({ hasText: '已撤回' })).toBeVisible();
  await expect(page.getByRole('button', { name: /2026-12-01/ })).toHaveCount(0);
});

test('a clerk reads prices and is offered no change', async ({ harness, page }) => {
  await be(page, harness.url, 'clerk');
  await page.goto(`${harness.url}/parks/main/tariffs`);
  await expect(page.getByRole('table')).toBeVisible();
  await expect(page.getByRole('link', { name: '新版本' })).toHaveCount(0);
});
