'use client';

import { useState } from 'react';
import { fenFromYuan } from '#domain/units/money.ts';
import { yuanGrouped } from '../../format/money.ts';
import { Button } from '../../parts/Button.tsx';
import type { OfBill } from '../../rpc/bills-api.ts';
import { askLateFee, waiveLateFee } from '../../rpc/finance-api.ts';
import { useIsClerk } from '../../rpc/use-is-clerk.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import { AskField, AskSheet } from '../AskSheet.tsx';
import { Said, type SaidThing } from '../Said.tsx';
import styles from './Ask.module.css';

/** What a late bill costs for being late, and the giving up of it; nothing where it was in time. */
export function LateFeeNote({ of }: { readonly of: OfBill }) {
  const t = useWords();
  const isClerk = useIsClerk(of.park);
  const [waiving, waive] = useState(false);
  const [said, say] = useState<SaidThing | null>(null);
  const query = useQuery(`late fee ${of.park} ${of.id}`, (signal) => askLateFee(of, signal));
  if (query.type !== 'ready' || query.data === null) return null;
  const { days, feeYuan, chargedYuan, waivedYuan } = query.data;
  const figures = { days, fee: yuanGrouped(feeYuan), charged: yuanGrouped(chargedYuan), waived: yuanGrouped(waivedYuan) };
  const left = (fenFromYuan(chargedYuan) ?? 0n) - (fenFromYuan(waivedYuan) ?? 0n);
  return (
    <div className={styles.late}>
      <p>{t('finance.lateFee.ofBill', figures)}</p>
      {left > 0n && !isClerk ? <Button onPress={() => waive(true)}>{t('finance.lateFee.waive')}</Button> : null}
      {waiving ? (
        <WaiveSheet
          of={of}
          close={() => waive(false)}
          done={(thing) => {
            waive(false);
            say(thing);
            query.again();
          }}
        />
      ) : null}
      <Said said={said} />
    </div>
  );
}

/** Digits of an amount. */
const AMOUNT_MAX = 20;
const REASON_MIN = 2;
const REASON_MAX = 200;

interface SheetProps {
  readonly of: OfBill;
  readonly close: () => void;
  readonly done: (said: SaidThing) => void;
}

function WaiveSheet({ of, close, done }: SheetProps) {
  const t = useWords();
  const [amount, type] = useState('');
  const [reason, give] = useState('');
  const isWhole = (fenFromYuan(amount.trim()) ?? 0n) > 0n && reason.trim().length >= REASON_MIN;
  const go = async () => {
    const answer = await waiveLateFee({ ...of, amountYuan: amount.trim(), reason: reason.trim() });
    const left = yuanGrouped(answer.leftYuan);
    if (answer.type !== 'waived') return t('finance.lateFee.tooMuch', { left });
    done({ text: t('finance.lateFee.waived', { left }), refused: false });
    return null;
  };
  return (
    <AskSheet title={t('finance.lateFee.waiveTitle')} yes={t('finance.lateFee.waive')} ready={isWhole} go={go} close={close}>
      <p className={styles.note}>{t('finance.lateFee.waiveNote')}</p>
      <AskField label={t('finance.lateFee.amount')} value={amount} change={type} max={AMOUNT_MAX} numeric />
      <AskField label={t('finance.lateFee.reason')} value={reason} change={give} max={REASON_MAX} />
    </AskSheet>
  );
}
