'use client';

import { useState } from 'react';
import { yuanFromFen } from '#domain/units/money.ts';
import { yuanGrouped } from '../../format/money.ts';
import { Button } from '../../parts/Button.tsx';
import { type OfBill, payBill } from '../../rpc/bills-api.ts';
import type { PayAnswer } from '../../rpc/bills-shapes.ts';
import { failureOf } from '../../rpc/client.ts';
import { useWords } from '../../words/use-words.ts';
import { amountOf, typedAmount } from '../counter/amount.ts';
import { newKey } from '../counter/new-key.ts';
import { Sheet } from '../counter/Sheet.tsx';
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
  const [sending, setSending] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const amount = amountOf(typed);
  const isAbove = amount > amountOf(openYuan);
  const go = async () => {
    setSending(true);
    try {
      done(await payBill({ ...of, key, amountYuan: yuanFromFen(amount) }));
    } catch (error) {
      setFault(t(`failed.${failureOf(error)}`));
    } finally {
      setSending(false);
    }
  };
  return (
    <Sheet label={t('bills.payTitle')} close={close}>
      <h2 className={styles.title}>{t('bills.payTitle')}</h2>
      <dl className={styles.facts}>
        <div>
          <dt>{t('bills.open')}</dt>
          <dd>¥{yuanGrouped(openYuan)}</dd>
        </div>
      </dl>
      <label className={styles.reason}>
        <span>{t('bills.payAmount')}</span>
        <input value={typed} inputMode="decimal" onChange={(event) => type(typedAmount(event.target.value) ?? typed)} autoComplete="off" />
      </label>
      <p className={styles.note} role={isAbove ? 'alert' : undefined}>
        {isAbove ? t('bills.aboveOpen', { yuan: yuanGrouped(openYuan) }) : t('bills.payNote')}
      </p>
      {fault === null ? null : <p role="alert">{fault}</p>}
      <div className={styles.acts}>
        <Button onPress={close} disabled={sending}>
          {t('bills.cancel')}
        </Button>
        <Button primary onPress={() => void go()} disabled={sending || amount <= 0n || isAbove}>
          {sending ? t('bills.sending') : t('bills.pay')}
        </Button>
      </div>
    </Sheet>
  );
}
