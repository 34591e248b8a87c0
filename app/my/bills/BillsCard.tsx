'use client';

import Link from 'next/link';
import { yuanGrouped } from '../../format/money.ts';
import { BillState } from '../../parts/bill/BillState.tsx';
import { numberText } from '../../parts/bill/bill-text.ts';
import { askIssued } from '../../rpc/bills-api.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import styles from './BillsCard.module.css';

interface Props {
  readonly park: string;
  readonly account: string;
}

const SHOWN = 6;

/** The newest bills; each leads to its lines. */
export function BillsCard({ park, account }: Props) {
  const t = useWords();
  const query = useQuery(`issued ${park}:${account}`, (signal) => askIssued(`${park}:${account}`, signal));
  const bills = query.type === 'ready' ? query.data : [];
  return (
    <section className={styles.bills}>
      <h2>{t('bills.mine')}</h2>
      {query.type === 'failed' ? <p className={styles.none}>{t(`failed.${query.failure}`)}</p> : null}
      {query.type === 'ready' && bills.length === 0 ? <p className={styles.none}>{t('bills.mineNone')}</p> : null}
      {bills.length === 0 ? null : (
        <ul>
          {bills.slice(0, SHOWN).map((bill) => (
            <li key={bill.id}>
              <Link href={`/my/bills/${encodeURIComponent(park)}/${bill.id}`} prefetch={false}>
                <span>
                  {bill.month} {t(`bills.kind.${bill.kind}`)}
                  <small>{bill.number === null ? '' : numberText(bill.number)}</small>
                </span>
                <span>
                  <b>{yuanGrouped(bill.totalYuan)}</b>
                  <BillState state={bill.state} />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
