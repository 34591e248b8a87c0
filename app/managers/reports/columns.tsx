import type { Words } from '#domain/park/model.ts';
import { yuanGrouped } from '../../format/money.ts';
import type { Column } from '../../parts/DataTable.tsx';
import type { Translate } from '../../words/use-words.ts';
import { ParkName } from './ParkNames.tsx';
import { byYuan } from './sums.ts';

/** Which park a row is of: where there are several. */
export const parkColumn = <Row extends { readonly park: string }>(park: string | null, head: string): readonly Column<Row>[] =>
  park === null
    ? [{ key: 'park', head, cell: (row) => <ParkName code={row.park} />, sort: (a, b) => (a.park < b.park ? -1 : 1), phone: 'note' }]
    : [];

interface OfAccount {
  readonly park: string;
  readonly account: string;
  readonly name: Words;
}

/** Whose a row is. */
export const accountColumns = <Row extends OfAccount>(
  park: string | null,
  t: Translate,
  nameOf: (words: Words) => string,
): readonly Column<Row>[] => [
  { key: 'name', head: t('bills.account'), cell: ({ name }) => nameOf(name), phone: 'title' },
  {
    key: 'code',
    head: t('bills.code'),
    cell: ({ account }) => account,
    sort: (a, b) => (a.account < b.account ? -1 : 1),
    ...(park === null ? {} : { phone: 'note' }),
  },
  ...parkColumn<Row>(park, t('reports.park')),
];

/** A row of an account leads to its page. */
export const ACCOUNT_ROWS = {
  keyOf: ({ park, account }: OfAccount) => `${park} ${account}`,
  hrefOf: ({ park, account }: OfAccount) => `/parks/${encodeURIComponent(park)}/accounts/${encodeURIComponent(account)}`,
};

/** An amount, sorted by its fen. */
export const yuanColumn = <Row,>(key: string, head: string, of: (row: Row) => string, more: Partial<Column<Row>> = {}): Column<Row> => ({
  key,
  head,
  cell: (row) => yuanGrouped(of(row)),
  figure: true,
  sort: byYuan(of),
  ...more,
});

/** The same where most have none. */
export const sparseYuanColumn: typeof yuanColumn = (key, head, of, more = {}) =>
  yuanColumn(key, head, of, { cell: (row) => (of(row) === '0.00' ? '–' : yuanGrouped(of(row))), ...more });
