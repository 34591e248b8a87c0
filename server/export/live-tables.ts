import type { AccountBoard, PointBoard } from '#domain/board/board.ts';
import { liveDocument } from '../trpc/trpc.ts';
import { type Asked, accountsAsked, columnsOf, fileNameOf } from './asked.ts';
import { kiloText, registerText } from './local-text.ts';
import { ROWS_A_BATCH, type Row, type Table } from './table.ts';
import { type Head, headOf, wordOf } from './words.ts';

const ACCOUNT_HEADS = [
  'account',
  'name',
  'kind',
  'level',
  'available',
  'ledger',
  'unposted',
  'todayYuan',
  'monthYuan',
  'daysLeft',
  'power',
  'at',
] as const;
const METER_HEADS = [
  'point',
  'name',
  'medium',
  'role',
  'serial',
  'account',
  'at',
  'power',
  'import',
  'today',
  'thisMonth',
  'relay',
] as const;

/** The accounts of a park as they stand now; a tenant's own. */
export function accountsTable(asked: Asked): Table {
  const codes = accountsAsked(asked);
  const accounts = Object.values(documentOf(asked).accounts).filter(({ code }) => codes === null || codes.includes(code));
  const rows = accounts.map((account) => accountRow(asked, account));
  return tableOf(asked, { kind: 'accounts', heads: ACCOUNT_HEADS, rows });
}

/** The points of a park and their meters as they stand now; those of a tenant's accounts. */
export function metersTable(asked: Asked): Table {
  const codes = accountsAsked(asked);
  const { point } = asked.query;
  const points = Object.values(documentOf(asked).points)
    .filter(({ account }) => codes === null || (account !== null && codes.includes(account)))
    .filter(({ code }) => point === undefined || code === point);
  return tableOf(asked, { kind: 'meters', heads: METER_HEADS, rows: points.map((board) => meterRow(asked, board)) });
}

const documentOf = ({ ctx, query }: Asked) => liveDocument(ctx, query.park).document;

const NUMBERS: readonly Head[] = [
  'available',
  'ledger',
  'unposted',
  'todayYuan',
  'monthYuan',
  'daysLeft',
  'power',
  'import',
  'today',
  'thisMonth',
];

interface Live {
  readonly kind: 'accounts' | 'meters';
  readonly heads: readonly Head[];
  readonly rows: readonly Row[];
}

const tableOf = (asked: Asked, { kind, heads, rows }: Live): Table => {
  async function* batches() {
    for (let i = 0; i < rows.length; i += ROWS_A_BATCH) yield rows.slice(i, i + ROWS_A_BATCH);
  }
  const { first, last, ...rest } = asked.range;
  return {
    title: headOf(kind, asked.query.lang),
    // As of today: what is live has no range.
    fileName: fileNameOf({ query: { ...asked.query, account: undefined }, range: { ...rest, first: last, last } }, kind).replace(
      `-${last}-${last}`,
      `-${last}`,
    ),
    columns: columnsOf(heads, NUMBERS, asked),
    batches: batches(),
  };
};

const accountRow = ({ query: { lang }, localText }: Asked, board: AccountBoard): Row => [
  board.code,
  board.name[lang],
  wordOf(board.kind, lang),
  board.kind === 'prepaid' ? wordOf(board.level, lang) : null,
  board.available,
  board.ledger,
  board.unposted,
  board.todayYuan,
  board.monthYuan,
  board.daysLeft === null ? null : String(board.daysLeft),
  kiloText(Math.round(board.power)),
  board.at === null ? null : localText(board.at),
];

const meterRow = ({ query: { lang }, localText }: Asked, board: PointBoard): Row => [
  board.code,
  board.name[lang],
  wordOf(board.medium, lang),
  wordOf(board.role, lang),
  board.serial,
  board.account,
  board.at === null ? null : localText(board.at),
  board.power === null ? null : kiloText(Math.round(board.power)),
  registerText(board.register),
  kiloText(board.today),
  kiloText(board.month),
  wordOf(board.relay, lang),
];
