'use client';

import { type Fen, fen, yuanFromFen } from '#domain/units/money.ts';
import { fenOf, yuanGrouped } from '../../format/money.ts';
import type { AllocationRun } from '../../rpc/allocation-shapes.ts';
import { useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import figures from '../FigureTable.module.css';

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
      <table className={figures.table} aria-label={t('allocation.remainder')}>
        <thead>
          <tr>
            <th scope="col">{t('allocation.what')}</th>
            <th scope="col">{t('unit.yuan')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, -1).map((row) => (
            <Row key={row[0]} row={row} />
          ))}
        </tbody>
        <tfoot>
          {rows.slice(-1).map((row) => (
            <Row key={row[0]} row={row} />
          ))}
        </tfoot>
      </table>
    </Card>
  );
}

const Row = ({ row: [name, amount] }: { readonly row: readonly [string, Fen] }) => (
  <tr>
    <th scope="row">{name}</th>
    <td>{yuanGrouped(yuanFromFen(amount))}</td>
  </tr>
);
