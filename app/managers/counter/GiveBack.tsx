'use client';

import { useState } from 'react';
import { fen, fenFromYuan, yuanFromFen } from '#domain/units/money.ts';
import { yuanGrouped } from '../../format/money.ts';
import { Button } from '../../parts/Button.tsx';
import { type CounterReceipt, refundReceipt, undoReceipt } from '../../rpc/counter-api.ts';
import { useWords } from '../../words/use-words.ts';
import { FormField } from '../quarantine/FormField.tsx';
import { amountOf, typedAmount } from './amount.ts';
import styles from './GiveBack.module.css';
import { SheetEnd } from './SheetEnd.tsx';
import { useAct } from './use-act.ts';

interface Props {
  readonly park: string;
  readonly receipt: CounterReceipt;
  readonly how: 'refund' | 'undo';
  readonly back: () => void;
  readonly done: (receipt: CounterReceipt | null) => void;
}

/** Money back on a receipt: part or all of it by the way it came, or the whole of a mistake. */
export function GiveBack({ park, receipt, how, back, done }: Props) {
  const t = useWords();
  const left = yuanFromFen(fen((fenFromYuan(receipt.amountYuan) ?? 0n) - (fenFromYuan(receipt.refundedYuan) ?? 0n)));
  const [typed, setTyped] = useState(how === 'refund' ? left : '');
  const [reason, setReason] = useState('');
  const { act, renew, sending, fault } = useAct();
  const amount = amountOf(typed);
  const tooMuch = how === 'refund' && amount > (fenFromYuan(left) ?? 0n);
  const isWhole = reason.trim().length > 1 && (how === 'undo' || (amount > 0n && !tooMuch));
  const go = async () => {
    const { year, number } = receipt;
    const of = { park, year, number, reason: reason.trim() };
    const answer = await act((key) =>
      how === 'undo' ? undoReceipt({ ...of, key }) : refundReceipt({ ...of, amountYuan: yuanFromFen(amount), key }),
    );
    if (answer) done(answer.receipt);
  };
  const change = (set: (value: string) => void) => (value: string) => {
    set(value);
    renew();
  };
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (isWhole) void go();
      }}
    >
      <p>{how === 'undo' ? t('counter.undoMeans') : t('counter.refundMeans', { way: t(`counter.channel.${receipt.channel}`) })}</p>
      {how === 'refund' ? (
        <FormField
          name="refund"
          label={t('counter.amount')}
          value={typed}
          change={(value) => change(setTyped)(typedAmount(value) ?? typed)}
          fault={tooMuch ? t('counter.refused.ABOVE_PAID', { yuan: yuanGrouped(left) }) : null}
          hint={t('counter.refundLeft', { yuan: yuanGrouped(left) })}
          numeric
        />
      ) : null}
      <FormField
        name="reason"
        label={t('counter.reason')}
        value={reason}
        change={change(setReason)}
        fault={null}
        hint={t('counter.reasonHint')}
      />
      <SheetEnd fault={fault} sending={sending} back={back}>
        <Button type="submit" primary disabled={!isWhole || sending}>
          {sending
            ? t('counter.sending')
            : how === 'undo'
              ? t('counter.undoNow', { yuan: yuanGrouped(receipt.amountYuan) })
              : t('counter.ask.depositOut', { yuan: yuanGrouped(yuanFromFen(amount)) })}
        </Button>
      </SheetEnd>
    </form>
  );
}
