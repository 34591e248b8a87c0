'use client';

import Link from 'next/link';
import { yuanGrouped } from '../../format/money.ts';
import { dayOf } from '../../format/time.ts';
import { Button } from '../../parts/Button.tsx';
import type { BooksMonth, ClosingStep } from '../../rpc/finance-api.ts';
import { useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import { monthAfter, monthBefore } from '../calendar.ts';
import styles from './Finance.module.css';

interface Props {
  /** Address of the park. */
  readonly root: string;
  readonly month: BooksMonth;
  readonly zone: string;
  readonly close: () => void;
}

const MARK = { done: '✓', missing: '✕', notNeeded: '–' } as const;

/** What must be done before a month closes, what is missing, and the way there. */
export function Checklist({ root, month, zone, close }: Props) {
  const t = useWords();
  const { closed, steps, mayClose, notBilled } = month;
  const mayBeLeft = steps.every(({ id, state }) => (id !== 'over' || state === 'done') && (id !== 'run' || state === 'missing'));
  const next = monthAfter(month.month);
  const missing = steps.filter(({ state }) => state === 'missing').length;
  return (
    <Card
      title={t('finance.checklist', { month: month.month })}
      note={closed ? null : missing === 0 ? t('finance.allDone') : t('finance.missing', { n: missing })}
    >
      <ul className={styles.steps}>
        {steps.map((step) => (
          <Step key={step.id} step={step} root={root} month={month.month} />
        ))}
      </ul>
      {notBilled ? (
        <p className={styles.note}>
          {t('begin.stated', { n: notBilled.bills, yuan: yuanGrouped(notBilled.yuan), reason: notBilled.reason })}
        </p>
      ) : null}
      {mayBeLeft && closed === null && !notBilled ? (
        <p className={styles.note}>
          {t('begin.later')} <Link href={`${root}/bills?month=${next}`}>{t('begin.laterGo', { month: next })}</Link>
        </p>
      ) : null}
      <div className={styles.act}>
        {closed ? (
          <p className={styles.note}>{t('finance.closedBy', { day: dayOf(closed.at, zone), name: closed.name ?? '–' })}</p>
        ) : (
          <>
            {mayClose ? (
              <Button primary onPress={close}>
                {t('finance.close', { month: month.month })}
              </Button>
            ) : null}
            <p className={styles.note}>{t('finance.closeNote')}</p>
          </>
        )}
      </div>
    </Card>
  );
}

function Step({ step, root, month }: { readonly step: ClosingStep; readonly root: string; readonly month: string }) {
  const t = useWords();
  const { id, state, missing } = step;
  const place = placeOf(id, month);
  return (
    <li data-state={state}>
      <i aria-hidden="true">{MARK[state]}</i>
      <span>
        <span className="unseen">{t(`finance.state.${state}`)}: </span>
        {t(`finance.step.${id}`)}
        {state === 'missing' ? <small>{t(`finance.missingStep.${id}`, { n: missing })}</small> : null}
      </span>
      {state === 'missing' && place !== null ? <Link href={`${root}/${place}`}>{t('finance.go')}</Link> : null}
    </li>
  );
}

const placeOf = (id: ClosingStep['id'], month: string): string | null => {
  switch (id) {
    case 'before':
      return `finance?month=${monthBefore(month)}`;
    case 'shared':
      return `allocation?month=${month}`;
    case 'run':
    case 'issued':
      return `bills?month=${month}`;
    case 'shifts':
      return 'counter';
    case 'over':
    case 'folded':
    case 'settled':
      return null;
  }
};
