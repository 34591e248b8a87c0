'use client';

import { useState } from 'react';
import { type InstantMs, SECOND_MS } from '#domain/time/instant.ts';
import { isNegative, yuanGrouped } from '../../format/money.ts';
import { momentText } from '../../format/time.ts';
import { useFromNow } from '../../live/use-now.ts';
import { Bone } from '../../parts/Bone.tsx';
import { Button } from '../../parts/Button.tsx';
import { Failed } from '../../parts/Failed.tsx';
import { askCounterReceipts, type CounterReceipt } from '../../rpc/counter-api.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useNames, useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import styles from './ReceiptList.module.css';
import { receiptNumber } from './receipt-number.ts';

interface Props {
  readonly park: string;
  readonly zone: string;
  /** Of one account; null: of all. */
  readonly account: string | null;
  readonly turn: number;
  readonly show: (receipt: CounterReceipt) => void;
}

const PAGE_ROWS = 10;
const ROWS_MAX = 100;
const EVERY_MS = 15 * SECOND_MS;

/** Receipts, newest first; one opens to be printed again, refunded or undone. */
export function ReceiptList({ park, zone, account, turn, show }: Props) {
  const t = useWords();
  const nameOf = useNames();
  const [limit, setLimit] = useState(PAGE_ROWS);
  const query = useQuery(
    `receipts ${park}:${account ?? ''} ${turn} ${limit}`,
    (signal) => askCounterReceipts({ park, limit, ...(account === null ? {} : { account }) }, signal),
    { everyMs: EVERY_MS },
  );
  const lines = query.type === 'ready' ? query.data : [];
  return (
    <Card title={t('counter.receipts')} note={account ?? ''}>
      {query.type === 'loading' ? <Bone height="12em" /> : null}
      {query.type === 'failed' ? <Failed failure={query.failure} again={query.again} /> : null}
      {query.type === 'ready' && lines.length === 0 ? <p className={styles.none}>{t('counter.noReceipts')}</p> : null}
      <ol className={styles.list}>
        {lines.map((receipt) => (
          <li key={receiptNumber(receipt)} data-undone={receipt.undone}>
            <button type="button" onClick={() => show(receipt)}>
              <span className={styles.what}>
                {account === null ? nameOf(receipt.name) : t(`counter.kind.${receipt.kind}`)}
                <small>
                  {receiptNumber(receipt)} · {account === null && receipt.kind !== 'topUp' ? `${t(`counter.kind.${receipt.kind}`)} · ` : ''}
                  {t(`counter.channel.${receipt.channel}`)}
                  {receipt.undone ? ` · ${t('counter.undone')}` : ''}
                </small>
              </span>
              <b>
                <span>
                  {isNegative(receipt.amountYuan) ? '' : '+'}
                  {yuanGrouped(receipt.amountYuan)}
                </span>
                <Moment at={receipt.at} zone={zone} />
              </b>
            </button>
          </li>
        ))}
      </ol>
      {lines.length === limit && limit < ROWS_MAX ? (
        <Button onPress={() => setLimit(Math.min(ROWS_MAX, limit * 3))}>{t('counter.moreReceipts')}</Button>
      ) : null}
    </Card>
  );
}

const Moment = ({ at, zone }: { readonly at: InstantMs; readonly zone: string }) => (
  <small>{useFromNow((now) => momentText(at, now, zone)) ?? ''}</small>
);
