'use client';

import { yuanGrouped } from '../../format/money.ts';
import { dayTimeText } from '../../format/time.ts';
import { useBoardField } from '../../live/use-board.ts';
import { BillState } from '../../parts/bill/BillState.tsx';
import type { OfMonth } from '../../rpc/allocation-api.ts';
import type { BillMonthShape, BillRunShape } from '../../rpc/bills-shapes.ts';
import { BILL_STATES } from '../../rpc/bills-shapes.ts';
import { useWords } from '../../words/use-words.ts';
import { LawfulRows } from '../allocation/LawfulCard.tsx';
import { ButtonLink } from '../ButtonLink.tsx';
import styles from './MonthState.module.css';

interface Props {
  readonly of: OfMonth;
  readonly month: BillMonthShape;
  readonly running: BillRunShape | null;
}

/** How many bills in which state and what they come to; what holds them back. */
export function MonthState({ of, month, running }: Props) {
  const t = useWords();
  const zone = useBoardField({ type: 'park', park: of.park }, (board) => board.zone) ?? 'UTC';
  const { states, run } = month;
  const toSharing = (
    <ButtonLink href={`/parks/${encodeURIComponent(of.park)}/allocation?month=${of.month}`}>{t('bills.toSharing')}</ButtonLink>
  );
  const broken = month.findings.filter(({ outcome }) => outcome === 'broken');
  return (
    <section className={styles.state}>
      {running === null ? null : (
        <progress className={styles.progress} max={running.accounts} value={running.done} aria-label={t('bills.run')} />
      )}
      <ul className={styles.sums}>
        {BILL_STATES.map((state) => {
          const sum = states.find((one) => one.state === state);
          return sum === undefined ? null : (
            <li key={state}>
              <BillState state={state} />
              <b>
                {yuanGrouped(sum.totalYuan)} <small>{t('unit.yuan')}</small>
              </b>
              <small>
                {t('bills.bills', { n: sum.bills })}
                {sum.faulty === 0 ? null : <em>{t('bills.faulty', { n: sum.faulty })}</em>}
              </small>
            </li>
          );
        })}
      </ul>
      {run === null || run.finishedAt === null ? null : (
        <p className={styles.note}>{t('bills.lastRun', { at: dayTimeText(run.finishedAt, zone), accounts: run.accounts })}</p>
      )}
      {month.over ? null : <p className={styles.warn}>{t('bills.notOver')}</p>}
      {month.allocation === null ? (
        <p className={styles.warn}>
          {t('bills.noSharing')} {toSharing}
        </p>
      ) : null}
      {month.allocation === 'stopped' ? (
        <p className={styles.warn} data-blocks="true" role="alert">
          {t('bills.sharingStopped')} {toSharing}
        </p>
      ) : null}
      {broken.length === 0 ? null : (
        <details className={styles.lawful} open={!month.mayIssue}>
          <summary role={month.mayIssue ? undefined : 'alert'} data-blocks={!month.mayIssue}>
            {month.mayIssue ? t('bills.lawful') : t('bills.unlawful')}
          </summary>
          <LawfulRows findings={broken} />
        </details>
      )}
    </section>
  );
}
