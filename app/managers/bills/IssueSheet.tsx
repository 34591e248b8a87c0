'use client';

import { useState } from 'react';
import { yuanGrouped } from '../../format/money.ts';
import { Button } from '../../parts/Button.tsx';
import type { OfMonth } from '../../rpc/allocation-api.ts';
import { issueBills } from '../../rpc/bills-api.ts';
import type { BillRow } from '../../rpc/bills-shapes.ts';
import { failureOf } from '../../rpc/client.ts';
import { useWords } from '../../words/use-words.ts';
import { Sheet } from '../counter/Sheet.tsx';
import type { SaidThing } from '../Said.tsx';
import styles from './Ask.module.css';
import { sumYuan } from './chosen.ts';

interface Props {
  readonly of: OfMonth;
  readonly bills: readonly BillRow[];
  /** Whatever is checked, not a choice. */
  readonly all: boolean;
  readonly dueDays: number;
  readonly close: () => void;
  readonly done: (said: SaidThing) => void;
}

/** The last look before bills go out: how many, how much, and that it is for good. */
export function IssueSheet({ of, bills, all, dueDays, close, done }: Props) {
  const t = useWords();
  const [sending, setSending] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const statements = bills.filter(({ kind }) => kind === 'statement');
  const go = async () => {
    setSending(true);
    try {
      const answer = await issueBills({ ...of, ids: all ? null : bills.map(({ id }) => id) });
      if (answer.type === 'unlawful') return setFault(t('bills.unlawful'));
      const refused = answer.refused.length;
      if (answer.refused.some(({ because }) => because === 'monthSkipped')) return setFault(t('begin.heldBack'));
      done({
        text: refused === 0 ? t('bills.issued', { n: answer.issued }) : t('bills.issuedSome', { n: answer.issued, refused }),
        refused: refused > 0,
      });
    } catch (error) {
      setFault(t(`failed.${failureOf(error)}`));
    } finally {
      setSending(false);
    }
  };
  return (
    <Sheet label={t('bills.issueTitle')} close={close}>
      <h2 className={styles.title}>
        {t('bills.issueTitle')} {of.month}
      </h2>
      <p className={styles.what}>{t('bills.issueWhat', { n: bills.length })}</p>
      <p className={styles.amount}>
        <small>¥</small>
        {yuanGrouped(sumYuan(bills))}
      </p>
      <dl className={styles.facts}>
        {statements.length === 0 ? null : (
          <div>
            <dt>{t('bills.statements')}</dt>
            <dd>{t('bills.bills', { n: statements.length })}</dd>
          </div>
        )}
        <div>
          <dt>{t('bills.due')}</dt>
          <dd>{t('bills.dueIn', { days: dueDays })}</dd>
        </div>
      </dl>
      <p className={styles.note}>{t('bills.issueNote')}</p>
      {fault === null ? null : <p role="alert">{fault}</p>}
      <div className={styles.acts}>
        <Button onPress={close} disabled={sending}>
          {t('bills.cancel')}
        </Button>
        <Button primary onPress={() => void go()} disabled={sending}>
          {sending ? t('bills.sending') : t('bills.yes')}
        </Button>
      </div>
    </Sheet>
  );
}
