import { type BillHead, selectBills, selectLines } from '#db/bill/select-bills.ts';
import { selectParkKey } from '#db/queries/parks.ts';
import { inLanguage, nameOfLine } from '#domain/paper/columns.ts';
import { unitText } from '#domain/paper/figures.ts';
import type { PaperLine } from '#domain/paper/paper-bill.ts';
import { PAPER_WORDS } from '#domain/paper/words.ts';
import { parkDay } from '#domain/time/park-day.ts';
import { yuanFromFen, yuanFromPrice } from '#domain/units/money.ts';
import { readableBill } from '../bill/readable-bill.ts';
import { numberText } from '../paper/load-paper.ts';
import { paperName } from '../paper/print-paper.ts';
import { notFound, requireCollect } from '../trpc/trpc.ts';
import { type Asked, columnsOf } from './asked.ts';
import { kiloText } from './local-text.ts';
import type { Row, Table } from './table.ts';
import { headOf, wordOf } from './words.ts';

const LINE_HEADS = [
  'item',
  'kind',
  'firstDay',
  'lastDay',
  'quantity',
  'unit',
  'price',
  'yuan',
  'excl',
  'rate',
  'tax',
  'ofMonth',
  'reason',
] as const;

/** A bill, line by line, as its paper names them. */
export async function billTable({ ctx, query }: Asked): Promise<Table> {
  const { park, lang, bill: id } = query;
  if (id === undefined) throw notFound('bill');
  const bill = await readableBill(ctx, { park, id });
  async function* batches() {
    yield (await selectLines(ctx.services.db, bill.id)).map((line): Row => lineRow(line, lang));
  }
  return {
    title: `${headOf('bill', lang)} ${bill.account} ${bill.month.slice(0, 7)}`.slice(0, TITLE_MAX),
    fileName: paperName({ account: bill.account, month: bill.month, number: numberText(bill.number) }),
    columns: columnsOf(LINE_HEADS, ['quantity', 'price', 'yuan', 'excl', 'rate', 'tax'], { query }),
    batches: batches(),
  };
}

const TITLE_MAX = 31;

const lineRow = (line: PaperLine, lang: Asked['query']['lang']): Row => {
  const words = PAPER_WORDS[lang];
  return [
    nameOfLine(line, lang),
    words.groups[line.kind],
    line.from,
    line.to,
    line.quantity === null ? null : kiloText(Number(line.quantity)),
    line.unit === null ? null : unitText(line.unit),
    line.price === null ? null : yuanFromPrice(line.price),
    yuanFromFen(line.amount),
    yuanFromFen(line.excl),
    // Hundredths of a percent.
    String(line.taxRate / 100),
    yuanFromFen(line.tax),
    line.month,
    line.reason === null ? null : words.reasons[line.reason],
  ];
};

const BILL_HEADS = [
  'account',
  'name',
  'number',
  'kind',
  'state',
  'quantityKWh',
  'quantityM3',
  'excl',
  'tax',
  'yuan',
  'toPost',
  'issuedOn',
  'dueOn',
  'paidAt',
  'reason',
] as const;
const PAGE = 1_000;

/** A month's bills, a row a bill, reversals among them. */
export async function billsTable({ ctx, query, range, localText }: Asked): Promise<Table> {
  const { park, lang } = query;
  requireCollect(ctx, park);
  const { db } = ctx.services;
  const key = await selectParkKey(db, park);
  if (key === null) throw notFound('park');
  const month = query.month ?? parkDay(`${range.last.slice(0, 7)}-01`);
  const of = { parkId: key.id, zone: key.zone, month };
  async function* batches() {
    for (let after: { account: string; id: string } | null = null; ; ) {
      const page: Awaited<ReturnType<typeof selectBills>> = await selectBills(db, of, { after, limit: PAGE });
      yield page.map((bill): Row => billRow(bill, lang, localText));
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) return;
      after = { account: last.account, id: last.id };
    }
  }
  return {
    title: `${headOf('billList', lang)} ${month.slice(0, 7)}`,
    fileName: [park, 'bills', month.slice(0, 7)].join('-'),
    columns: columnsOf(BILL_HEADS, ['quantityKWh', 'quantityM3', 'excl', 'tax', 'yuan', 'toPost'], { query }),
    batches: batches(),
  };
}

const billRow = (bill: BillHead, lang: Asked['query']['lang'], localText: Asked['localText']): Row => [
  bill.account,
  inLanguage(bill.name, lang),
  numberText(bill.number),
  wordOf(bill.kind, lang),
  wordOf(bill.state, lang),
  kiloText(bill.usedWh),
  kiloText(bill.usedL),
  yuanFromFen(bill.excl),
  yuanFromFen(bill.tax),
  yuanFromFen(bill.total),
  yuanFromFen(bill.toPost),
  bill.issuedAt === null ? null : localText(bill.issuedAt),
  bill.dueOn,
  bill.paidAt === null ? null : localText(bill.paidAt),
  bill.reason === '' ? null : bill.reason,
];
