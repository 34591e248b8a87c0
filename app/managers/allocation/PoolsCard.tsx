'use client';

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
    <Card title={t('allocation.pools')} note={t('allocation.poolsNote')} folds>
      <table className={styles.table} aria-label={t('allocation.pools')}>
        <thead>
          <tr>
            <th scope="col">{t('allocation.group')}</th>
            <th scope="col">{t('allocation.what')}</th>
            <th scope="col">kWh</th>
            <th scope="col">{t('unit.yuan')}</th>
          </tr>
        </thead>
        <tbody>
          {[...Map.groupBy(pools, ({ group }) => group).values()].flatMap((own) =>
            own.map(({ group, kind, wh, yuan, parts }, i) => (
              <tr key={`${group ?? ''} ${kind}`}>
                {i === 0 ? (
                  <th scope="rowgroup" rowSpan={own.length}>
                    {names.node(group)}
                  </th>
                ) : null}
                <td>
                  {t(`allocation.kind.${kind}`)}
                  {parts.length > 1 ? <small> {t('allocation.meters', { n: parts.length })}</small> : null}
                </td>
                <td>{wh === null ? '–' : kWhText(wh)}</td>
                <td>{yuan === null ? '–' : yuanGrouped(yuan)}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </Card>
  );
}
