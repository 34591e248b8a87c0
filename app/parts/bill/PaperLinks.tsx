'use client';

import { useLocale } from 'use-intl';
import { useWords } from '../../words/use-words.ts';
import { exportAddress, paperAddress } from '../export-address.ts';
import styles from './PaperLinks.module.css';

/** A bill to take away: as it is printed, and as lines for a spreadsheet. */
export function PaperLinks({ park, bill }: { readonly park: string; readonly bill: string }) {
  const t = useWords();
  const lang = useLocale();
  return (
    <span className={styles.links}>
      <a href={paperAddress(park, bill, lang)} aria-label={t('papers.pdfOf')} download="">
        {t('papers.pdf')}
      </a>
      <a href={exportAddress({ kind: 'bill', format: 'xlsx', query: { park, bill }, lang })} aria-label={t('papers.xlsxOf')} download="">
        {t('papers.xlsx')}
      </a>
    </span>
  );
}
