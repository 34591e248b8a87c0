'use client';

import { yuanGrouped } from '../../format/money.ts';
import type { OfMonth } from '../../rpc/allocation-api.ts';
import { issueBills } from '../../rpc/bills-api.ts';
import type { BillRow } from '../../rpc/bills-shapes.ts';
import { useWords } from '../../words/use-words.ts';
import { AskFacts, AskSheet } from '../AskSheet.tsx';
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
  const statements = bills.filter(({ kind }) => kind === 'statement').length;
  const go = async () => {
    const answer = await issueBills({ ...of, ids: all ? null : bills.map(({ id }) => id) });
    if (answer.type === 'unlawful') return t('bills.unlawful');
    if (answer.refused.some(({ because }) => because === 'monthSkipped')) return t('begin.heldBack');
    const refused = answer.refused.length;
    done({
      text: refused === 0 ? t('bills.issued', { n: answer.issued }) : t('bills.issuedSome', { n: answer.issued, refused }),
      refused: refused > 0,
    });
    return null;
  };
  return (
    <AskSheet title={`${t('bills.issueTitle')} ${of.month}`} yes={t('bills.yes')} go={go} close={close}>
      <p className={styles.note}>{t('bills.issueWhat', { n: bills.length })}</p>
      <p className={styles.amount}>
        <small>¥</small>
        {yuanGrouped(sumYuan(bills))}
      </p>
      <AskFacts
        all={[
          ...(statements === 0 ? [] : [[t('bills.statements'), t('bills.bills', { n: statements })] as const]),
          [t('bills.due'), t('bills.dueIn', { days: dueDays })],
        ]}
      />
      <p className={styles.note}>{t('bills.issueNote')}</p>
    </AskSheet>
  );
}
