import type { ReactNode } from 'react';
import type { SlotReading } from '../../rpc/explain-api.ts';
import { useWords } from '../../words/use-words.ts';
import styles from './ReadingRow.module.css';

interface Props {
  readonly reading: SlotReading;
  readonly time: (at: number) => string;
  readonly unit: string;
  readonly opened: boolean;
  readonly open: () => void;
  /** The message, where it is open. */
  readonly children: ReactNode;
}

const VERDICTS = ['conflict', 'outlier', 'suspect', 'reset', 'break', 'jump', 'rollover'] as const;

/** A reading: what the meter showed and when, what was said of it, and the way to its bytes. */
export function ReadingRow({ reading, time, unit, opened, open, children }: Props) {
  const t = useWords();
  const verdict = VERDICTS.find((known) => known === reading.verdict) ?? 'none';
  return (
    <li className={styles.reading}>
      <div className={styles.row}>
        <time>{time(reading.at)}</time>
        <b>
          {reading.register} <small>{unit}</small>
        </b>
        <small className={styles.received}>
          {reading.receivedAt === null ? t('why.typed') : `${t('why.received')} ${time(reading.receivedAt)}`}
        </small>
        <small className={styles.said} data-verdict={verdict}>
          {t(`why.verdicts.${verdict}`)}
          {reading.decided ? ` · ${t('why.decided')}` : ''}
        </small>
        <code>{reading.primary}</code>
        {reading.raw === null ? null : (
          <button type="button" aria-expanded={opened} onClick={open}>
            {opened ? t('why.close') : t('why.message')}
          </button>
        )}
      </div>
      {children}
    </li>
  );
}
