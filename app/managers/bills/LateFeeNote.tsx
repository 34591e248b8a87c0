'use client';

import { useState } from 'react';
import { fenFromYuan } from '#domain/units/money.ts';
import { yuanGrouped } from '../../format/money.ts';
import { Button } from '../../parts/Button.tsx';
import type { OfBill } from '../../rpc/bills-api.ts';
import { failureOf } from '../../rpc/client.ts';
import { askLateFee, waiveLateFee } from '../../rpc/finance-api.ts';
import { useIsClerk } from '../../rpc/use-is-clerk.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import { Sheet } from '../counter/Sheet.tsx';
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
  const [sending, setSending] = useState(false);
  const isWhole = (fenFromYuan(amount.trim()) ?? 0n) > 0n && reason.trim().length >= REASON_MIN;
  const go = async () => {
    setSending(true);
    try {
      const answer = await waiveLateFee({ ...of, amountYuan: amount.trim(), reason: reason.trim() });
      const left = yuanGrouped(answer.leftYuan);
      done(
        answer.type === 'waived'
          ? { text: t('finance.lateFee.waived', { left }), refused: false }
          : { text: t('finance.lateFee.tooMuch', { left }), refused: true },
      );
    } catch (error) {
      done({ text: t(`failed.${failureOf(error)}`), refused: true });
    }
  };
  return (
    <Sheet label={t('finance.lateFee.waiveTitle')} close={close}>
      <h2 className={styles.title}>{t('finance.lateFee.waiveTitle')}</h2>
      <p className={styles.note}>{t('finance.lateFee.waiveNote')}</p>
      <label className={styles.reason}>
        <span>{t('finance.lateFee.amount')}</span>
        <input value={amount} inputMode="decimal" maxLength={20} onChange={(event) => type(event.target.value)} autoComplete="off" />
      </label>
      <label className={styles.reason}>
        <span>{t('finance.lateFee.reason')}</span>
        <input value={reason} maxLength={REASON_MAX} onChange={(event) => give(event.target.value)} autoComplete="off" />
      </label>
      <div className={styles.acts}>
        <Button onPress={close} disabled={sending}>
          {t('bills.cancel')}
        </Button>
        <Button primary onPress={() => void go()} disabled={sending || !isWhole}>
          {sending ? t('bills.sending') : t('finance.lateFee.waive')}
        </Button>
      </div>
    </Sheet>
  );
}
