'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { yuanFromFen } from '#domain/units/money.ts';
import { yuanGrouped } from '../../format/money.ts';
import { useBoardField } from '../../live/use-board.ts';
import { searchOfWay } from '../../my/why/way.ts';
import { Button } from '../../parts/Button.tsx';
import { BillSheet } from '../../parts/bill/BillSheet.tsx';
import { numberText, openOf } from '../../parts/bill/bill-text.ts';
import { PaperLinks } from '../../parts/bill/PaperLinks.tsx';
import { Failed } from '../../parts/Failed.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { TableBones } from '../../parts/TableBones.tsx';
import { askBill, payBill } from '../../rpc/bills-api.ts';
import type { BillWhole, PayAnswer } from '../../rpc/bills-shapes.ts';
import { failureOf } from '../../rpc/client.ts';
import { useIsClerk } from '../../rpc/use-is-clerk.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { type Translate, useNames, useWords } from '../../words/use-words.ts';
import { PageHead } from '../PageHead.tsx';
import { Said, type SaidThing } from '../Said.tsx';
import styles from './BillPage.module.css';
import { BillStanding } from './BillStanding.tsx';
import { LateFeeNote } from './LateFeeNote.tsx';
import { MadeOfCard } from './MadeOfCard.tsx';
import { PaySheet } from './PaySheet.tsx';
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
  const [paying, pay] = useState(false);
  const isOpen = bill.state === 'issued' || bill.state === 'partlyPaid';
  const isOut = isOpen || bill.state === 'paid';
  const open = openOf(bill);
  const giveBack = async () => {
    try {
      say(saidOf(t, await payBill({ park, id: bill.id, key: `back-${bill.id}-whole`, amountYuan: null })));
      again();
    } catch (error) {
      say({ text: t(`failed.${failureOf(error)}`), refused: true });
    }
  };
  const isClerk = useIsClerk(park);
  return (
    <article className={styles.page}>
      <PageHead
        title={nameOf(bill.name)}
        note={bill.number === null ? bill.account : numberText(bill.number)}
        up={{ href: `${root}?month=${bill.month}`, word: `${t('nav.bills')} ${bill.month}` }}
      />
      {bill.faults.length === 0 ? null : (
        <ul className={styles.faults} role="alert">
          {bill.faults.map((fault) => (
            <li key={JSON.stringify(fault)}>{faultText(fault)}</li>
          ))}
        </ul>
      )}
      <div className={styles.desk}>
        <BillSheet
          park={park}
          parkName={parkName === null ? '' : nameOf(parkName)}
          zone={zone ?? 'UTC'}
          bill={bill}
          wayTo={(way) => `/parks/${encodeURIComponent(park)}/accounts/${encodeURIComponent(bill.account)}/why${searchOfWay(way)}`}
        />
        <aside className={styles.side}>
          <div className={styles.first}>
            <BillStanding bill={bill}>
              {isOpen && bill.kind === 'bill' ? (
                <Button primary onPress={() => (open < 0n ? void giveBack() : pay(true))}>
                  {open < 0n ? t('bills.giveBack') : t('bills.pay')}
                </Button>
              ) : null}
              <PaperLinks park={park} bill={bill.id} />
              <Button onPress={() => window.print()}>{t('bills.print')}</Button>
              {isOut && bill.kind !== 'reversal' && !isClerk ? <Button onPress={() => reverse(true)}>{t('bills.reverse')}</Button> : null}
            </BillStanding>
            {bill.kind === 'bill' && isOut ? <LateFeeNote of={{ park, id: bill.id }} /> : null}
          </div>
          <MadeOfCard bill={bill} />
        </aside>
      </div>
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
      {paying ? (
        <PaySheet
          of={{ park, id: bill.id }}
          openYuan={yuanFromFen(open)}
          close={() => pay(false)}
          done={(answer) => {
            pay(false);
            say(saidOf(t, answer));
            again();
          }}
        />
      ) : null}
      <Said said={said} />
    </article>
  );
}

/** What became of a payment, in words. */
const saidOf = (t: Translate, answer: PayAnswer): SaidThing => {
  if (answer.type === 'paid') return { text: t('bills.paid', { yuan: yuanGrouped(answer.amountYuan) }), refused: false };
  if (answer.shortByYuan !== null) return { text: t('bills.tooLow', { yuan: yuanGrouped(answer.shortByYuan) }), refused: true };
  if (answer.openYuan !== null) return { text: t('bills.aboveOpen', { yuan: yuanGrouped(answer.openYuan) }), refused: true };
  return { text: t('bills.notOpen'), refused: true };
};
