'use client';

import { Fragment } from 'react';
import { yuanGrouped } from '../../format/money.ts';
import type { PoolLine } from '../../rpc/allocation-shapes.ts';
import { useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import { kWhText } from './figures.ts';
import styles from './PoolsCard.module.css';
import type { AllocationNames } from './use-allocation-names.ts';

interface Props {
  readonly pools: readonly PoolLine[];
  readonly names: AllocationNames;
}

/** What is shared, by group: the park, then each building. */
export function PoolsCard({ pools, names }: Props) {
  const t = useWords();
  return (
    <Card title={t('allocation.pools')}>
      <table className={styles.table} aria-label={t('allocation.pools')}>
        <thead>
          <tr>
            <th scope="col">{t('allocation.what')}</th>
            <th scope="col">kWh</th>
            <th scope="col">{t('unit.yuan')}</th>
          </tr>
        </thead>
        <tbody>
          {[...Map.groupBy(pools, ({ group }) => group)].map(([group, own]) => (
            <Fragment key={group ?? ''}>
              <tr>
                <th scope="rowgroup" colSpan={3}>
                  {names.node(group)}
                </th>
              </tr>
              {own.map(({ kind, wh, yuan, parts }) => (
                <tr key={kind}>
                  <td>
                    {t(`allocation.kind.${kind}`)}
                    {parts.length > 1 ? <small> {t('allocation.meters', { n: parts.length })}</small> : null}
                  </td>
                  <td>{wh === null ? '–' : kWhText(wh)}</td>
                  <td>{yuan === null ? '–' : yuanGrouped(yuan)}</td>
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
