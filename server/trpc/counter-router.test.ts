import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkBills } from '#db/bill/check.ts';
import { issueBills } from '#db/bill/issue.ts';
import { advanceFor, startRun } from '#db/bill/run.ts';
import { settleAccounts } from '#db/ledger/settle.ts';
import { parkDay } from '#domain/time/park-day.ts';
import { type Bench, NOW, startBench, type Who } from '../testing/bench.ts';
import { asker } from './questions.fixture.ts';

let bench: Bench;
const QUESTIONS = ['account', 'receipt', 'receipts', 'shift', 'shifts'];
const asks = { query: asker(() => bench), mutation: asker(() => bench, 'mutation') };
const ask = (who: Who, name: string, input: unknown) =>
  asks[QUESTIONS.includes(name.replace('counter.', '')) ? 'query' : 'mutation'](who, name, input);
const park = 'small';
const rows = async (sql: string) => (await bench.db.pool.query(sql)).rows;
const wallet = async (account = 'T1') => (await ask('manager', 'counter.account', { park, account })).walletYuan;
let keys = 0;
const key = () => `test-key-${++keys}`;
const topUp = (amountYuan: string, more: Record<string, unknown> = {}) =>
  ask('manager', 'counter.topUp', { park, account: 'T1', channel: 'cash', amountYuan, key: key(), ...more });

beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench[Symbol.asyncDispose]());

test('without a shift nothing is taken', async () => {
  expect(await topUp('10')).toEqual({ type: 'refused', code: 'NO_SHIFT', leftYuan: null });
  expect(await ask('manager', 'counter.shift', { park })).toBeNull();
  expect(await ask('manager', 'counter.openShift', { park, floatYuan: '200' })).toMatchObject({
    type: 'done',
    shift: { tillYuan: '200.00' },
  });
  expect(await ask('manager', 'counter.openShift', { park, floatYuan: '1' })).toMatchObject({ type: 'refused', code: 'SHIFT_OPEN' });
});

describe('a top-up', () => {
  test('is booked, numbered, and told to the till, the account and the audit', async () => {
    expect(await wallet()).toBe('1000.50');
    const { type, receipt } = await topUp('100.05');
    expect(type).toBe('done');
    expect(receipt).toMatchObject({ year: 2026, number: 1, kind: 'topUp', amountYuan: '100.05', balanceYuan: '1100.55', clerk: 'manager' });
    expect(await wallet()).toBe('1100.55');
    expect(await ask('manager', 'counter.shift', { park })).toMatchObject({
      receipts: 1,
      tillYuan: '300.05',
      sums: { cash: '100.05', pos: '0.00' },
    });
    expect(
      await rows(`select actor like 'user:%' as person, data->>'receipt' as receipt from audit where action = 'counter.topUp'`),
    ).toEqual([{ person: true, receipt: '2026-1' }]);
  });

  test('sent again under its key is answered with its receipt, and with another content refused', async () => {
    const twice = { key: key() };
    const [first, second] = await Promise.all([topUp('5', twice), topUp('5', twice)]);
    expect([first.again, second.again].toSorted()).toEqual([false, true]);
    expect(second.receipt).toEqual(first.receipt);
    expect(await topUp('6', twice)).toMatchObject({ type: 'refused', code: 'KEY_TAKEN' });
    expect(await topUp('5', { ...twice, account: 'T2' })).toMatchObject({ type: 'refused', code: 'KEY_TAKEN' });
    expect(await wallet()).toBe('1105.55');
  });

  test('is refused in words: nothing, a slip without its number, above the hoarding limit', async () => {
    expect(await topUp('0')).toMatchObject({ code: 'AMOUNT_NOT_POSITIVE' });
    expect(await topUp('-1')).toMatchObject({ code: 'AMOUNT_NOT_POSITIVE' });
    expect(await topUp('1', { channel: 'slip' })).toMatchObject({ code: 'REFERENCE_MISSING' });
    const { roomYuan } = await ask('manager', 'counter.account', { park, account: 'T1' });
    expect(await topUp('9999999')).toEqual({ type: 'refused', code: 'HOARD_MAX_EXCEEDED', leftYuan: roomYuan });
    await expect(topUp('1.005')).rejects.toThrow('BAD_REQUEST');
    await expect(topUp('1', { account: 'nobody' })).rejects.toThrow('NOT_FOUND');
  });

  test('by fifteen hands at once leaves numbers without a gap', async () => {
    const answers = await Promise.all(Array.from({ length: 15 }, () => topUp('1')));
    expect(answers.map(({ receipt }) => receipt.number).toSorted((a: number, b: number) => a - b)).toEqual(
      Array.from({ length: 15 }, (_, i) => i + 3),
    );
    expect(await wallet()).toBe('1120.55');
  });
});

describe('money that goes back', () => {
  test('goes by the way it came, up to what was paid in', async () => {
    const { receipt } = await topUp('50', { channel: 'pos', reference: 'V-1' });
    const { year, number } = receipt;
    const back = (amountYuan: string, reason = 'moves out') =>
      ask('manager', 'counter.refund', { park, year, number, amountYuan, reason, key: key() });
    // The board says that 8.75 is left: more than that was used by now.
    expect(await back('30')).toEqual({ type: 'refused', code: 'ABOVE_AVAILABLE', leftYuan: '8.75' });
    expect(await back('5', '')).toMatchObject({ code: 'REASON_MISSING' });
    expect(await back('5')).toMatchObject({ type: 'done', receipt: { channel: 'pos', amountYuan: '-5.00', of: { year, number } } });
    expect(await back('45.01')).toEqual({ type: 'refused', code: 'ABOVE_PAID', leftYuan: '45.00' });
    expect(await ask('manager', 'counter.receipt', { park, year, number })).toMatchObject({ refundedYuan: '5.00', undone: false });
    expect(await ask('manager', 'counter.undo', { park, year, number, reason: 'typed twice', key: key() })).toMatchObject({
      code: 'REFUNDED',
    });
  });

  test('of a mistake is the opposite posting, once', async () => {
    const before = await wallet();
    const { receipt } = await topUp('70');
    const again = { key: key() };
    const undo = (more: object) =>
      ask('manager', 'counter.undo', { park, year: receipt.year, number: receipt.number, reason: 'typed twice', key: key(), ...more });
    const done = await undo(again);
    expect(done).toMatchObject({ type: 'done', receipt: { kind: 'reversal', amountYuan: '-70.00', reason: 'typed twice' } });
    expect(await undo(again)).toMatchObject({ type: 'done', again: true });
    expect(await undo({})).toMatchObject({ code: 'UNDONE' });
    expect(await wallet()).toBe(before);
    expect(await rows(`select count(*)::int as n from ledger_transfer where reverses is not null`)).toEqual([{ n: 1 }]);
  });

  test('of a deposit is the deposit’s, and the wallet does not move', async () => {
    const before = await wallet();
    const deposit = { park, account: 'T1', channel: 'cash' };
    expect(await ask('manager', 'counter.takeDeposit', { ...deposit, amountYuan: '80', key: key() })).toMatchObject({
      receipt: { kind: 'depositIn', balanceYuan: '80.00' },
    });
    const back = (amountYuan: string) =>
      ask('manager', 'counter.returnDeposit', { ...deposit, amountYuan, reason: 'moves out', key: key() });
    expect(await back('80.01')).toEqual({ type: 'refused', code: 'ABOVE_DEPOSIT', leftYuan: '80.00' });
    expect(await back('30')).toMatchObject({ receipt: { kind: 'depositOut', amountYuan: '-30.00', balanceYuan: '50.00' } });
    expect(await wallet()).toBe(before);
  });
});

test('a shift that ends short of cash books the difference, and every transfer still sums to zero', async () => {
  const { tillYuan } = await ask('manager', 'counter.shift', { park });
  expect(tillYuan).toBe('370.05');
  const ended = await ask('manager', 'counter.closeShift', { park, countedYuan: '369.55' });
  expect(ended).toMatchObject({
    type: 'done',
    shift: { closed: { bookedYuan: '370.05', countedYuan: '369.55', differenceYuan: '-0.50' } },
  });
  expect(await ask('manager', 'counter.closeShift', { park, countedYuan: '0' })).toMatchObject({ code: 'NO_SHIFT' });
  const [cash] = await rows(
    `select -sum(e.amount_fen)::int as fen from ledger_entry e join ledger_account l on l.id = e.ledger_account_id where l.kind = 'cash'`,
  );
  expect(cash).toEqual({ fen: 36_955 - 20_000 });
  expect(await rows('select transfer_id from ledger_entry group by 1 having sum(amount_fen) <> 0')).toEqual([]);
  expect(await ask('manager', 'counter.shifts', { park })).toMatchObject([{ clerkName: 'manager', closed: { differenceYuan: '-0.50' } }]);
});

/** The final statement, once its use is settled. */
const issueOctober = async () => {
  const [{ id: parkId }] = (await rows(`select id from park where code = 'small'`)) as [{ id: number }];
  const of = { parkId, zone: 'Asia/Shanghai', month: parkDay('2026-10-01') };
  const by = { at: NOW, actor: 'test' };
  await settleAccounts(bench.db.pool, { now: () => NOW });
  await startRun(bench.db.pool, of, by);
  await advanceFor(bench.db.pool, of, { clock: { now: () => NOW }, budgetMs: 60_000 });
  const ids = await checkBills(bench.db.pool, of, { ids: null, ...by });
  for (const answer of await issueBills(bench.db.pool, of, { ids, ...by })) expect(answer.type).toBe('issued');
};

test('an account closes when its meters are another’s and all it used is posted and billed: deposit and balance are paid out, and nothing more is taken', async () => {
  await ask('manager', 'counter.openShift', { park, floatYuan: '5000' });
  const close = () => ask('manager', 'counter.closeAccount', { park, account: 'T1', channel: 'cash' });
  expect(await close()).toMatchObject({ type: 'refused', code: 'STILL_CHARGED' });
  await bench.db.pool.query(
    `update assignment set to_at = from_at + interval '20 days' where account_id in (select a.id from account a join park p on p.id = a.park_id where p.code = 'small' and a.code = 'T1')`,
  );
  await bench.db.pool.query(
    `insert into accrual (account_id, day, point_id, version_id, period, quantity, charge, slots)
     select a.id, '2026-10-20', 1, 1, 2, 247, 12350000000, 1 from account a join park p on p.id = a.park_id where p.code = 'small' and a.code = 'T1'`,
  );
  const before = await wallet();
  expect(await close()).toMatchObject({ type: 'refused', code: 'UNBILLED' });
  await issueOctober();
  const closed = await close();
  expect(closed).toMatchObject({ type: 'closed', receipt: { kind: 'closing', balanceYuan: '0.00' } });
  const paid = BigInt(before.replace('.', '')) - 12n + 5_000n;
  expect(closed.receipt.amountYuan).toBe(`-${paid / 100n}.${String(paid % 100n).padStart(2, '0')}`);
  expect(await close()).toEqual(closed);
  expect(await topUp('1')).toMatchObject({ code: 'ACCOUNT_CLOSED' });
  expect(await ask('manager', 'counter.account', { park, account: 'T1' })).toMatchObject({
    walletYuan: '0.00',
    depositYuan: '0.00',
    closedOn: '2026-11-21',
  });
});

test('receipts can neither be changed nor taken away', async () => {
  await expect(rows('update receipt set amount_fen = 1')).rejects.toThrow('append-only');
  await expect(rows('delete from receipt')).rejects.toThrow('append-only');
});
