'use client';

import { fen } from '#domain/units/money.ts';
import { fenOf, isZero, yuanGrouped } from '../../format/money.ts';
import { askAllocation, type OfMonth } from '../../rpc/allocation-api.ts';
import type { Preview, PreviewLine } from '../../rpc/allocation-shapes.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import figures from '../FigureTable.module.css';
import { bearersOf, compareFen, fenText, kWhText } from './figures.ts';
import { useAllocationNames } from './use-allocation-names.ts';
import { useStopText } from './use-stop-text.ts';

interface Props {
  readonly of: OfMonth;
  readonly preview: Preview | null;
}

/** What the month would be by the rules as they stand in the form, beside what is stored. */
export function PreviewCard({ of, preview }: Props) {
  const t = useWords();
  const names = useAllocationNames(of.park);
  const stopText = useStopText(names.node);
  const stored = useQuery(`allocation ${of.park} ${of.month}`, (signal) => askAllocation(of, signal));
  const before = new Map(
    (stored.type === 'ready' ? bearersOf(stored.data.shares) : []).map(({ account, amount }) => [account, amount] as const),
  );
  const title = t('allocation.previewOf', { month: of.month });
  if (preview === null || preview.type === 'faults') return <Card title={title}>{t('allocation.previewNone')}</Card>;
  if (preview.type === 'empty') return <Card title={title}>{t('allocation.ran.empty')}</Card>;
  if (preview.stops.length > 0)
    return (
      <Card title={title}>
        <ul>
          {preview.stops.map((stop) => (
            <li key={JSON.stringify(stop)}>{stopText(stop)}</li>
          ))}
        </ul>
      </Card>
    );
  const change = ({ account, yuan }: PreviewLine) => fen(fenOf(yuan) - (before.get(account) ?? 0n));
  const rows = preview.accounts.toSorted((a, b) => compareFen(fen(fenOf(b.yuan)), fen(fenOf(a.yuan))) || b.wh - a.wh);
  return (
    <Card title={title} note={preview.priced ? undefined : t('allocation.noPrice')}>
      <table className={figures.table} aria-label={title}>
        <thead>
          <tr>
            <th scope="col">{t('allocation.bearer')}</th>
            <th scope="col">kWh</th>
            <th scope="col">{t('unit.yuan')}</th>
            {before.size === 0 ? null : <th scope="col">{t('allocation.against')}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, ROWS_MAX).map((row) => (
            <tr key={row.account ?? ''}>
              <th scope="row">{names.account(row.account)}</th>
              <td>{kWhText(row.wh)}</td>
              <td>{isZero(row.yuan) && !preview.priced ? '–' : yuanGrouped(row.yuan)}</td>
              {before.size === 0 ? null : <td>{change(row) > 0n ? `+${fenText(change(row))}` : fenText(change(row))}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > ROWS_MAX ? t('allocation.more', { n: rows.length - ROWS_MAX }) : null}
    </Card>
  );
}

/** Of a look: the dearest say whether the rules do what was meant. */
const ROWS_MAX = 30;
