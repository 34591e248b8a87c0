'use client';

import Link from 'next/link';
import type { ParkBoard } from '#domain/board/board.ts';
import { grouped } from '../format/quantity.ts';
import { SeverityMark } from '../parts/SeverityMark.tsx';
import { useWords } from '../words/use-words.ts';
import styles from './CountsCard.module.css';

interface Props {
  readonly park: string;
  readonly board: ParkBoard;
}

/** Law 1 of the park's day: the parts under the line add up to what came in. */
export function CountsCard({ park, board }: Props) {
  const t = useWords();
  const { received, stored, duplicate, quarantined } = board.counts;
  const even = received === stored + duplicate + quarantined;
  return (
    <section className={styles.counts}>
      <h2>
        {t('counts.title')}
        <Link href={`/parks/${encodeURIComponent(park)}/quarantine`}>{t('nav.quarantine')} ›</Link>
      </h2>
      <dl>
        <dt>{t('counts.stored')}</dt>
        <dd>{grouped(stored)}</dd>
        <dt>+ {t('counts.duplicate')}</dt>
        <dd>{grouped(duplicate)}</dd>
        <dt>+ {t('counts.quarantined')}</dt>
        <dd>{grouped(quarantined)}</dd>
        <dt className={styles.sum}>= {t('counts.received')}</dt>
        <dd className={styles.sum}>{grouped(received)}</dd>
      </dl>
      {even ? null : (
        <p className={styles.uneven}>
          <SeverityMark severity="critical" /> {t('counts.uneven')}
        </p>
      )}
      <p className={styles.note}>{t('counts.online', { online: grouped(board.online), meters: grouped(board.meters) })}</p>
      {board.refolding > 0 ? <p className={styles.note}>{t('counts.refolding', { n: grouped(board.refolding) })}</p> : null}
    </section>
  );
}
