'use client';

import { useRouter, useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { useBoardField } from '../../live/use-board.ts';
import { Failed } from '../../parts/Failed.tsx';
import { TableBones } from '../../parts/TableBones.tsx';
import { askPurchase } from '../../rpc/purchase-api.ts';
import type { PurchaseMonth } from '../../rpc/purchase-shapes.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import { ButtonLink } from '../ButtonLink.tsx';
import columns from '../Columns.module.css';
import { monthBefore, monthOf } from '../calendar.ts';
import { MonthPicker } from '../DayPicker.tsx';
import { ListPage } from '../ListPage.tsx';
import { Said, type SaidThing } from '../Said.tsx';
import { BillEntry } from './BillEntry.tsx';
import { BillsCard } from './BillsCard.tsx';
import { ChargingCard } from './ChargingCard.tsx';
import { MethodsCard } from './MethodsCard.tsx';
import { MonthsCard } from './MonthsCard.tsx';
import styles from './Purchase.module.css';
import { ReadingsCard } from './ReadingsCard.tsx';

/** What a park buys in a month: its bills, meters read by hand, how it charges, and what each would owe. */
export function Purchase({ park }: { readonly park: string }) {
  const day = useBoardField({ type: 'park', park }, (board) => board.day);
  if (day === null) return <TableBones />;
  return <OfMonth park={park} latest={monthOf(day)} />;
}

function OfMonth({ park, latest }: { readonly park: string; readonly latest: string }) {
  const t = useWords();
  const router = useRouter();
  const params = useSearchParams();
  const month = params.get('month') ?? monthBefore(latest);
  const asked = params.get('bill');
  const kind = asked === 'grid' || asked === 'pv' ? asked : null;
  const query = useQuery(`purchase ${park} ${month}`, (signal) => askPurchase({ park, month }, signal));
  const [said, say] = useState<SaidThing | null>(null);
  const root = `/parks/${encodeURIComponent(park)}/purchase`;
  const here = `${root}?month=${month}`;
  const done = (text: string, refused = false) => {
    say({ text, refused });
    if (query.type === 'ready') query.again();
  };
  if (kind !== null && query.type === 'ready')
    return (
      <BillEntry
        key={`${month} ${kind}`}
        of={{ park, month, kind }}
        bill={query.data.bills.find((bill) => bill.kind === kind) ?? null}
        frozen={query.data.frozen}
        up={here}
        onDone={(text) => {
          done(text);
          router.push(here);
        }}
      />
    );
  return (
    <ListPage
      title={t('nav.purchase')}
      note={t('purchase.note')}
      tools={
        <>
          <MonthPicker month={month} latest={latest} choose={(chosen) => router.replace(`${root}?month=${chosen}`)} />
          <ButtonLink
            href={`/parks/${encodeURIComponent(park)}/allocation?month=${month}`}
            primary={query.type === 'ready' && isChecked(query.data)}
          >
            {t('purchase.toSharing')}
          </ButtonLink>
        </>
      }
    >
      {query.type === 'loading' ? <TableBones /> : null}
      {query.type === 'failed' ? <Failed failure={query.failure} again={query.again} /> : null}
      {query.type === 'ready' ? (
        <>
          {query.data.frozen ? <p className={styles.frozen}>{t('purchase.frozen')}</p> : null}
          <div className={columns.columns} data-wide="last">
            <div className={columns.column}>
              <BillsCard of={{ park, month }} data={query.data} here={here} onDone={done} />
              <ReadingsCard of={{ park, month }} meters={query.data.meters} frozen={query.data.frozen} onDone={done} />
              <ChargingCard
                key={JSON.stringify(query.data.resale)}
                of={{ park, month }}
                resale={query.data.resale}
                frozen={query.data.frozen}
                onDone={done}
              />
            </div>
            <div className={columns.column}>
              <MethodsCard of={{ park, month }} version={query.data.bills.map((bill) => `${bill.kind}${bill.revision}`).join()} />
              <MonthsCard park={park} latest={latest} root={root} />
            </div>
          </div>
        </>
      ) : null}
      <Said said={said} />
    </ListPage>
  );
}

/** The month's bills are in and add up: what comes next is sharing them. */
const isChecked = ({ bills, frozen }: PurchaseMonth): boolean => {
  const standing = bills.filter(({ state }) => state !== 'taken');
  return !frozen && standing.some(({ kind }) => kind === 'grid') && standing.every(({ state }) => state !== 'open');
};
