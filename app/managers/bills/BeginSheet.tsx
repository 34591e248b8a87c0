'use client';

import { useState } from 'react';
import { Button } from '../../parts/Button.tsx';
import type { OfMonth } from '../../rpc/allocation-api.ts';
import { advanceBills, beginBilling } from '../../rpc/bills-api.ts';
import { failureOf } from '../../rpc/client.ts';
import { useWords } from '../../words/use-words.ts';
import { Sheet } from '../counter/Sheet.tsx';
import type { SaidThing } from '../Said.tsx';
import styles from './Ask.module.css';

interface Props {
  readonly of: OfMonth;
  /** That would not be billed. */
  readonly months: readonly string[];
  readonly close: () => void;
  readonly done: (said: SaidThing) => void;
}

const REASON_MIN = 2;
const REASON_MAX = 200;

/** What it means that billing begins with a month, and why it does; without a reason it does not. */
export function BeginSheet({ of, months, close, done }: Props) {
  const t = useWords();
  const [reason, say] = useState('');
  const [sending, setSending] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const list = months.join(' · ');
  const go = async () => {
    setSending(true);
    try {
      const answer = await beginBilling({ ...of, reason });
      if (answer.type === 'refused') return setFault(t(`begin.refused.${answer.because}`));
      // The server goes on by itself where this page is left.
      for (const month of answer.months) await runOut({ park: of.park, month });
      done({ text: t('begin.begun', { months: list }), refused: false });
    } catch (error) {
      setFault(t(`failed.${failureOf(error)}`));
    } finally {
      setSending(false);
    }
  };
  return (
    <Sheet label={t('begin.begin', { month: of.month })} close={close}>
      <h2 className={styles.title}>{t('begin.begin', { month: of.month })}</h2>
      <p className={styles.what}>{t('begin.what')}</p>
      <p>{list}</p>
      <p className={styles.note}>{t('begin.prepaid')}</p>
      <p className={styles.note}>{t('begin.postpaid')}</p>
      <p className={styles.note}>{t('begin.late')}</p>
      <p className={styles.note}>{t('begin.forEver')}</p>
      <label className={styles.reason}>
        <span>{t('begin.reason')}</span>
        <input
          value={reason}
          maxLength={REASON_MAX}
          placeholder={t('begin.reasonLike')}
          onChange={(event) => say(event.target.value)}
          autoComplete="off"
        />
      </label>
      {fault === null ? null : <p role="alert">{fault}</p>}
      <div className={styles.acts}>
        <Button onPress={close} disabled={sending}>
          {t('bills.cancel')}
        </Button>
        <Button primary onPress={() => void go()} disabled={sending || reason.trim().length < REASON_MIN}>
          {sending ? t('bills.sending') : t('bills.yes')}
        </Button>
      </div>
    </Sheet>
  );
}

const runOut = async (of: OfMonth): Promise<void> => {
  for (let run = await advanceBills(of); run !== null && run.finishedAt === null; ) run = await advanceBills(of);
};
