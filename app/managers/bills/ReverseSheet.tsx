'use client';

import { useState } from 'react';
import { Button } from '../../parts/Button.tsx';
import { type OfBill, reverseBill } from '../../rpc/bills-api.ts';
import { failureOf } from '../../rpc/client.ts';
import { useWords } from '../../words/use-words.ts';
import { Sheet } from '../counter/Sheet.tsx';
import styles from './Ask.module.css';

interface Props {
  readonly of: OfBill;
  readonly close: () => void;
  /** With the id of the negative bill. */
  readonly done: (id: string) => void;
  readonly refused: () => void;
}

const REASON_MIN = 2;
const REASON_MAX = 200;

/** Why a bill is taken back; without a reason it is not. */
export function ReverseSheet({ of, close, done, refused }: Props) {
  const t = useWords();
  const [reason, say] = useState('');
  const [sending, setSending] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const go = async () => {
    setSending(true);
    try {
      const answer = await reverseBill({ ...of, reason });
      if (answer.type === 'reversed') done(answer.id);
      else refused();
    } catch (error) {
      setFault(t(`failed.${failureOf(error)}`));
    } finally {
      setSending(false);
    }
  };
  return (
    <Sheet label={t('bills.reverseTitle')} close={close}>
      <h2 className={styles.title}>{t('bills.reverseTitle')}</h2>
      <p className={styles.note}>{t('bills.reverseNote')}</p>
      <label className={styles.reason}>
        <span>{t('bills.reverseReason')}</span>
        <input value={reason} maxLength={REASON_MAX} onChange={(event) => say(event.target.value)} autoComplete="off" />
      </label>
      {fault === null ? null : <p role="alert">{fault}</p>}
      <div className={styles.acts}>
        <Button onPress={close} disabled={sending}>
          {t('bills.cancel')}
        </Button>
        <Button primary onPress={() => void go()} disabled={sending || reason.trim().length < REASON_MIN}>
          {sending ? t('bills.sending') : t('bills.reverse')}
        </Button>
      </div>
    </Sheet>
  );
}
