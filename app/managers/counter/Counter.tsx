'use client';

import { useCallback, useState } from 'react';
import { SECOND_MS } from '#domain/time/instant.ts';
import { useBoardField } from '../../live/use-board.ts';
import { Failed } from '../../parts/Failed.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { TableBones } from '../../parts/TableBones.tsx';
import { askAccounts } from '../../rpc/api.ts';
import { askShift, type CounterReceipt } from '../../rpc/counter-api.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import { ButtonLink } from '../ButtonLink.tsx';
import { ListPage } from '../ListPage.tsx';
import { AccountFinder } from './AccountFinder.tsx';
import styles from './Counter.module.css';
import { Receipt } from './Receipt.tsx';
import { ReceiptList } from './ReceiptList.tsx';
import { ShiftCard } from './ShiftCard.tsx';
import { Till } from './Till.tsx';

const EVERY_MS = 10 * SECOND_MS;

/** The clerk's place: find who pays, take the money, hand out the receipt. */
export function Counter({ park }: { readonly park: string }) {
  const t = useWords();
  const zone = useBoardField({ type: 'park', park }, (board) => board.zone) ?? 'Asia/Shanghai';
  const parkName = useBoardField({ type: 'park', park }, (board) => board.name);
  const accounts = useQuery(`accounts ${park}`, (signal) => askAccounts(park, signal), { everyMs: EVERY_MS });
  const shift = useQuery(`shift ${park}`, (signal) => askShift(park, signal), { everyMs: 6 * EVERY_MS });
  const [code, setCode] = useState<string | null>(null);
  const [shown, show] = useState<CounterReceipt | null>(null);
  /** Rises with each act: what it moved is asked again. */
  const [turn, setTurn] = useState(0);
  const askShiftAgain = shift.type === 'loading' ? null : shift.again;
  const done = useCallback(
    (receipt: CounterReceipt | null) => {
      show(receipt);
      setTurn((n) => n + 1);
      askShiftAgain?.();
    },
    [askShiftAgain],
  );
  const lines = accounts.type === 'ready' ? accounts.data.filter(({ kind }) => kind !== 'supply') : [];
  const chosen = lines.find((account) => account.code === code);
  return (
    <ListPage
      title={t('nav.counter')}
      note={accounts.type === 'ready' && accounts.failed !== null ? t('failed.unreachable') : ''}
      tools={<ButtonLink href={`/parks/${encodeURIComponent(park)}/counter/open`}>{t('opening.title')}</ButtonLink>}
    >
      {accounts.type === 'loading' || shift.type === 'loading' ? <TableBones /> : null}
      {accounts.type === 'failed' ? <Failed failure={accounts.failure} again={accounts.again} /> : null}
      {shift.type === 'failed' ? <Failed failure={shift.failure} again={shift.again} /> : null}
      {accounts.type === 'ready' && lines.length === 0 ? <Notice title={t('accounts.none')} text={t('accounts.noneNext')} /> : null}
      {lines.length > 0 && shift.type === 'ready' ? (
        <div className={styles.page} data-shift={shift.data !== null}>
          <div className={styles.work}>
            {shift.data === null ? <Notice title={t('counter.noShift')} text={t('counter.noShiftNext')} /> : null}
            {chosen ? (
              <Till
                key={chosen.code}
                park={park}
                account={chosen}
                ready={shift.data !== null}
                turn={turn}
                leave={() => setCode(null)}
                done={done}
              />
            ) : (
              <AccountFinder accounts={lines} choose={setCode} />
            )}
          </div>
          <div className={styles.side}>
            <ShiftCard park={park} zone={zone} shift={shift.data} changed={shift.again} />
            <ReceiptList park={park} zone={zone} account={chosen?.code ?? null} turn={turn} show={show} />
          </div>
        </div>
      ) : null}
      {shown ? (
        <Receipt
          key={`${shown.year} ${shown.number}`}
          park={park}
          parkName={parkName}
          zone={zone}
          receipt={shown}
          close={() => show(null)}
          done={done}
        />
      ) : null}
    </ListPage>
  );
}
