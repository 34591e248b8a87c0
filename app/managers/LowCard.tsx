'use client';

import Link from 'next/link';
import type { ParkBoard } from '#domain/board/board.ts';
import { yuanGrouped } from '../format/money.ts';
import { SeverityMark, severityOfLevel } from '../parts/SeverityMark.tsx';
import { useStanding } from '../parts/use-days-left.ts';
import { useNames, useWords } from '../words/use-words.ts';
import styles from './ListCard.module.css';

interface Props {
  readonly park: string;
  readonly board: ParkBoard;
}

const ROWS_MAX = 6;

/** Prepaid accounts that run low, worst first. */
export function LowCard({ park, board }: Props) {
  const t = useWords();
  const nameOf = useNames();
  const standing = useStanding();
  return (
    <section className={styles.list}>
      <h2>
        {t('low.title')} {board.low.length > 0 ? board.low.length : ''}
        <Link href={`/parks/${encodeURIComponent(park)}/accounts`}>{t('allOf')} ›</Link>
      </h2>
      {board.low.length === 0 ? <p className={styles.none}>{t('low.none')}</p> : null}
      {board.low.slice(0, ROWS_MAX).map((row) => (
        <Link
          key={row.code}
          href={`/parks/${encodeURIComponent(park)}/accounts/${encodeURIComponent(row.code)}`}
          className={styles.balance}
          prefetch={false}
        >
          <SeverityMark severity={severityOfLevel(row.level) ?? 'info'} />
          <span className={styles.name}>{nameOf(row.name)}</span>
          <b>{yuanGrouped(row.available)}</b>
          <span className={styles.days}>{standing(row)}</span>
        </Link>
      ))}
    </section>
  );
}
