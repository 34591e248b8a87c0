'use client';

import { yuanGrouped } from '../../format/money.ts';
import type { AllocationRun, PoolLine } from '../../rpc/allocation-shapes.ts';
import { useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import figures from '../FigureTable.module.css';
import { type RemainderRow, remaindersOf } from './remainders.ts';

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
    <Card title={t('allocation.remainder')} note={t('allocation.remainderNote')} folds>
      {found.map(({ of, rows, left }) => (
        <table key={of} className={figures.table} aria-label={`${t('allocation.remainder')} ${t(`allocation.remainderOf.${of}`)}`}>
          <thead>
            <tr>
              <th scope="col">{t(`allocation.remainderOf.${of}`)}</th>
              <th scope="col">{t('unit.yuan')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.what} row={row} />
            ))}
          </tbody>
          <tfoot>
            <Row row={left} />
          </tfoot>
        </table>
      ))}
    </Card>
  );
}

function Row({ row: { what, yuan } }: { readonly row: RemainderRow }) {
  const t = useWords();
  return (
    <tr>
      <th scope="row">{t(`allocation.remainderRow.${what}`)}</th>
      <td>{yuanGrouped(yuan)}</td>
    </tr>
  );
}
