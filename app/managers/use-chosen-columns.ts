'use client';

import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { Column } from '../parts/DataTable.tsx';

export interface ChosenColumns<Row> {
  readonly shown: readonly Column<Row>[];
  /** Those that may be hidden: all that have a head, but the first, which names the row. */
  readonly choices: readonly { readonly key: string; readonly word: string; readonly on: boolean }[];
  readonly toggle: (key: string) => void;
}

const NOTHING: readonly string[] = [];

/** Which columns of a table somebody wants to see; kept in the browser, for each table. `hidden`: until somebody chooses. */
export const useChosenColumns = <Row>(
  table: string,
  columns: readonly Column<Row>[],
  hidden: readonly string[] = NOTHING,
): ChosenColumns<Row> => {
  const place = `columns.${table}`;
  const text = useSyncExternalStore(
    subscribe,
    () => read(place),
    () => null,
  );
  const off = useMemo(() => new Set(text === null ? hidden : text.split(' ')), [text, hidden]);
  const toggle = useCallback(
    (key: string) => {
      const next = new Set(off);
      if (!next.delete(key)) next.add(key);
      write(place, [...next].join(' '));
    },
    [off, place],
  );
  return useMemo(() => {
    const named = columns.slice(1).filter(({ head, phoneOnly }) => head !== '' && phoneOnly !== true);
    return {
      shown: columns.map((column) => (off.has(column.key) ? onlyOnPhone(column) : column)).filter((column) => column !== null),
      choices: named.map(({ key, head }) => ({ key, word: head, on: !off.has(key) })),
      toggle,
    };
  }, [columns, off, toggle]);
};

/** A phone's cards are made of few cells as it is; what is hidden is hidden from the table. */
const onlyOnPhone = <Row>(column: Column<Row>): Column<Row> | null => (column.phone === undefined ? null : { ...column, phoneOnly: true });

const EVENT = 'columns';

const subscribe = (listener: () => void): (() => void) => {
  window.addEventListener(EVENT, listener);
  return () => window.removeEventListener(EVENT, listener);
};

/** A browser may refuse storage: then a choice lasts as long as the page. */
const kept = new Map<string, string>();

const read = (place: string): string | null => {
  const own = kept.get(place);
  if (own !== undefined) return own;
  try {
    return localStorage.getItem(place);
  } catch {
    return null;
  }
};

const write = (place: string, text: string): void => {
  kept.set(place, text);
  try {
    localStorage.setItem(place, text);
  } catch {
    // Kept for this page, above.
  }
  window.dispatchEvent(new Event(EVENT));
};
