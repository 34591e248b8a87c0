'use client';

import { useRouter, useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { useBoardField } from '../../live/use-board.ts';
import { Failed } from '../../parts/Failed.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { TableBones } from '../../parts/TableBones.tsx';
import { askBooks, type BooksMonth } from '../../rpc/finance-api.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import { ListPage } from '../ListPage.tsx';
import { Said, type SaidThing } from '../Said.tsx';
import { BillingTermsCard } from './BillingTermsCard.tsx';
import { Checklist } from './Checklist.tsx';
import { CloseSheet } from './CloseSheet.tsx';
import styles from './Finance.module.css';
import { LateFeeCard } from './LateFeeCard.tsx';
import { MonthsTable } from './MonthsTable.tsx';

/** A park's last twelve months: how far each is, and the closing of its books. */
export function Finance({ park }: { readonly park: string }) {
  const t = useWords();
  const query = useQuery(`books ${park}`, (signal) => askBooks(park, signal));
  const zone = useBoardField({ type: 'park', park }, (board) => board.zone);
  return (
    <ListPage title={t('nav.finance')} note={t('finance.note')}>
      {query.type === 'loading' || zone === null ? <TableBones /> : null}
      {query.type === 'failed' ? <Failed failure={query.failure} again={query.again} /> : null}
      {query.type === 'ready' && zone !== null ? <Months park={park} zone={zone} months={query.data} again={query.again} /> : null}
    </ListPage>
  );
}

interface Props {
  readonly park: string;
  readonly zone: string;
  readonly months: readonly BooksMonth[];
  readonly again: () => void;
}

function Months({ park, zone, months, again }: Props) {
  const t = useWords();
  const router = useRouter();
  const asked = useSearchParams().get('month');
  const [closing, setClosing] = useState(false);
  const [said, say] = useState<SaidThing | null>(null);
  const chosen = months.find(({ month }) => month === asked) ?? nextToClose(months);
  if (chosen === undefined) return <Notice title={t('finance.none')} text={t('finance.noneNext')} />;
  const root = `/parks/${encodeURIComponent(park)}`;
  return (
    <div className={styles.columns}>
      <MonthsTable months={months} chosen={chosen.month} zone={zone} hrefOf={(month) => `${root}/finance?month=${month}`} />
      <div className={styles.side}>
        <Checklist root={root} month={chosen} zone={zone} close={() => setClosing(true)} />
        <BillingTermsCard park={park} />
        <LateFeeCard park={park} />
      </div>
      {closing ? (
        <CloseSheet
          park={park}
          month={chosen}
          close={() => setClosing(false)}
          done={(closed) => {
            setClosing(false);
            say({ text: closed ? t('finance.closedNow', { month: chosen.month }) : t('finance.notClosed'), refused: !closed });
            router.replace(`${root}/finance?month=${chosen.month}`);
            again();
          }}
        />
      ) : null}
      <Said said={said} />
    </div>
  );
}

/** What people come for: the oldest month that is over, open, and that something happened in. */
const nextToClose = (months: readonly BooksMonth[]): BooksMonth | undefined => {
  const isNext = ({ closed, steps }: BooksMonth) =>
    closed === null && steps.every(({ id, state }) => (id !== 'over' && id !== 'before') || state === 'done');
  const candidates = months.filter(isNext);
  return candidates.findLast(({ issued, drafts, checked }) => issued + drafts + checked > 0) ?? candidates[0] ?? months[0];
};
