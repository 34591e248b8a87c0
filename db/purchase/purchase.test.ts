import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { billFromSheet } from '#domain/purchase/bill-from-sheet.ts';
import { type BillSheet, sheetFromText } from '#domain/purchase/bill-sheet.ts';
import { checkSheet } from '#domain/purchase/check-sheet.ts';
import { purchaseSums } from '#domain/purchase/purchase-sums.ts';
import { CHONGQING_FILE } from '#domain/purchase/testing/chongqing-file.ts';
import { monthOf } from '#domain/time/park-day.ts';
import { fen } from '#domain/units/money.ts';
import { auditMonth } from '../allocation/audit-month.ts';
import { enterMasterMoney } from '../allocation/money-store.ts';
import { insertRules } from '../allocation/rules-store.ts';
import { runMonth } from '../allocation/run-month.ts';
import { selectPools, selectRunHead } from '../allocation/select-run.ts';
import { NOW, OCTOBER, QUARTERS, RULES, writeSharedPark } from '../allocation/shared-park.fixture.ts';
import { freshDatabase, type TestDatabase } from '../testing.ts';
import { insertPurchase, isStanding, type PurchaseKind, selectRevisions, selectStanding } from './bills-store.ts';
import { insertReading, selectReadings, selectUnreadMeters } from './readings-store.ts';

let db: TestDatabase;
let parkId = 0;
const of = () => ({ parkId, zone: 'Asia/Shanghai', month: OCTOBER });
const by = { at: NOW, actor: 'test' };

beforeAll(async () => {
  db = await freshDatabase();
  parkId = await writeSharedPark(db.pool);
  await insertRules(db.pool, { parkId, validFrom: OCTOBER, rules: RULES, ...by });
});
afterAll(() => db.stop());

const sheetOf = (text: string): BillSheet => {
  const found = sheetFromText(text);
  if (found.type !== 'sheet') throw new Error('no sheet');
  return found.sheet;
};

const enter = (sheet: BillSheet, { kind = 'grid', reason = null }: { kind?: PurchaseKind; reason?: string | null } = {}) => {
  const found = billFromSheet(sheet, { kind, month: monthOf(OCTOBER) });
  if (found.type !== 'bill') throw new Error(JSON.stringify(found.faults));
  const { bill } = found;
  const total = bill.grid?.printedTotal ?? bill.pv?.printedTotal ?? fen(0n);
  const entered = { sheet, total, sums: purchaseSums(bill), doubts: checkSheet(bill).length, reason };
  return insertPurchase(db.pool, { parkId, month: OCTOBER, kind, number: bill.number, entered, ...by });
};
const takeBack = (kind: PurchaseKind) => insertPurchase(db.pool, { parkId, month: OCTOBER, kind, number: '', entered: null, ...by });
const chongqing = sheetOf(CHONGQING_FILE);
const PV = sheetOf(
  '账单编号,PV-1\n电费合计,45.00\n费用类别,费用组成,分时时段,计费电量,计费标准,电费\n光伏自用电费,,,100,0.5,50\n余电上网收入,,,-10,0.5,-5\n',
);

const pools = async () => {
  await runMonth(db.pool, of(), NOW);
  const head = await selectRunHead(db.pool, parkId, OCTOBER);
  const shared = await selectPools(db.pool, head?.id ?? '0');
  return {
    energy: head?.energyFen,
    money: Object.fromEntries(shared.filter(({ wh }) => wh === null).map(({ kind, fen: paid }) => [kind, paid])),
  };
};

describe('the money of a month', () => {
  test('is what was typed in while no bill stands, and its slots’ charge where nothing was', async () => {
    await enterMasterMoney(db.pool, { parkId, month: OCTOBER, kind: 'capacity', amount: fen(4_400n), source: 'by hand', ...by });
    expect(await pools()).toEqual({ energy: 91_200n, money: { capacity: 4_400n } });
  });
  test('comes from the grid’s bill once it stands: 351,994.81 + 44,000.00 - 2,535.09 = 393,459.72', async () => {
    await enter(chongqing);
    const [stored] = await selectStanding(db.pool, parkId, OCTOBER);
    expect(stored).toMatchObject({ number: 'CQ-202608', total: 39_345_972n, usedWh: 555_617_000n, sheet: chongqing });
    expect(await pools()).toEqual({ energy: 35_199_481n, money: { capacity: 4_400_000n, powerFactor: -253_509n } });
  });
  test('holds the roof’s bill, less what feeding in brought', async () => {
    await enter(PV, { kind: 'pv' });
    expect((await pools()).energy).toBe(35_199_481n + 4_500n);
    await takeBack('pv');
    expect((await pools()).energy).toBe(35_199_481n);
  });
  test('does not come from a bill that does not add up, until a person lets it stand', async () => {
    const wrong = { ...chongqing, header: { ...chongqing.header, total: '393,459.73' } };
    await enter(wrong);
    expect((await selectRevisions(db.pool, parkId, OCTOBER)).filter(isStanding).map(({ kind, revision }) => [kind, revision])).toEqual([
      ['grid', 1],
      ['pv', 1],
    ]);
    expect(await selectStanding(db.pool, parkId, OCTOBER)).toEqual([]);
    expect((await pools()).money).toEqual({ capacity: 4_400n });
    await enter(wrong, { reason: 'the grid rounds its total' });
    expect(await selectStanding(db.pool, parkId, OCTOBER)).toMatchObject([
      { revision: 3, doubts: 1, acceptedFor: 'the grid rounds its total' },
    ]);
    expect((await pools()).money).toEqual({ capacity: 4_400_000n, powerFactor: -253_509n });
  });
  test('goes back to what was typed in when the bill is taken back; revisions stay, and never change', async () => {
    await takeBack('grid');
    expect((await pools()).money).toEqual({ capacity: 4_400n });
    expect(
      (await selectRevisions(db.pool, parkId, OCTOBER))
        .filter(({ kind }) => kind === 'grid')
        .map(({ revision, sheet }) => [revision, sheet === null]),
    ).toEqual([
      [4, true],
      [3, false],
      [2, false],
      [1, false],
    ]);
    await expect(db.pool.query('update purchase_bill set total_fen = 0')).rejects.toThrow('append-only');
    await expect(db.pool.query('delete from purchase_acceptance')).rejects.toThrow('append-only');
  });
});

describe('a master that no gateway reads', () => {
  const cells = (current: string) => ({ previous: '1000', current, ratio: '30', added: '', exportPrevious: '', exportCurrent: '' });
  const read = (current: string, wh: bigint, pointId: number) =>
    insertReading(db.pool, { parkId, month: OCTOBER, pointId, entered: { cells: cells(current), reading: { wh, exportedWh: 0n } }, ...by });
  const run = async () => {
    await runMonth(db.pool, of(), NOW);
    return selectRunHead(db.pool, parkId, OCTOBER);
  };
  let master = 0;
  beforeAll(async () => {
    // As if the gateway of the master had never been there.
    const { rows } = await db.pool.query<{ id: number }>(`select id from point where code = 'G' and park_id = $1`, [parkId]);
    master = rows[0]?.id ?? 0;
    await db.pool.query('delete from slot where point_id = $1', [master]);
    await db.pool.query('delete from installation where point_id = $1', [master]);
  });

  test('is what the meters below it counted, until a person reads it', async () => {
    expect((await selectUnreadMeters(db.pool, parkId, { from: NOW, to: NOW })).map(({ code }) => code)).toContain('G');
    expect(await run()).toMatchObject({ gridWh: 980n * BigInt(QUARTERS), state: 'draft' });
  });
  test('by its reading counts what it read: balance, loss and audit stand on it', async () => {
    await read('1060.8', 1_824_000n, master);
    expect(await run()).toMatchObject({
      gridWh: 1_000n * BigInt(QUARTERS),
      lineLossWh: 60n * BigInt(QUARTERS),
      state: 'draft',
      incomplete: [],
    });
    expect((await auditMonth(db.pool, of(), NOW))?.differences).toEqual([]);
  });
  test('stops the month with an alarm where it reads too little, and where it reads too much', async () => {
    const alarms = async () =>
      (await db.pool.query(`select 1 from alarm where kind = 'LOSS_IMPLAUSIBLE' and closed_at is null`)).rows.length;
    await read('1050', 1_500_000n, master);
    expect(await run()).toMatchObject({ state: 'stopped', stops: [{ type: 'negativeLoss', node: 'G' }] });
    expect(await alarms()).toBe(1);
    await read('1100', 3_000_000n, master);
    expect(await run()).toMatchObject({ state: 'stopped', stops: [{ type: 'excessiveLoss' }] });
    await read('1060.8', 1_824_000n, master);
    expect(await run()).toMatchObject({ state: 'draft' });
    expect(await alarms()).toBe(0);
    expect(await selectReadings(db.pool, parkId, OCTOBER)).toMatchObject([{ point: 'G', revision: 4, wh: 1_824_000n }]);
  });
});
