'use client';

import { useState } from 'react';
import type { OfMonth } from '../../rpc/allocation-api.ts';
import { advanceBills, beginBilling } from '../../rpc/bills-api.ts';
import { useWords } from '../../words/use-words.ts';
import { AskField, AskSheet } from '../AskSheet.tsx';
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
  const list = months.join(' · ');
  const go = async () => {
    const answer = await beginBilling({ ...of, reason });
    if (answer.type === 'refused') return t(`begin.refused.${answer.because}`);
    // The server goes on by itself where this page is left.
    for (const month of answer.months) await runOut({ park: of.park, month });
    done({ text: t('begin.begun', { months: list }), refused: false });
    return null;
  };
  return (
    <AskSheet
      title={t('begin.begin', { month: of.month })}
      yes={t('bills.yes')}
      ready={reason.trim().length >= REASON_MIN}
      go={go}
      close={close}
    >
      <p className={styles.note}>{t('begin.what')}</p>
      <p>{list}</p>
      <p className={styles.note}>{t('begin.prepaid')}</p>
      <p className={styles.note}>{t('begin.postpaid')}</p>
      <p className={styles.note}>{t('begin.late')}</p>
      <p className={styles.note}>{t('begin.forEver')}</p>
      <AskField label={t('begin.reason')} value={reason} change={say} max={REASON_MAX} like={t('begin.reasonLike')} />
    </AskSheet>
  );
}

const runOut = async (of: OfMonth): Promise<void> => {
  for (let run = await advanceBills(of); run !== null && run.finishedAt === null; ) run = await advanceBills(of);
};
