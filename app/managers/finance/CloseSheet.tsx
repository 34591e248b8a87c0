'use client';

import { yuanGrouped } from '../../format/money.ts';
import { type BooksMonth, closeBooks } from '../../rpc/finance-api.ts';
import { useWords } from '../../words/use-words.ts';
import { AskFacts, AskSheet } from '../AskSheet.tsx';
import styles from './Finance.module.css';

interface Props {
  readonly park: string;
  readonly month: BooksMonth;
  readonly close: () => void;
  /** False: something had come in between. */
  readonly done: (closed: boolean) => void;
}

/** The last look before a month is closed for ever. */
export function CloseSheet({ park, month, close, done }: Props) {
  const t = useWords();
  return (
    <AskSheet
      title={t('finance.close', { month: month.month })}
      yes={t('finance.closeNow')}
      close={close}
      go={async () => {
        done((await closeBooks({ park, month: month.month })).type !== 'refused');
        return null;
      }}
    >
      <AskFacts
        all={[
          [t('finance.issued'), month.issued],
          [t('finance.billed'), yuanGrouped(month.billedYuan)],
          [t('finance.paid'), yuanGrouped(month.paidYuan)],
        ]}
      />
      <p className={styles.note}>{t('finance.forEver')}</p>
    </AskSheet>
  );
}
