'use client';

import { useBoardField } from '../live/use-board.ts';
import { useNames, useWords } from '../words/use-words.ts';
import { usePast, usePastControl } from './PastProvider.tsx';
import styles from './RefinedList.module.css';
import { RefinedMark } from './RefinedMark.tsx';

/** Names shown of each kind; the number says how many there are. */
const NAMES_MAX = 40;

/** Whose figures are known better now than they were at that instant, and why. */
export function RefinedList() {
  const t = useWords();
  const refined = usePast()?.shown?.refined;
  if (!refined) return null;
  const count = refined.accounts.length + refined.points.length;
  if (count === 0 && !refined.park) return <p className={styles.none}>{t('past.asThen')}</p>;
  return (
    <details className={styles.refined}>
      <summary>
        <span aria-hidden="true">◌</span> {count > 0 ? t('past.refinedCount', { n: count }) : t('past.parkChanged')}
      </summary>
      <div className={styles.panel}>
        <p>{count > 0 ? t('past.refinedMeans') : null}</p>
        {refined.park ? <p>{t('past.parkChangedMeans')}</p> : null}
        <Accounts codes={refined.accounts} />
        <Points codes={refined.points} />
      </div>
    </details>
  );
}

function Accounts({ codes }: { readonly codes: readonly string[] }) {
  const t = useWords();
  if (codes.length === 0) return null;
  return (
    <section>
      <h3>{t('past.accounts', { n: codes.length })}</h3>
      <ul>
        {codes.slice(0, NAMES_MAX).map((code) => (
          <AccountLine key={code} code={code} />
        ))}
      </ul>
    </section>
  );
}

function AccountLine({ code }: { readonly code: string }) {
  const nameOf = useNames();
  const park = usePastControl()?.park ?? '';
  const name = useBoardField({ type: 'account', park, account: code }, (account) => account.name);
  return (
    <li>
      {name ? nameOf(name) : code} <RefinedMark account={code} />
    </li>
  );
}

function Points({ codes }: { readonly codes: readonly string[] }) {
  const t = useWords();
  const nameOf = useNames();
  const park = usePastControl()?.park ?? '';
  const meters = useBoardField({ type: 'meters', park }, (points) => points);
  if (codes.length === 0) return null;
  return (
    <section>
      <h3>{t('past.points', { n: codes.length })}</h3>
      <ul>
        {codes.slice(0, NAMES_MAX).map((code) => {
          const name = meters?.[code]?.name;
          return (
            <li key={code}>
              {name ? nameOf(name) : code} <RefinedMark point={code} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
