'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { yuanGrouped } from '../../format/money.ts';
import { useBoardField } from '../../live/use-board.ts';
import { searchOfWay } from '../../my/why/way.ts';
import { Button } from '../../parts/Button.tsx';
import { BillSheet } from '../../parts/bill/BillSheet.tsx';
import { numberText } from '../../parts/bill/bill-text.ts';
import { PaperLinks } from '../../parts/bill/PaperLinks.tsx';
import { Failed } from '../../parts/Failed.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { TableBones } from '../../parts/TableBones.tsx';
import { askBill, payBill } from '../../rpc/bills-api.ts';
import type { BillWhole } from '../../rpc/bills-shapes.ts';
import { failureOf } from '../../rpc/client.ts';
import { useIsClerk } from '../../rpc/use-is-clerk.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useNames, useWords } from '../../words/use-words.ts';
import { PageHead } from '../PageHead.tsx';
import { Said, type SaidThing } from '../Said.tsx';
import styles from './BillPage.module.css';
import { LateFeeNote } from './LateFeeNote.tsx';
import { ReverseSheet } from './ReverseSheet.tsx';
import { useFaultText } from './use-fault-text.ts';

/** One bill: every line and why, and what can be done with it. */
export function BillPage({ park, id }: { readonly park: string; readonly id: string }) {
  const t = useWords();
  const root = `/parks/${encodeURIComponent(park)}/bills`;
  const query = useQuery(`bill ${park} ${id}`, (signal) => askBill({ park, id }, signal));
  if (query.type === 'loading') return <TableBones />;
  if (query.type === 'failed' && query.failure !== 'notFound') return <Failed failure={query.failure} again={query.again} />;
  if (query.type === 'failed') return <Notice title={t('bills.notFound')} text={t('bills.notFoundNext')} />;
  return <Shown park={park} bill={query.data} root={root} again={query.again} />;
}

interface ShownProps {
  readonly park: string;
  readonly bill: BillWhole;
  readonly root: string;
  readonly again: () => void;
}

function Shown({ park, bill, root, again }: ShownProps) {
  const t = useWords();
  const nameOf = useNames();
  const faultText = useFaultText();
  const router = useRouter();
  const parkName = useBoardField({ type: 'park', park }, ({ name }) => name);
  const zone = useBoardField({ type: 'park', park }, (board) => board.zone);
  const [said, say] = useState<SaidThing | null>(null);
  const [reversing, reverse] = useState(false);
  const [busy, setBusy] = useState(false);
  const pay = async () => {
    setBusy(true);
    try {
      const answer = await payBill({ park, id: bill.id });
      if (answer.type === 'paid') say({ text: t('bills.paid', { yuan: yuanGrouped(answer.amountYuan) }), refused: false });
      else
        say({
          text: answer.shortByYuan === null ? t('bills.notOpen') : t('bills.tooLow', { yuan: yuanGrouped(answer.shortByYuan) }),
          refused: true,
        });
      again();
    } catch (error) {
      say({ text: t(`failed.${failureOf(error)}`), refused: true });
    } finally {
      setBusy(false);
    }
  };
  const isClerk = useIsClerk(park);
  const isOut = bill.state === 'issued' || bill.state === 'paid';
  return (
    <article className={styles.page}>
      <PageHead
        title={nameOf(bill.name)}
        note={bill.number === null ? bill.account : numberText(bill.number)}
        up={{ href: `${root}?month=${bill.month}`, word: `${t('nav.bills')} ${bill.month}` }}
      >
        {bill.state === 'issued' && bill.kind === 'bill' ? (
          <Button primary disabled={busy} onPress={() => void pay()}>
            {t('bills.pay')}
          </Button>
        ) : null}
        {isOut && bill.kind !== 'reversal' && !isClerk ? <Button onPress={() => reverse(true)}>{t('bills.reverse')}</Button> : null}
        <PaperLinks park={park} bill={bill.id} />
        <Button onPress={() => window.print()}>{t('bills.print')}</Button>
      </PageHead>
      {bill.faults.length === 0 ? null : (
        <ul className={styles.faults} role="alert">
          {bill.faults.map((fault) => (
            <li key={JSON.stringify(fault)}>{faultText(fault)}</li>
          ))}
        </ul>
      )}
      {bill.kind === 'bill' && isOut ? <LateFeeNote of={{ park, id: bill.id }} /> : null}
      <BillSheet
        park={park}
        parkName={parkName === null ? '' : nameOf(parkName)}
        zone={zone ?? 'UTC'}
        bill={bill}
        wayTo={(way) => `/parks/${encodeURIComponent(park)}/accounts/${encodeURIComponent(bill.account)}/why${searchOfWay(way)}`}
      />
      {reversing ? (
        <ReverseSheet
          of={{ park, id: bill.id }}
          close={() => reverse(false)}
          done={(negative) => router.push(`${root}/${negative}`)}
          refused={() => {
            reverse(false);
            again();
          }}
        />
      ) : null}
      <Said said={said} />
    </article>
  );
}
