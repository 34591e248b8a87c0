'use client';

import type { ParkBoard } from '#domain/board/board.ts';
import { grouped } from '../format/quantity.ts';
import { LawOne } from '../parts/LawOne.tsx';
import { useWords } from '../words/use-words.ts';
import styles from './WallCounts.module.css';

/** The foot of the wall: the day's messages, and late ones still being worked in. */
export function WallCounts({ board }: { readonly board: ParkBoard | null }) {
  const t = useWords();
  return (
    <div className={styles.counts}>
      {board ? <LawOne counts={board.counts} /> : null}
      {board && board.refolding > 0 ? <span className={styles.late}>{t('counts.refolding', { n: grouped(board.refolding) })}</span> : null}
    </div>
  );
}
