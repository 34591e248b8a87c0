'use client';

import { useState } from 'react';
import { Button } from '../../parts/Button.tsx';
import { failureOf } from '../../rpc/client.ts';
import { type OfTariff, type VersionHead, withdrawVersion } from '../../rpc/tariffs-api.ts';
import { useWords } from '../../words/use-words.ts';
import { ButtonLink } from '../ButtonLink.tsx';
import { Sheet } from '../counter/Sheet.tsx';
import type { SaidThing } from '../Said.tsx';
import styles from './Tariffs.module.css';

interface Props {
  readonly of: OfTariff;
  readonly head: VersionHead;
  readonly base: number;
  readonly say: (said: SaidThing) => void;
  readonly again: () => void;
}

/** What a manager does with a version: go on from it, correct it, take it back before it holds. */
export function VersionActs({ of, head, base, say, again }: Props) {
  const t = useWords();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const from = head.validFrom;
  const change = (as: 'new' | 'correction') =>
    `/parks/${encodeURIComponent(of.park)}/tariffs/change?tariff=${encodeURIComponent(of.tariff)}&version=${from}&as=${as}`;
  const withdraw = async () => {
    setBusy(true);
    try {
      const answer = await withdrawVersion({ ...of, validFrom: from, base });
      if (answer.type === 'withdrawn') say({ text: t('tariffs.withdrawn', { from }), refused: false });
      else say({ text: t(`tariffs.notWithdrawn.${answer.type === 'stale' ? 'stale' : answer.because}`), refused: true });
      again();
    } catch (error) {
      say({ text: t(`failed.${failureOf(error)}`), refused: true });
    } finally {
      setBusy(false);
      setAsking(false);
    }
  };
  return (
    <div className={styles.acts}>
      {head.state === 'scheduled' ? <Button onPress={() => setAsking(true)}>{t('tariffs.withdraw')}</Button> : null}
      <ButtonLink href={change('correction')}>{t('tariffs.correct')}</ButtonLink>
      <ButtonLink href={change('new')} primary>
        {t('tariffs.newVersion')}
      </ButtonLink>
      {asking ? (
        <Sheet label={t('tariffs.withdrawAsk', { from })} close={() => setAsking(false)}>
          <div className={styles.ask}>
            <h2>{t('tariffs.withdrawAsk', { from })}</h2>
            <p>{t('tariffs.withdrawText')}</p>
            <div className={styles.acts}>
              <Button onPress={() => setAsking(false)}>{t('tariffs.cancel')}</Button>
              <Button primary disabled={busy} onPress={() => void withdraw()}>
                {t('tariffs.withdraw')}
              </Button>
            </div>
          </div>
        </Sheet>
      ) : null}
    </div>
  );
}
