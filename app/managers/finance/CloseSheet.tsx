'use client';

import { useState } from 'react';
import { yuanGrouped } from '../../format/money.ts';
import { Button } from '../../parts/Button.tsx';
import { failureOf } from '../../rpc/client.ts';
import { type BooksMonth, closeBooks } from '../../rpc/finance-api.ts';
import { useWords } from '../../words/use-words.ts';
import { Sheet } from '../counter/Sheet.tsx';
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
  const [sending, setSending] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const go = async () => {
    setSending(true);
    try {
      done((await closeBooks({ park, month: month.month })).type !== 'refused');
    } catch (error) {
      setFault(t(`failed.${failureOf(error)}`));
    } finally {
      setSending(false);
    }
  };
  return (
    <Sheet label={t('finance.close', { month: month.month })} close={close}>
      <h2 className={styles.title}>{t('finance.close', { month: month.month })}</h2>
      <dl className={styles.facts}>
        <div>
          <dt>{t('finance.issued')}</dt>
          <dd>{month.issued}</dd>
        </div>
        <div>
          <dt>{t('finance.billed')}</dt>
          <dd>{yuanGrouped(month.billedYuan)}</dd>
        </div>
        <div>
          <dt>{t('finance.paid')}</dt>
          <dd>{yuanGrouped(month.paidYuan)}</dd>
        </div>
      </dl>
      <p className={styles.note}>{t('finance.forEver')}</p>
      {fault === null ? null : <p role="alert">{fault}</p>}
      <div className={styles.acts}>
        <Button onPress={close} disabled={sending}>
          {t('bills.cancel')}
        </Button>
        <Button primary onPress={() => void go()} disabled={sending}>
          {sending ? t('bills.sending') : t('finance.closeNow')}
        </Button>
      </div>
    </Sheet>
  );
}
