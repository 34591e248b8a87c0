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

test("a tenant reads and exports the own account's figures, and nobody else's", async ({ running, page }) => {
  const { url } = running.program;
  const { park } = running;
  await signIn(page, url, running.tenantA);
  const days = 'from=2026-11-01&to=2026-11-02';
  const asked = async (path: string) => (await page.request.get(url + path)).status();
  const trpc = (name: string, input: object) => asked(`/api/trpc/${name}?input=${encodeURIComponent(JSON.stringify(input))}`);
  const use = (account: string) => trpc('accounts.use', { account: `${park}:${account}`, from: '2026-11-01', to: '2026-11-02' });
  expect([await use('TA'), await use('TB')]).toEqual([200, 403]);
  expect([await trpc('accounts.ledger', { account: `${park}:TA` }), await trpc('accounts.ledger', { account: `${park}:TB` })]).toEqual([
    200, 403,
  ]);
  const own = (kind: string, query: string) => asked(`/api/v1/export/${kind}.csv?park=${park}&${query}`);
  expect([await own('accruals', `account=TA&${days}`), await own('accruals', `account=TB&${days}`)]).toEqual([200, 403]);
  expect([await own('quarantine', days), await own('slots', `point=B&${days}`)]).toEqual([403, 403]);
  await page.context().clearCookies();
  expect(await own('accruals', `account=TA&${days}`)).toBe(401);
});

test("a tenant who asks for any of the managers' pages is sent to the own one", async ({ running, page }) => {
  const { url } = running.program;
  await signIn(page, url, running.tenantB);
  for (const path of [
    '',
    '/live',
    '/accounts/TA',
    '/meters/A',
    '/meters/A/change',
    '/demand',
    '/flows',
    '/purchase',
    '/allocation',
    '/allocation/rules',
    '/alarms',
    '/alarms/1',
    '/quarantine',
    '/quarantine/register',
  ]) {
    await page.goto(`${url}/parks/${running.park}${path}`);
    await page.waitForURL('**/my');
    await expect(page.getByText('甲公司')).toHaveCount(0);
  }
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
