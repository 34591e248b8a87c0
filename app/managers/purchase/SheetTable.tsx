'use client';

import { type CSSProperties, useState } from 'react';
import { Icon } from '../../shell/Icon.tsx';
import { useWords } from '../../words/use-words.ts';
import type { RowMarks } from './edit-sheet.ts';
import styles from './SheetTable.module.css';

export interface Column<K extends string> {
  readonly key: K;
  readonly word: string;
  readonly numeric?: boolean;
  /** Of a row's width, against the others' 1. */
  readonly wide?: number;
  /** Ready answers, offered while typing. */
  readonly list?: string;
  /** Of a few: value and word. */
  readonly choices?: readonly (readonly [value: string, word: string])[];
}

export interface Brief {
  readonly title: string;
  readonly note: string;
  readonly value: string;
}

interface Props<K extends string> {
  readonly label: string;
  readonly columns: readonly Column<K>[];
  readonly rows: readonly Readonly<Record<K, string>>[];
  readonly marksOf: (row: number) => RowMarks;
  /** What a row is, where it is not what it seems. */
  readonly noteOf?: (row: number) => string | null;
  /** A row in two lines, as a phone shows it until it is opened. */
  readonly brief: (row: Readonly<Record<K, string>>) => Brief;
  readonly empty: Readonly<Record<K, string>>;
  readonly change: (rows: readonly Readonly<Record<K, string>>[]) => void;
}

/** Rows of a block seen first on a phone; what is wrong is always seen. */
const PHONE_ROWS = 5;

/** A block of a bill as rows of cells; on a phone a row is a card that opens as a small form. What is wrong stands below its row. */
export function SheetTable<K extends string>({ label, columns, rows, marksOf, noteOf, brief, empty, change }: Props<K>) {
  const t = useWords();
  const [open, setOpen] = useState<number | null>(null);
  const [whole, setWhole] = useState(false);
  const put = (at: number, key: K, value: string) => change(rows.map((row, i) => (i === at ? { ...row, [key]: value } : row)));
  return (
    <div className={styles.sheet}>
      <table aria-label={label} style={{ '--columns': columns.map(({ wide }) => `minmax(0, ${wide ?? 1}fr)`).join(' ') } as CSSProperties}>
        <thead>
          <tr>
            {columns.map(({ key, word, numeric }) => (
              <th key={key} scope="col" data-numeric={numeric}>
                {word}
              </th>
            ))}
            <th />
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => {
            const marks = marksOf(at);
            const note = noteOf?.(at) ?? null;
            const { title, note: how, value } = brief(row);
            const later = !whole && at >= PHONE_ROWS;
            const said = [...marks.values(), ...(note === null ? [] : [note])];
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name but its place
              <tr key={at} data-wrong={marks.size > 0} data-note={note !== null} data-open={open === at} data-later={later}>
                <td data-cell="brief">
                  <button type="button" aria-expanded={open === at} onClick={() => setOpen(open === at ? null : at)}>
                    <span>{title === '' ? '–' : title}</span>
                    <b>{value}</b>
                    <small>{how}</small>
                    <Icon name="chevron" />
                  </button>
                </td>
                {columns.map((column) => (
                  <td key={column.key} data-cell={column.key} data-word={column.word}>
                    <Cell
                      column={column}
                      label={`${column.word} ${at + 1}`}
                      value={row[column.key]}
                      wrong={marks.has(column.key)}
                      change={(value) => put(at, column.key, value)}
                    />
                  </td>
                ))}
                <td data-cell="remove">
                  <button
                    type="button"
                    aria-label={t('purchase.removeRow', { n: at + 1 })}
                    onClick={() => {
                      setOpen(null);
                      change(rows.filter((_, i) => i !== at));
                    }}
                  >
                    ×
                  </button>
                </td>
                {said.length === 0 ? null : (
                  <td data-cell="said" role={marks.size > 0 ? 'alert' : undefined}>
                    {said.join(' · ')}
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
      <div className={styles.acts}>
        {whole || rows.length <= PHONE_ROWS ? null : (
          <button type="button" className={styles.rest} onClick={() => setWhole(true)}>
            {t('table.more', { shown: PHONE_ROWS, all: rows.length })}
          </button>
        )}
        <button
          type="button"
          onClick={() => {
            setOpen(rows.length);
            change([...rows, empty]);
          }}
        >
          + {t('purchase.addRow')}
        </button>
      </div>
    </div>
  );
}

interface CellProps<K extends string> {
  readonly column: Column<K>;
  readonly label: string;
  readonly value: string;
  readonly wrong: boolean;
  readonly change: (value: string) => void;
}

function Cell<K extends string>({ column: { numeric, list, choices }, label, value, wrong, change }: CellProps<K>) {
  if (choices)
    return (
      <select aria-label={label} aria-invalid={wrong} value={value} onChange={({ target }) => change(target.value)}>
        {choices.some(([one]) => one === value) ? null : <option value={value}>{value}</option>}
        {choices.map(([one, word]) => (
          <option key={one} value={one}>
            {word}
          </option>
        ))}
      </select>
    );
  return (
    <input
      aria-label={label}
      aria-invalid={wrong}
      data-numeric={numeric}
      inputMode={numeric ? 'decimal' : undefined}
      autoComplete="off"
      spellCheck={false}
      list={list}
      value={value}
      onChange={({ target }) => change(target.value)}
    />
  );
}
