import { expect } from 'playwright/test';
import { io } from 'socket.io-client';
import type { BoardFrame } from '#server/sockets/protocol.ts';
import { signIn, test } from './running.ts';

/** To reach on a machine that does nothing else; printed beside what was measured. */
const BOARD_MS_MAX = 1_000;
/** Fails when half of them take longer: something waits that should not. A single one may meet a machine that was busy with something else. */
const WAITS_MS_P50_MAX = 5_000;
const PATIENCE_MS = 20_000;
const TOP_UPS = 12;

test('what a clerk takes is on the account’s board within a second, each fen once, and on the receipt', async ({ running, page }) => {
  const { program, park } = running;
  await signIn(page, program.url, running.manager);
  const ask = async (name: string, input: object) => {
    const response = await page.request.post(`${program.url}/api/trpc/counter.${name}`, { data: input });
    expect(response.status(), await response.text()).toBe(200);
    return (await response.json()).result.data;
  };
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const socket = io(program.url, { transports: ['websocket'], extraHeaders: { cookie } });
  const ledgers: { readonly yuan: string; readonly at: number }[] = [];
  let heard = Promise.withResolvers<void>();
  socket.on('frame', (frame: BoardFrame, next: () => void) => {
    const data: unknown = frame.data;
    if (typeof data === 'object' && data !== null && 'ledger' in data) ledgers.push({ yuan: String(data.ledger), at: performance.now() });
    heard.resolve();
    heard = Promise.withResolvers();
    next();
  });
  await socket.emitWithAck('watch', { board: { type: 'account', park, account: 'TC' } });
  const seen = async (yuan: string): Promise<number> => {
    const until = performance.now() + PATIENCE_MS;
    for (;;) {
      const found = ledgers.find((one) => one.yuan === yuan);
      if (found) return found.at;
      if (performance.now() > until) throw new Error(`${yuan} is not on the board: ${JSON.stringify(ledgers)}`);
      await heard.promise;
    }
  };
  await seen('100.00');
  expect((await ask('topUp', { park, account: 'TC', channel: 'cash', amountYuan: '1', key: 'before-any-shift' })).code).toBe('NO_SHIFT');
  await ask('openShift', { park, floatYuan: '50' });
  const took: number[] = [];
  for (let i = 1; i <= TOP_UPS; i++) {
    const topUp = { park, account: 'TC', channel: 'cash', amountYuan: '1.50', key: `e2e-top-up-${i}` };
    const { receipt } = await ask('topUp', topUp);
    const booked = performance.now();
    // Sent again by an impatient hand.
    expect((await ask('topUp', topUp)).receipt.number).toBe(receipt.number);
    took.push(Math.max(0, (await seen(receipt.balanceYuan)) - booked));
  }
  expect(ledgers.at(-1)?.yuan).toBe('118.00');
  expect(await ask('closeShift', { park, countedYuan: '68' })).toMatchObject({
    shift: { receipts: TOP_UPS, closed: { differenceYuan: '0.00' } },
  });
  socket.disconnect();
  const sorted = took.toSorted((a, b) => a - b).map(Math.round);
  process.stdout.write(
    `      booked to a socket: p50 ${sorted[TOP_UPS / 2]} ms, worst of ${TOP_UPS} ${sorted.at(-1)} ms (to reach: ${BOARD_MS_MAX} ms)\n`,
  );
  expect(sorted[TOP_UPS / 2]).toBeLessThan(WAITS_MS_P50_MAX);
});

test('a clerk finds the account, confirms the amount and prints the receipt', async ({ running, page }) => {
  const { program, park } = running;
  await signIn(page, program.url, running.manager);
  await page.goto(`${program.url}/parks/${park}/counter`);
  await page.locator('input[name=cash]').fill('100');
  await page.getByRole('button', { name: '开班' }).click();
  await expect(page.getByRole('button', { name: '清点并交班' })).toBeVisible();
  await page.getByRole('searchbox').fill('tc');
  await page.keyboard.press('Enter');
  await expect(page.locator('[name=amount]')).toBeFocused();
  await page.keyboard.type('20.5');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('20.50');
  await dialog.getByRole('button', { name: '确认' }).click();
  await expect(dialog).toContainText('贰拾元伍角整');
  await expect(dialog).toContainText(/\d{4}-0000\d\d/);
  await dialog.getByRole('button', { name: '完成' }).click();
  await expect(page.getByText('钱箱应有现金')).toBeVisible();
  await expect(page.locator('dd', { hasText: '120.50' })).toBeVisible();
});
