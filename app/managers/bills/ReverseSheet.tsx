'use client';

import { useState } from 'react';
import { type OfBill, reverseBill } from '../../rpc/bills-api.ts';
import { useWords } from '../../words/use-words.ts';
import { AskField, AskSheet } from '../AskSheet.tsx';
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
  return (
    <AskSheet
      title={t('bills.reverseTitle')}
      yes={t('bills.reverse')}
      ready={reason.trim().length >= REASON_MIN}
      close={close}
      go={async () => {
        const answer = await reverseBill({ ...of, reason });
        if (answer.type === 'reversed') done(answer.id);
        else refused();
        return null;
      }}
    >
      <p className={styles.note}>{t('bills.reverseNote')}</p>
      <AskField label={t('bills.reverseReason')} value={reason} change={say} max={REASON_MAX} />
    </AskSheet>
  );
}
