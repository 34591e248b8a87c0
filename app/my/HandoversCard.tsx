'use client';

import { HandoverRows } from '../parts/handover/HandoverRows.tsx';
import { askHandovers } from '../rpc/handovers.ts';
import { dataOf } from '../rpc/use-curves.ts';
import { useQuery } from '../rpc/use-query.ts';
import { useWords } from '../words/use-words.ts';
import styles from './HandoversCard.module.css';

/** What the tenant's meters showed when they were handed over, with the photos of it; nothing where nobody read anything. */
export function HandoversCard({ park, account }: { readonly park: string; readonly account: string }) {
  const t = useWords();
  const rows = dataOf(useQuery(`handovers ${park}:${account}`, (signal) => askHandovers({ park, account }, signal)));
  if (rows === null || rows.length === 0) return null;
  return (
    <section className={styles.handovers}>
      <h2>
        {t('handover.title')} <small>{t('handover.note')}</small>
      </h2>
      <HandoverRows park={park} rows={rows} />
    </section>
  );
}
