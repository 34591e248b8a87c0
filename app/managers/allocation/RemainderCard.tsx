'use client';

import { Fragment } from 'react';
import { yuanGrouped } from '../../format/money.ts';
import type { AllocationRun, PoolLine } from '../../rpc/allocation-shapes.ts';
import { useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import styles from './PoolsCard.module.css';
import { remaindersOf } from './remainders.ts';

interface Props {
  readonly run: AllocationRun;
  readonly pools: readonly PoolLine[];
}

/** Where what is shared costs what the bills leave: of energy, and of what tenants' own contracts pay, how that came about, or what goes back. */
export function RemainderCard({ run, pools }: Props) {
  const t = useWords();
  const found = remaindersOf(run, pools);
  if (found.length === 0) return null;
  return (
    <Card title={t('allocation.remainder')} note={t('allocation.remainderNote')}>
      <table className={styles.table} aria-label={t('allocation.remainder')}>
        <thead>
          <tr>
            <th scope="col">{t('allocation.what')}</th>
            <th scope="col">{t('unit.yuan')}</th>
          </tr>
        </thead>
        <tbody>
          {found.map(({ of, rows, left }) => (
            <Fragment key={of}>
              <tr>
                <th scope="rowgroup" colSpan={2}>
                  {t(`allocation.remainderOf.${of}`)}
                </th>
              </tr>
              {rows.map(({ what, yuan }) => (
                <tr key={what}>
                  <td>{t(`allocation.remainderRow.${what}`)}</td>
                  <td>{yuanGrouped(yuan)}</td>
                </tr>
              ))}
              <tr>
                <td>
                  <b>{t(`allocation.remainderRow.${left.what}`)}</b>
                </td>
                <td>
                  <b>{yuanGrouped(left.yuan)}</b>
                </td>
              </tr>
            </Fragment>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
