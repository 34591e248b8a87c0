'use client';

import type { LowBalance, ParkBoard } from '#domain/board/board.ts';
import { yuanGrouped } from '../format/money.ts';
import { SeverityMark, severityOfLevel } from '../parts/SeverityMark.tsx';
import { useStanding } from '../parts/use-days-left.ts';
import { useNames, useWords } from '../words/use-words.ts';
import styles from './WallList.module.css';

const ROWS_MAX = 5;

/** Prepaid accounts that run low, worst first. */
export function WallBalances({ board }: { readonly board: ParkBoard | null }) {
  const t = useWords();
  const rows = board?.low ?? [];
  return (
    <section className={styles.list}>
      <h2>
        {t('low.title')}
        <small>{rows.length > ROWS_MAX ? t('low.more', { shown: ROWS_MAX, all: rows.length }) : t('low.columns')}</small>
      </h2>
      {board && rows.length === 0 ? <p className={styles.none}>{t('low.none')}</p> : null}
      {rows.slice(0, ROWS_MAX).map((row) => (
        <Row key={row.code} row={row} />
      ))}
    </section>
  );
}

function Row({ row }: { readonly row: LowBalance }) {
  const nameOf = useNames();
  const standing = useStanding();
  const severity = severityOfLevel(row.level) ?? 'info';
  return (
    <div className={styles.balance}>
      <SeverityMark severity={severity} />
      <span className={styles.name}>{nameOf(row.name)}</span>
      <b>{yuanGrouped(row.available)}</b>
      <span className={styles.days}>{standing(row)}</span>
    </div>
  );
}
