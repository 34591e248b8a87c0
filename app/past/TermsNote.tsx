'use client';

import { useLocale } from 'use-intl';
import { shortDate } from '../format/time.ts';
import { useWords } from '../words/use-words.ts';
import { usePast, usePastControl } from './PastProvider.tsx';
import styles from './TermsNote.module.css';

/** Of a time of which former names, terms and limits were not kept yet: said once, quietly. */
export function TermsNote() {
  const t = useWords();
  const locale = useLocale();
  const zone = usePastControl()?.zone ?? null;
  const shown = usePast()?.shown;
  if (!shown || zone === null || shown.at >= shown.termsFrom) return null;
  return <p className={styles.note}>{t('past.termsFrom', { day: shortDate(shown.termsFrom, zone, locale) })}</p>;
}
