'use client';

import { useState } from 'react';
import { yuanFromFen } from '#domain/units/money.ts';
import { yuanGrouped } from '../../format/money.ts';
import { type OfBill, payBill } from '../../rpc/bills-api.ts';
import type { PayAnswer } from '../../rpc/bills-shapes.ts';
import { useWords } from '../../words/use-words.ts';
import { AskFacts, AskField, AskSheet } from '../AskSheet.tsx';
import { amountOf, typedAmount } from '../counter/amount.ts';
import { newKey } from '../counter/new-key.ts';
import styles from './Ask.module.css';

interface Props {
  readonly of: OfBill;
  /** Still to be paid, above zero. */
  readonly openYuan: string;
  readonly close: () => void;
  readonly done: (answer: PayAnswer) => void;
}

/** How much of a bill is paid from the account's balance: all that is open, or a part of it. */
export function PaySheet({ of, openYuan, close, done }: Props) {
  const t = useWords();
  // One key for each attempt at this payment: asked twice, it is taken once.
  const [key] = useState(newKey);
  const [typed, type] = useState(openYuan);
  const amount = amountOf(typed);
  const isAbove = amount > amountOf(openYuan);
  return (
    <AskSheet
      title={t('bills.payTitle')}
      yes={t('bills.pay')}
      ready={amount > 0n && !isAbove}
      close={close}
      go={async () => {
        done(await payBill({ ...of, key, amountYuan: yuanFromFen(amount) }));
        return null;
      }}
    >
      <AskFacts all={[[t('bills.open'), `¥${yuanGrouped(openYuan)}`]]} />
      <AskField label={t('bills.payAmount')} value={typed} change={(text) => type(typedAmount(text) ?? typed)} numeric />
      <p className={styles.note} role={isAbove ? 'alert' : undefined}>
        {isAbove ? t('bills.aboveOpen', { yuan: yuanGrouped(openYuan) }) : t('bills.payNote')}
      </p>
    </AskSheet>
  );
}
