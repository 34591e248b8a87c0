import { useWords } from '../words/use-words.ts';
import styles from './LoadKey.module.css';

interface Props {
  /** The weekday of the dotted line; null or absent: it is not drawn. */
  readonly lastWeek?: string | null;
  readonly forecast?: boolean;
}

/** What the lines of a load curve are. */
export function LoadKey({ lastWeek = null, forecast = false }: Props) {
  const t = useWords();
  return (
    <span className={styles.key}>
      <span data-line="today">{t('load.todayKey')}</span>
      {forecast ? <span data-line="forecast">{t('load.forecastKey')}</span> : null}
      <span data-line="yesterday">{t('load.yesterdayKey')}</span>
      {lastWeek === null ? null : <span data-line="lastWeek">{t('load.lastWeekKey', { day: lastWeek })}</span>}
    </span>
  );
}
