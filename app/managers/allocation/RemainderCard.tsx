'use client';

import { type Fen, fen, yuanFromFen } from '#domain/units/money.ts';
import { fenOf, yuanGrouped } from '../../format/money.ts';
import type { AllocationRun } from '../../rpc/allocation-shapes.ts';
import { useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import styles from './PoolsCard.module.css';

/** Where shared energy costs what the bills leave: how that came about, or what goes back. */
export function RemainderCard({ run }: { readonly run: AllocationRun }) {
  const t = useWords();
  if (run.energyYuan === null || run.ownYuan === null) return null;
  const [energy, own, vacant] = [fenOf(run.energyYuan), fenOf(run.ownYuan), fenOf(run.vacantYuan ?? '0')];
  const left = fen(energy - own - vacant);
  const rows: readonly (readonly [string, Fen])[] = [
    [t('allocation.remainderOf.energy'), fen(energy)],
    [t('allocation.remainderOf.own'), fen(-own)],
    ...(vacant === 0n ? [] : [[t('allocation.remainderOf.vacant'), fen(-vacant)] as const]),
    [t(`allocation.remainderOf.${left < 0n ? 'surplus' : 'left'}`), left],
  ];
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
          {rows.map(([name, amount], i) => (
            <tr key={name}>
              <td>{i === rows.length - 1 ? <b>{name}</b> : name}</td>
              <td>{i === rows.length - 1 ? <b>{yuanGrouped(yuanFromFen(amount))}</b> : yuanGrouped(yuanFromFen(amount))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
