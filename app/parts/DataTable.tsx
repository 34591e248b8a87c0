'use client';

import Link from 'next/link';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useWords } from '../words/use-words.ts';
import { Button } from './Button.tsx';
import styles from './DataTable.module.css';

export interface Column<Row> {
  readonly key: string;
  readonly head: string;
  readonly cell: (row: Row) => ReactNode;
  /** Figures stand at the end of their column. */
  readonly figure?: boolean;
  /** Ascending. */
  readonly sort?: (a: Row, b: Row) => number;
  /** Its place on a phone, where a row is a card of two lines: title and value, note and end, something to press beside both. Absent: not there. */
  readonly phone?: 'title' | 'value' | 'note' | 'end' | 'act';
  /** Before and after its figure on a phone, where no head tells it. */
  readonly phoneName?: string;
  readonly unit?: string;
  /** Only there, where it stands for several columns. */
  readonly phoneOnly?: boolean;
}

export interface Sorting {
  readonly key: string;
  readonly descending: boolean;
}

interface Props<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** How rows are sorted first; absent: as they come. */
  readonly sorted?: Sorting;
  /** Where a row leads: its title is the link, and all of the row takes the tap. */
  readonly hrefOf?: (row: Row) => string;
  /** So many rows first on a phone, where what stands below would be a long way off. */
  readonly phoneRows?: number;
}

/** Rows drawn at once; more on demand. 15,000 rows at once stop any phone. */
const PAGE_ROWS = 100;

/** A dense table on a desktop, cards on a phone. Heads sort; arrow keys go from row to row. */
export function DataTable<Row>({ label, columns, rows, keyOf, sorted, hrefOf, phoneRows = PAGE_ROWS }: Props<Row>) {
  const t = useWords();
  const [sorting, setSorting] = useState<Sorting | null>(sorted ?? null);
  const [limit, setLimit] = useState(PAGE_ROWS);
  const [whole, setWhole] = useState(false);
  const shown = sortedRows(rows, columns, sorting).slice(0, limit);
  return (
    <>
      <table className={styles.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.key} column={column} sorting={sorting} sort={setSorting} />
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={hrefOf ? walkRows : undefined}>
          {shown.map((row, i) => (
            <tr key={keyOf(row)} data-leads={hrefOf ? true : undefined} data-later={!whole && i >= phoneRows ? true : undefined}>
              {columns.map((column) => (
                <td
                  key={column.key}
                  data-figure={column.figure}
                  data-phone={column.phone ?? 'off'}
                  data-desk={column.phoneOnly ? 'off' : undefined}
                  data-name={column.phoneName}
                  data-unit={column.unit}
                >
                  {hrefOf && column.phone === 'title' ? (
                    <Link href={hrefOf(row)} data-row="" prefetch={false}>
                      {column.cell(row)}
                    </Link>
                  ) : (
                    column.cell(row)
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length <= phoneRows || whole ? null : (
        <div className={styles.rest}>
          <Button onPress={() => setWhole(true)}>{t('table.more', { shown: phoneRows, all: rows.length })}</Button>
        </div>
      )}
      {rows.length > limit ? (
        <div className={styles.more}>
          <Button onPress={() => setLimit(limit + PAGE_ROWS)}>{t('table.more', { shown: limit, all: rows.length })}</Button>
        </div>
      ) : null}
    </>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, Home: -Number.MAX_SAFE_INTEGER, End: Number.MAX_SAFE_INTEGER };

const walkRows = (event: KeyboardEvent<HTMLElement>): void => {
  const step = STEPS[event.key];
  const links: Element[] = [...event.currentTarget.querySelectorAll('a[data-row]')];
  const here = document.activeElement ? links.indexOf(document.activeElement) : -1;
  if (step === undefined || here < 0) return;
  event.preventDefault();
  const next = links[Math.max(0, Math.min(links.length - 1, here + step))];
  if (next instanceof HTMLElement) next.focus();
};

interface HeadProps<Row> {
  readonly column: Column<Row>;
  readonly sorting: Sorting | null;
  readonly sort: (sorting: Sorting) => void;
}

function Head<Row>({ column, sorting, sort }: HeadProps<Row>) {
  const own = sorting?.key === column.key ? sorting : null;
  const marks = { 'data-figure': column.figure, 'data-desk': column.phoneOnly ? 'off' : undefined };
  if (!column.sort)
    return (
      <th scope="col" {...marks}>
        {column.head}
      </th>
    );
  return (
    <th scope="col" {...marks} aria-sort={own ? (own.descending ? 'descending' : 'ascending') : undefined}>
      <button type="button" onClick={() => sort({ key: column.key, descending: own ? !own.descending : column.figure === true })}>
        {column.head}
        <span aria-hidden="true">{own ? (own.descending ? '↓' : '↑') : ''}</span>
      </button>
    </th>
  );
}

const sortedRows = <Row,>(rows: readonly Row[], columns: readonly Column<Row>[], sorting: Sorting | null): readonly Row[] => {
  const by = columns.find(({ key }) => key === sorting?.key)?.sort;
  if (!sorting || !by) return rows;
  return rows.toSorted((a, b) => (sorting.descending ? by(b, a) : by(a, b)));
};
