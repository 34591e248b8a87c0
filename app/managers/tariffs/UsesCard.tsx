'use client';

import Link from 'next/link';
import { Bone } from '../../parts/Bone.tsx';
import { Failed } from '../../parts/Failed.tsx';
import { askUses, type OfTariff } from '../../rpc/tariffs-api.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useNames, useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import styles from './UsesCard.module.css';

interface Props {
  readonly of: OfTariff;
  readonly accounts: number;
  readonly points: number;
}

/** Accounts that a tariff charges now, with the points it charges them for. */
export function UsesCard({ of, accounts, points }: Props) {
  const t = useWords();
  const nameOf = useNames();
  const query = useQuery(`tariffUses ${of.park} ${of.tariff}`, (signal) => askUses(of, signal));
  const uses = query.type === 'ready' ? query.data : [];
  return (
    <Card title={t('tariffs.uses')} note={t('tariffs.usesNote', { accounts, points })} folds>
      {query.type === 'failed' ? <Failed failure={query.failure} again={query.again} /> : null}
      {query.type === 'loading' ? <Bone height="160px" /> : null}
      {query.type === 'ready' && uses.length === 0 ? <p>{t('tariffs.usesNone')}</p> : null}
      <ul className={styles.uses}>
        {[...Map.groupBy(uses, ({ account }) => account)].map(([account, own]) => (
          <li key={account}>
            <Link href={`/parks/${encodeURIComponent(of.park)}/accounts/${encodeURIComponent(account)}`} prefetch={false}>
              {own[0] ? nameOf(own[0].accountName) : account} <small>{account}</small>
            </Link>
            <span>
              {own.map(({ point }) => (
                <span key={point}>{point} </span>
              ))}
            </span>
          </li>
        ))}
      </ul>
      {uses.length > 0 && uses.length < points ? <p>{t('tariffs.usesMore', { n: uses.length })}</p> : null}
    </Card>
  );
}
