import { expect } from 'playwright/test';
import { signIn, test } from './running.ts';

test('a tenant sees the own account and no other', async ({ running, page }) => {
  const { url } = running.program;
  await signIn(page, url, running.tenantA);
  await page.goto(`${url}/my`);
  await expect(page.getByRole('heading', { name: '甲公司' })).toBeVisible();
  await expect(page.getByText('乙公司')).toHaveCount(0);
  const answer = (account: string) => page.request.get(`${url}/api/v1/accounts/${encodeURIComponent(`${running.park}:${account}`)}`);
  expect((await answer('TA')).status()).toBe(200);
  expect((await answer('TB')).status()).toBe(403);
  expect((await page.request.get(`${url}/api/v1/parks/${running.park}/board`)).status()).toBe(403);
});

test("a tenant who asks for the managers' page is sent to the own one", async ({ running, page }) => {
  await signIn(page, running.program.url, running.tenantB);
  await page.goto(`${running.program.url}/parks/${running.park}`);
  await page.waitForURL('**/my');
});

test('a manager sees the park', async ({ running, page }) => {
  await signIn(page, running.program.url, running.manager);
  await page.goto(`${running.program.url}/parks/${running.park}`);
  await expect(page.getByText('测试园区').first()).toBeVisible();
});

test('a stranger is asked to sign in, and a wrong password is told so', async ({ running, page }) => {
  const { url } = running.program;
  await page.goto(`${url}/my`);
  await page.waitForURL('**/login**');
  await page.locator('input[name=email]').fill(running.tenantA.email);
  await page.locator('input[name=password]').fill('not the password');
  await page.locator('button[type=submit]').click();
  await expect(page.getByText('邮箱或密码不对')).toBeVisible();
  expect(new URL(page.url()).pathname).toBe('/login');
});
