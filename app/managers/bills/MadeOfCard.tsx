'use client';

import { yuanFromFen } from '#domain/units/money.ts';
import { fenOf, yuanGrouped } from '../../format/money.ts';
import { percent } from '../../format/quantity.ts';
import type { BillWhole } from '../../rpc/bills-shapes.ts';
import { useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import figures from '../FigureTable.module.css';
import styles from './MadeOfCard.module.css';
import { type BillPart, partsOf } from './made-of.ts';

/** What a bill is made of, as a bar and in figures that sum to it. */
export function MadeOfCard({ bill }: { readonly bill: BillWhole }) {
  const t = useWords();
  const parts = partsOf(bill.lines);
  if (parts.length < 2) return null;
  const total = Number(fenOf(bill.totalYuan));
  const hasPeriods = parts.some(({ of }) => 'period' in of);
  const word = ({ of }: BillPart) =>
    'period' in of ? t(`period.${of.period}`) : of.kind === 'use' && hasPeriods ? t('bills.restOfUse') : t(`bills.group.${of.kind}`);
  const shows = total > 0 && parts.every(({ amount }) => amount > 0n);
  return (
    <Card title={t('bills.madeOf')} note={t('unit.yuan')} folds>
      {shows ? (
        <div className={styles.bar} aria-hidden="true">
          {parts.map((part) => (
            <i
              key={keyOf(part)}
              data-rest={'kind' in part.of}
              style={{ flexGrow: Number(part.amount) / total, background: toneOf(part) }}
            />
          ))}
        </div>
      ) : null}
      <table className={`${figures.table} ${styles.table}`} aria-label={t('bills.madeOf')}>
        <tbody>
          {parts.map((part) => (
            <tr key={keyOf(part)}>
              <th scope="row">
                <i data-rest={'kind' in part.of} style={{ background: toneOf(part) }} aria-hidden="true" />
                {word(part)}
              </th>
              <td>{shows ? `${percent(Number(part.amount) / total)} %` : null}</td>
              <td>{yuanGrouped(yuanFromFen(part.amount))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

const keyOf = ({ of }: BillPart): string => ('period' in of ? of.period : of.kind);
/** Periods have their colours; what has none is hatched. */
const toneOf = ({ of }: BillPart): string | undefined => ('period' in of ? `var(--${of.period})` : undefined);
