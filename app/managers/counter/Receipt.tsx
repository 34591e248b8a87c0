'use client';

import { useState } from 'react';
import { useLocale } from 'use-intl';
import type { Words } from '#domain/park/model.ts';
import { capitalYuan } from '#domain/units/capital.ts';
import { fen, fenFromYuan } from '#domain/units/money.ts';
import { yuanGrouped } from '../../format/money.ts';
import { clockText, dayOf } from '../../format/time.ts';
import { Button } from '../../parts/Button.tsx';
import type { CounterReceipt } from '../../rpc/counter-api.ts';
import { useNames, useWords } from '../../words/use-words.ts';
import { GiveBack } from './GiveBack.tsx';
import styles from './Receipt.module.css';
import { receiptNumber } from './receipt-number.ts';
import { Sheet } from './Sheet.tsx';

interface Props {
  readonly park: string;
  readonly parkName: Words | null;
  readonly zone: string;
  readonly receipt: CounterReceipt;
  readonly close: () => void;
  readonly done: (receipt: CounterReceipt | null) => void;
}

/** A receipt, as it is printed; and what can still be done about it. */
export function Receipt({ park, parkName, zone, receipt, close, done }: Props) {
  const t = useWords();
  const nameOf = useNames();
  const locale = useLocale();
  const [back, setBack] = useState<'refund' | 'undo' | null>(null);
  const amount = fenFromYuan(receipt.amountYuan) ?? fen(0n);
  const title = t(`counter.kind.${receipt.kind}`);
  const number = receiptNumber(receipt);
  const isDeposit = receipt.kind === 'depositIn' || receipt.kind === 'depositOut';
  const left = (fenFromYuan(receipt.amountYuan) ?? 0n) - (fenFromYuan(receipt.refundedYuan) ?? 0n);
  const mayRefund = receipt.kind === 'topUp' && !receipt.undone && left > 0n;
  const mayUndo = receipt.kind !== 'reversal' && receipt.kind !== 'closing' && !receipt.undone && left === amount;
  return (
    <Sheet label={`${t('counter.receipt')} ${number}`} close={close}>
      <div className={styles.receipt} data-receipt="true">
        <header>
          <h2>{parkName ? nameOf(parkName) : park}</h2>
          <p>
            {title} · {t('counter.receipt')}
          </p>
        </header>
        <dl>
          <Line name={t('counter.number')}>{number}</Line>
          <Line name={t('counter.time')}>
            {dayOf(receipt.at, zone)} {clockText(receipt.at, zone)}
          </Line>
          <Line name={t('counter.payer')}>
            {nameOf(receipt.name)} <small>{receipt.account}</small>
          </Line>
          <Line name={t('counter.way')}>
            {t(`counter.channel.${receipt.channel}`)}
            {receipt.reference === '' ? '' : ` · ${receipt.reference}`}
          </Line>
          {receipt.of ? <Line name={t('counter.of')}>{receiptNumber(receipt.of)}</Line> : null}
          {receipt.reason === '' ? null : <Line name={t('counter.reason')}>{receipt.reason}</Line>}
        </dl>
        <p className={styles.amount}>
          <small>¥</small>
          {yuanGrouped(receipt.amountYuan)}
        </p>
        {locale === 'en' ? null : <p className={styles.capital}>{capitalYuan(amount)}</p>}
        <dl>
          <Line name={isDeposit ? t('counter.depositAfter') : t('counter.balanceAfter')}>¥ {yuanGrouped(receipt.balanceYuan)}</Line>
          <Line name={t('counter.clerk')}>{receipt.clerk}</Line>
        </dl>
        {receipt.undone ? <p className={styles.stamp}>{t('counter.undone')}</p> : null}
        <p className={styles.sign}>
          <span>{t('counter.signClerk')}</span>
          <span>{t('counter.signPayer')}</span>
        </p>
      </div>
      {back === null ? (
        <>
          <div className={styles.acts}>
            <Button onPress={close}>{t('counter.close')}</Button>
            <Button onPress={() => window.print()} primary>
              {t('counter.print')}
            </Button>
          </div>
          {mayRefund || mayUndo ? (
            <p className={styles.back}>
              {mayRefund ? (
                <button type="button" onClick={() => setBack('refund')}>
                  {t('counter.kind.refund')}
                </button>
              ) : null}
              {mayUndo ? (
                <button type="button" onClick={() => setBack('undo')}>
                  {t('counter.undo')}
                </button>
              ) : null}
            </p>
          ) : null}
        </>
      ) : (
        <GiveBack park={park} receipt={receipt} how={back} back={() => setBack(null)} done={done} />
      )}
    </Sheet>
  );
}

const Line = ({ name, children }: { readonly name: string; readonly children: React.ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
