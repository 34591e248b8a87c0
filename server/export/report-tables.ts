import { selectCollection } from '#db/report/collection.ts';
import { selectEnergy } from '#db/report/energy.ts';
import { selectHeld } from '#db/report/held.ts';
import { selectRevenue } from '#db/report/revenue.ts';
import { selectTakings } from '#db/report/takings.ts';
import { type Fen, yuanFromFen } from '#domain/units/money.ts';
import { arrearsOf } from '../report/arrears.ts';
import { idsOf, reportParks } from '../report/report-parks.ts';
import { type Asked, columnsOf } from './asked.ts';
import { kiloText } from './local-text.ts';
import { ALL_PARKS } from './request.ts';
import { ROWS_A_BATCH, type Row, type Table } from './table.ts';
import { type Head, headOf, wordOf } from './words.ts';

// Reports as files: the rows of a page, of one park or of all whose money the asker sees.

const yuan = (amount: Fen): string => yuanFromFen(amount);
const monthText = (first: string): string => first.slice(0, 7);
const monthsOf = ({ range }: Asked) => ({ from: `${range.first.slice(0, 7)}-01`, to: `${range.last.slice(0, 7)}-01` });
const parksOf = ({ ctx, query }: Asked) => reportParks(ctx, query.park === ALL_PARKS ? null : query.park);
const db = ({ ctx }: Asked) => ctx.services.db;

interface Report {
  readonly kind: Head;
  readonly heads: readonly Head[];
  readonly numbers: readonly Head[];
  readonly rows: readonly Row[];
}

const tableOf = ({ query, range }: Asked, { kind, heads, numbers, rows }: Report): Table => {
  async function* batches() {
    for (let i = 0; i < rows.length; i += ROWS_A_BATCH) yield rows.slice(i, i + ROWS_A_BATCH);
  }
  const park = query.park === ALL_PARKS ? 'group' : query.park;
  return {
    title: headOf(kind, query.lang),
    fileName: [park, kind, range.first, range.last].join('-'),
    columns: columnsOf(heads, numbers, { query }),
    batches: batches(),
  };
};

export const collectionTable = async (asked: Asked): Promise<Table> => {
  const rows = await selectCollection(db(asked), idsOf(await parksOf(asked)), monthsOf(asked));
  return tableOf(asked, {
    kind: 'collection',
    heads: ['park', 'ofMonth', 'bills', 'billed', 'paid'],
    numbers: ['bills', 'billed', 'paid'],
    rows: rows.map(({ park, month, bills, billed, paid }) => [park, monthText(month), String(bills), yuan(billed), yuan(paid)]),
  });
};

export const arrearsTable = async (asked: Asked): Promise<Table> => {
  const rows = await arrearsOf(asked.ctx.services, await parksOf(asked));
  const ages = ['notDue', 'to30', 'to60', 'to90', 'over90'] as const;
  return tableOf(asked, {
    kind: 'arrears',
    heads: ['park', 'account', 'name', 'bills', 'oldestDue', 'owed', ...ages, 'lateFee'],
    numbers: ['bills', 'owed', ...ages, 'lateFee'],
    rows: rows.map(({ park, account, name, bills, oldestDue, total, owed, lateFee }) => [
      park,
      account,
      name[asked.query.lang],
      String(bills),
      oldestDue,
      yuan(total),
      ...ages.map((age) => yuan(owed[age])),
      yuan(lateFee),
    ]),
  });
};

export const revenueTable = async (asked: Asked): Promise<Table> => {
  const rows = await selectRevenue(db(asked), idsOf(await parksOf(asked)), monthsOf(asked));
  const { lang } = asked.query;
  return tableOf(asked, {
    kind: 'revenue',
    heads: ['park', 'ofMonth', 'lineKind', 'component', 'taxItem', 'excl', 'tax', 'total'],
    numbers: ['excl', 'tax', 'total'],
    rows: rows.map((row) => [
      row.park,
      monthText(row.month),
      wordOf(`line.${row.kind}`, lang),
      row.name?.[lang] ?? wordOf(row.component, lang),
      wordOf(`item.${row.item}`, lang),
      yuan(row.excl),
      yuan(row.tax),
      yuan(row.total),
    ]),
  });
};

export const energyTable = async (asked: Asked): Promise<Table> => {
  const rows = await selectEnergy(db(asked), idsOf(await parksOf(asked)), monthsOf(asked));
  const heads = ['input', 'tenants', 'sharedWh', 'lineLossWh', 'transformerLossWh'] as const;
  return tableOf(asked, {
    kind: 'energy',
    heads: ['park', 'ofMonth', ...heads],
    numbers: heads,
    rows: rows.map(({ park, month, input, tenant, shared, lineLoss, transformerLoss }) => [
      park,
      monthText(month),
      ...[input, tenant, shared, lineLoss, transformerLoss].map((wh) => kiloText(Number(wh))),
    ]),
  });
};

export const takingsTable = async (asked: Asked): Promise<Table> => {
  const { first: from, last: to } = asked.range;
  const rows = await selectTakings(db(asked), idsOf(await parksOf(asked)), { from, to });
  const sums = ['topUps', 'refunds', 'deposits', 'closings'] as const;
  return tableOf(asked, {
    kind: 'takings',
    heads: ['park', 'clerk', 'channel', 'receipts', ...sums],
    numbers: ['receipts', ...sums],
    rows: rows.map((row) => [
      row.park,
      row.clerk,
      wordOf(row.channel, asked.query.lang),
      String(row.receipts),
      ...sums.map((sum) => yuan(row[sum])),
    ]),
  });
};

export const heldTable = async (asked: Asked): Promise<Table> => {
  const rows = await selectHeld(db(asked), idsOf(await parksOf(asked)), asked.range.last);
  const sums = ['wallet', 'deposit', 'receivable'] as const;
  return tableOf(asked, {
    kind: 'held',
    heads: ['park', 'account', 'name', 'kind', ...sums],
    numbers: sums,
    rows: rows.map((row) => [
      row.park,
      row.account,
      row.name[asked.query.lang],
      wordOf(row.kind, asked.query.lang),
      ...sums.map((sum) => yuan(row[sum])),
    ]),
  });
};
