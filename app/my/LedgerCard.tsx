'use client';

import { MINUTE_MS } from '#domain/time/instant.ts';
import { isNegative, yuanGrouped } from '../format/money.ts';
import { dayOf } from '../format/time.ts';
import { askLedger } from '../rpc/api.ts';
import { useQuery } from '../rpc/use-query.ts';
import { useWords } from '../words/use-words.ts';
import styles from './LedgerCard.module.css';

interface Props {
  readonly park: string;
  readonly account: string;
  readonly zone: string;
}

const ROWS_MAX = 5;
const EVERY_MS = 5 * MINUTE_MS;

/** Where the ledger's balance comes from: its newest bookings. And how to add to it, until that can be done here. */
export function LedgerCard({ park, account, zone }: Props) {
  const t = useWords();
  const query = useQuery(`ledger ${park}:${account}`, (signal) => askLedger({ account: `${park}:${account}`, limit: ROWS_MAX }, signal), {
    everyMs: EVERY_MS,
  });
  const lines = query.type === 'ready' ? query.data : [];
  return (
    <section className={styles.ledger}>
      <h2>{t('my.bookings')}</h2>
      {query.type === 'failed' ? <p className={styles.none}>{t(`failed.${query.failure}`)}</p> : null}
      {query.type === 'ready' && lines.length === 0 ? <p className={styles.none}>{t('my.noBookings')}</p> : null}
      {lines.length === 0 ? null : (
        <table>
          <thead className="unseen">
            <tr>
              <th scope="col">{t('my.booking.what')}</th>
              <th scope="col">{t('my.booking.amount')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ id, at, day, kind, amountYuan, balanceYuan }) => (
              <tr key={id}>
                <th scope="row">
                  {kindWord(kind) === null ? kind : t(`my.booking.kind.${kindWord(kind) ?? 'topUp'}`)}
                  <small>{kind === 'usage' ? day : dayOf(at, zone)}</small>
                </th>
                <td>
                  {isNegative(amountYuan) ? '' : '+'}
                  {yuanGrouped(amountYuan)}
                  <small>{t('my.booking.after', { yuan: yuanGrouped(balanceYuan) })}</small>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className={styles.soon}>{t('my.soon')}</p>
    </section>
  );
}

/** A kind we have no words for shows its code. */
const kindWord = (kind: string) => KINDS.find((known) => known === kind) ?? null;

const KINDS = ['opening', 'topUp', 'usage', 'refund', 'transfer', 'adjustment', 'reversal'] as const;
