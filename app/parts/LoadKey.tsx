import { useWords } from '../words/use-words.ts';
import styles from './LoadKey.module.css';

/** What the lines of a load curve are. */
export function LoadKey() {
  const t = useWords();
  return (
    <span className={styles.key}>
      <span data-line="today">{t('load.todayKey')}</span>
      <span data-line="yesterday">{t('load.yesterdayKey')}</span>
    </span>
  );
}
