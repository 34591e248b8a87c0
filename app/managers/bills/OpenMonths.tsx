'use client';

import { useState } from 'react';
import { Button } from '../../parts/Button.tsx';
import type { OfMonth } from '../../rpc/allocation-api.ts';
import type { OpenMonth } from '../../rpc/bills-shapes.ts';
import { useIsClerk } from '../../rpc/use-is-clerk.ts';
import { useWords } from '../../words/use-words.ts';
import { ButtonLink } from '../ButtonLink.tsx';
import type { SaidThing } from '../Said.tsx';
import { BeginSheet } from './BeginSheet.tsx';
import styles from './OpenMonths.module.css';

interface Props {
  readonly of: OfMonth;
  /** Oldest first. */
  readonly open: readonly OpenMonth[];
  readonly say: (said: SaidThing) => void;
  readonly again: () => void;
}

/** Earlier months without bills: run them first, or say that billing begins here. */
export function OpenMonths({ of, open, say, again }: Props) {
  const t = useWords();
  const isClerk = useIsClerk(of.park);
  const [asking, ask] = useState(false);
  const [first] = open;
  if (first === undefined) return null;
  const [ran, skipped] = [open.filter((one) => one.ran), open.filter((one) => !one.ran)];
  return (
    <section className={styles.open}>
      <h2>{t('begin.title')}</h2>
      {skipped.length === 0 ? null : <p role="alert">{t('begin.skipped', { months: listOf(skipped), month: of.month })}</p>}
      {ran.length === 0 ? null : <p>{t('begin.notIssued', { months: listOf(ran) })}</p>}
      <div className={styles.acts}>
        <ButtonLink href={`/parks/${encodeURIComponent(of.park)}/bills?month=${first.month}`}>
          {t('begin.go', { month: first.month })}
        </ButtonLink>
        {isClerk ? null : <Button onPress={() => ask(true)}>{t('begin.begin', { month: of.month })}</Button>}
      </div>
      {asking ? (
        <BeginSheet
          of={of}
          months={open.map(({ month }) => month)}
          close={() => ask(false)}
          done={(said) => {
            ask(false);
            say(said);
            again();
          }}
        />
      ) : null}
    </section>
  );
}

const listOf = (months: readonly OpenMonth[]): string => months.map(({ month }) => month).join(' · ');
