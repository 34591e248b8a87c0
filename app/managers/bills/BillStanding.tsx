'use client';

import type { ReactNode } from 'react';
import { yuanFromFen } from '#domain/units/money.ts';
import { fenOf, yuanGrouped } from '../../format/money.ts';
import { BillState } from '../../parts/bill/BillState.tsx';
import { openOf } from '../../parts/bill/bill-text.ts';
import type { BillWhole } from '../../rpc/bills-shapes.ts';
import { useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import styles from './BillStanding.module.css';

interface Props {
  readonly bill: BillWhole;
  /** What can be done with it. */
  readonly children: ReactNode;
}

/** How a bill stands: what is still to be paid and by when, or what it came to; and what can be done. */
export function BillStanding({ bill, children }: Props) {
  const t = useWords();
  const open = openOf(bill);
  const isOpen = open !== 0n;
  const isPartlyPaid = bill.state === 'partlyPaid' && fenOf(bill.totalYuan) > 0n;
  return (
    <Card title={isOpen ? t('bills.open') : t('bills.sum')} tools={<BillState state={bill.state} />}>
      <p className={styles.figure}>
        ¥<b>{yuanGrouped(isOpen ? yuanFromFen(open) : bill.totalYuan)}</b>
      </p>
      {isPartlyPaid ? (
        <>
          <div className={styles.bar} aria-hidden="true">
            <i style={{ width: `${Number((fenOf(bill.paidYuan) * 100n) / fenOf(bill.totalYuan))}%` }} />
          </div>
          <p className={styles.note}>
            {t('bills.paidSoFar')} {yuanGrouped(bill.paidYuan)} / {yuanGrouped(bill.totalYuan)}
          </p>
        </>
      ) : null}
      {isOpen && bill.dueOn !== null ? (
        <p className={styles.note}>
          {t('bills.dueOn')} {bill.dueOn}
        </p>
      ) : null}
      <div className={styles.acts}>{children}</div>
    </Card>
  );
}
