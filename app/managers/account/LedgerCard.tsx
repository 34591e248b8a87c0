'use client';

import { useState } from 'react';
import { MINUTE_MS } from '#domain/time/instant.ts';
import { isNegative, yuanGrouped } from '../../format/money.ts';
import { dayTimeText } from '../../format/time.ts';
import { Bone } from '../../parts/Bone.tsx';
import { Button } from '../../parts/Button.tsx';
import { Failed } from '../../parts/Failed.tsx';
import { askLedger } from '../../rpc/api.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import list from '../Rows.module.css';

interface Props {
  readonly park: string;
  readonly account: string;
  readonly zone: string;
}

const PAGE_ROWS = 10;
const ROWS_MAX = 500;
const EVERY_MS = 5 * MINUTE_MS;

/** The account's bookings, newest first, each with the balance after it. */
export function LedgerCard({ park, account, zone }: Props) {
  const t = useWords();
  const [limit, setLimit] = useState(PAGE_ROWS);
  const query = useQuery(`ledger ${park}:${account} ${limit}`, (signal) => askLedger({ account: `${park}:${account}`, limit }, signal), {
    everyMs: EVERY_MS,
  });
  const lines = query.type === 'ready' ? query.data : [];
  return (
    <Card title={t('account.ledger')}>
      {query.type === 'loading' ? <Bone height="8em" /> : null}
      {query.type === 'failed' ? <Failed failure={query.failure} again={query.again} /> : null}
      {query.type === 'ready' && lines.length === 0 ? <p className={list.none}>{t('account.noLedger')}</p> : null}
      <ol className={list.rows}>
        {lines.map(({ id, at, day, kind, amountYuan, balanceYuan }) => (
          <li key={id}>
            <span>
              {isKnown(kind) ? t(`account.entry.${kind}`) : kind} <small>{kind === 'usage' ? day : dayTimeText(at, zone)}</small>
            </span>
            <b>
              {isNegative(amountYuan) ? '' : '+'}
              {yuanGrouped(amountYuan)}
            </b>
            <small>= {yuanGrouped(balanceYuan)}</small>
          </li>
        ))}
      </ol>
      {lines.length === limit && limit < ROWS_MAX ? (
        <Button onPress={() => setLimit(Math.min(ROWS_MAX, limit * 3))}>{t('account.moreLedger')}</Button>
      ) : null}
    </Card>
  );
}

const KINDS = ['opening', 'topUp', 'usage', 'refund', 'transfer', 'adjustment', 'reversal'] as const;

const isKnown = (kind: string): kind is (typeof KINDS)[number] => KINDS.some((known) => known === kind);
