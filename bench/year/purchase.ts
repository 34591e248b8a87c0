import type { Pool } from 'pg';
import type { BillMonth } from '#db/bill/bill-month.ts';
import { selectUse } from '#db/bill/load-use.ts';
import { selectBilledVersions } from '#db/bill/load-versions.ts';
import { insertPurchase, type PurchaseKind } from '#db/purchase/bills-store.ts';
import { rowsOf, wholeIn } from '#db/queries/row.ts';
import { useCharges } from '#domain/bill/use-lines.ts';
import { billFromSheet } from '#domain/purchase/bill-from-sheet.ts';
import type { RowCells } from '#domain/purchase/bill-rows.ts';
import { type BillSheet, EMPTY_HEADER } from '#domain/purchase/bill-sheet.ts';
import { checkSheet } from '#domain/purchase/check-sheet.ts';
import { purchaseSums } from '#domain/purchase/purchase-sums.ts';
import { HOUR_MS, type InstantMs, SLOT_MS } from '#domain/time/instant.ts';
import { monthOf } from '#domain/time/park-day.ts';
import { chargeOf, type Fen, fen, type Price, roundToFen, yuanFromFen, yuanFromPrice } from '#domain/units/money.ts';
import { type Quantity, quantity } from '#domain/units/quantity.ts';

/** What the park pays in the year that is played. */
export interface PurchasePrices {
  /** Of the master, yuan per kW and month. */
  readonly demand: Price;
  /** Of a kWh from the roof. */
  readonly pv: Price;
}

interface Row extends RowCells {
  readonly fen: Fen;
  readonly used: Quantity;
}

/** The month's bills as the grid company and the owner of the roof would write them, from what their meters counted, entered as a person does. */
export async function enterPurchases(
  pool: Pool,
  of: BillMonth,
  { prices, at, actor }: { readonly prices: PurchasePrices; readonly at: InstantMs; readonly actor: string },
): Promise<void> {
  const enter = async (kind: PurchaseKind, rows: readonly Row[]): Promise<void> => {
    if (rows.length === 0) return;
    const total = fen(rows.reduce((sum, row) => sum + row.fen, 0n));
    const number = `${kind}-${of.month.slice(0, 7)}`;
    const lines = rows.map(({ fen: _, used: __, ...cells }) => cells);
    const sheet: BillSheet = {
      header: { ...EMPTY_HEADER, number, total: yuanFromFen(total) },
      meters: [],
      sections: sectionsOf(kind, rows, total),
      lines,
    };
    const read = billFromSheet(sheet, { kind, month: monthOf(of.month) });
    if (read.type === 'faults') throw new Error(`year: ${JSON.stringify(read.faults[0])}`);
    const doubts = checkSheet(read.bill);
    if (doubts.length > 0) throw new Error(`year: ${JSON.stringify(doubts[0], (_, one) => (typeof one === 'bigint' ? `${one}` : one))}`);
    const entered = { sheet, total, sums: purchaseSums(read.bill), doubts: 0, reason: null };
    await insertPurchase(pool, { parkId: of.parkId, month: of.month, kind, number, entered, at, actor });
  };
  await enter('grid', [...(await energyRows(pool, of)), ...(await demandRows(pool, of, prices.demand))]);
  await enter('pv', await pvRows(pool, of, prices.pv));
}

/** One class of use: what a part of the price that has no periods counts. */
const sectionsOf = (kind: PurchaseKind, rows: readonly Row[], total: Fen): BillSheet['sections'] => {
  const whole = rows.find(({ category, period }) => category === CATEGORIES.fund && period === '');
  return kind === 'pv' || whole === undefined ? [] : [{ code: '工商业', used: whole.quantity, subtotal: yuanFromFen(total) }];
};

/** By the part of the price; a code that bills have no name for is bought energy. */
const CATEGORIES: Readonly<Record<string, string>> = { td: '输配电量电费', fund: '政府性基金及附加' };

/** What the park's own account with the grid was charged, line by line. */
async function energyRows(pool: Pool, { parkId, month }: BillMonth): Promise<readonly Row[]> {
  const accounts = await rowsOf(pool, `select id from account where park_id = $1 and kind = 'supply' order by id`, [parkId], (row) =>
    wholeIn(row, 'id'),
  );
  const use = await selectUse(
    pool,
    accounts.map((accountId) => ({ accountId, month })),
  );
  const rows = [...use.values()].flat();
  const versions = await selectBilledVersions(pool, new Set(rows.map(({ versionId }) => versionId)));
  return useCharges(rows, versions).charges.flatMap(({ version, component, period, quantity: used, price }) =>
    version.tariff.medium !== 'electricity' || price === null
      ? []
      : [rowOf({ category: CATEGORIES[component] ?? '代理购电费', name: '电度电费', period: period ?? '' }, used, price)],
  );
}

const DEMAND = `
  select max(s.window_max) as window from point p join slot s on s.point_id = p.id and s.register = 0
  where p.park_id = $1 and p.role = 'grid' and p.medium = 'electricity' and s.day >= $2::date and s.day < ($2::date + interval '1 month')
  group by p.id having max(s.window_max) is not null order by p.id`;

/** By actual demand: the month's largest window of each master (DOMAIN 2.2). Readings by the hour cover no window: nothing is asked. */
const demandRows = async (pool: Pool, { parkId, month }: BillMonth, demand: Price): Promise<readonly Row[]> =>
  rowsOf(pool, DEMAND, [parkId, month], (row) =>
    rowOf({ category: '需量电费', name: '实际最大需量', period: '' }, quantity(wholeIn(row, 'window') * (HOUR_MS / SLOT_MS)), demand),
  );

const PV = `
  select coalesce(sum(s.quantity), 0)::bigint as wh from point p join slot s on s.point_id = p.id and s.register = 0
  where p.park_id = $1 and p.role = 'pv' and s.day >= $2::date and s.day < ($2::date + interval '1 month')`;

const pvRows = async (pool: Pool, { parkId, month }: BillMonth, pv: Price): Promise<readonly Row[]> =>
  (await rowsOf(pool, PV, [parkId, month], (row) => quantity(wholeIn(row, 'wh')))).flatMap((wh) =>
    wh === 0 ? [] : [rowOf({ category: '光伏自用电费', name: '屋顶光伏', period: '' }, wh, pv)],
  );

const MILLI_PLACES = 3;
const THOUSAND = 1_000;

/** Whole thousandths of a kWh or kW as bills print them. */
const quantityText = (used: Quantity): string => `${Math.floor(used / THOUSAND)}.${String(used % THOUSAND).padStart(MILLI_PLACES, '0')}`;

const rowOf = (named: Pick<RowCells, 'category' | 'name' | 'period'>, used: Quantity, price: Price): Row => {
  const amount = roundToFen(chargeOf(used, price));
  return { ...named, quantity: quantityText(used), price: yuanFromPrice(price), amount: yuanFromFen(amount), fen: amount, used };
};
