'use client';

import Link from 'next/link';
import { yuanGrouped } from '../../format/money.ts';
import { Bone } from '../../parts/Bone.tsx';
import { Failed } from '../../parts/Failed.tsx';
import { askPurchases } from '../../rpc/purchase-api.ts';
import type { PurchaseKind, PurchaseLine } from '../../rpc/purchase-shapes.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import pools from '../allocation/PoolsCard.module.css';
import { Card } from '../Card.tsx';
import { monthBefore } from '../calendar.ts';
import { BillState } from './BillsCard.tsx';
import styles from './Purchase.module.css';

interface Props {
  readonly park: string;
  readonly latest: string;
  readonly root: string;
}

const MONTHS = 12;

/** A year of months with what was bought in each. */
export function MonthsCard({ park, latest, root }: Props) {
  const t = useWords();
  const months = Array.from({ length: MONTHS - 1 }).reduce<string[]>((all) => [...all, monthBefore(all.at(-1) ?? latest)], [latest]);
  const query = useQuery(`purchases ${park} ${latest}`, (signal) =>
    askPurchases({ park, from: months.at(-1) ?? latest, to: latest }, signal),
  );
  const byMonth = new Map(query.type === 'ready' ? query.data.map(({ month, bills }) => [month, bills] as const) : []);
  const cell = (bills: readonly PurchaseLine[] | undefined, kind: PurchaseKind) => {
    const bill = bills?.find((one) => one.kind === kind) ?? null;
    return (
      <td>
        {bill === null || bill.state === 'taken' ? null : `${yuanGrouped(bill.yuan)} `}
        <BillState bill={bill} />
      </td>
    );
  };
  return (
    <Card title={t('purchase.months')} note={t('unit.yuan')}>
      {query.type === 'loading' ? <Bone height="20em" /> : null}
      {query.type === 'failed' ? <Failed failure={query.failure} again={query.again} /> : null}
      {query.type === 'ready' ? (
        <div className={styles.scroll}>
          <table className={pools.table} aria-label={t('purchase.months')}>
            <thead>
              <tr>
                <th scope="col">{t('purchase.month')}</th>
                <th scope="col">{t('purchase.kind.grid')}</th>
                <th scope="col">{t('purchase.kind.pv')}</th>
              </tr>
            </thead>
            <tbody>
              {months.map((month) => (
                <tr key={month}>
                  <td>
                    <Link href={`${root}?month=${month}`} prefetch={false}>
                      {month}
                    </Link>
                  </td>
                  {cell(byMonth.get(month), 'grid')}
                  {cell(byMonth.get(month), 'pv')}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </Card>
  );
}
