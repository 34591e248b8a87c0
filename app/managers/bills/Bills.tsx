'use client';

import { useRouter, useSearchParams } from 'next/navigation';
import { useEffect, useState } from 'react';
import { useBoardField } from '../../live/use-board.ts';
import { Button } from '../../parts/Button.tsx';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { Failed } from '../../parts/Failed.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { TableBones } from '../../parts/TableBones.tsx';
import type { OfMonth } from '../../rpc/allocation-api.ts';
import { advanceBills, askBillMonth, askBills, startBills } from '../../rpc/bills-api.ts';
import type { BillRunShape } from '../../rpc/bills-shapes.ts';
import { failureOf } from '../../rpc/client.ts';
import { useIsClerk } from '../../rpc/use-is-clerk.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import { ButtonLink } from '../ButtonLink.tsx';
import { monthBefore, monthOf } from '../calendar.ts';
import { MonthPicker } from '../DayPicker.tsx';
import { ListPage } from '../ListPage.tsx';
import { Said, type SaidThing } from '../Said.tsx';
import { BillsTable } from './BillsTable.tsx';
import { MonthPapers } from './MonthPapers.tsx';
import { MonthState } from './MonthState.tsx';
import { OpenMonths } from './OpenMonths.tsx';

/** A month's bills: the run, how they stand, and what is to be done with them. */
export function Bills({ park }: { readonly park: string }) {
  const day = useBoardField({ type: 'park', park }, (board) => board.day);
  if (day === null) return <TableBones />;
  return <OfPark park={park} latest={monthOf(day)} />;
}

function OfPark({ park, latest }: { readonly park: string; readonly latest: string }) {
  const t = useWords();
  const router = useRouter();
  const month = useSearchParams().get('month') ?? monthBefore(latest);
  const root = `/parks/${encodeURIComponent(park)}/bills`;
  const of = { park, month };
  const state = useQuery(`bill month ${park} ${month}`, (signal) => askBillMonth(of, signal));
  const bills = useQuery(`bills ${park} ${month}`, (signal) => askBills(of, signal));
  const [said, say] = useState<SaidThing | null>(null);
  const again = () => {
    for (const query of [state, bills]) if (query.type !== 'loading') query.again();
  };
  const stored = state.type === 'ready' ? state.data.run : null;
  const isClerk = useIsClerk(park);
  const run = useRun(of, isClerk ? null : stored, (done) => {
    say(
      done.type === 'done'
        ? { text: t('bills.ran', { ...done.run }), refused: false }
        : { text: t(`failed.${done.failure}`), refused: true },
    );
    again();
  });
  const rows = bills.type === 'ready' ? bills.data : [];
  return (
    <ListPage
      title={t('nav.bills')}
      note={rows.length === 0 ? null : t('bills.bills', { n: rows.length })}
      tools={
        <>
          <MonthPicker month={month} latest={latest} choose={(chosen) => router.replace(`${root}?month=${chosen}`)} />
          {rows.length === 0 ? null : (
            <>
              <MonthPapers key={month} of={of} say={say} />
              <ExportButton kind="bills" query={{ park, month }} />
            </>
          )}
          {isClerk ? null : <ButtonLink href={`${root}/template`}>{t('papers.template')}</ButtonLink>}
          {state.type === 'ready' && !isClerk ? (
            <Button primary={stored === null} disabled={run.running !== null} onPress={run.start}>
              {run.running
                ? t('bills.running', { done: run.running.done, accounts: run.running.accounts })
                : stored
                  ? t('bills.runAgain')
                  : t('bills.run')}
            </Button>
          ) : null}
        </>
      }
    >
      {state.type === 'loading' || bills.type === 'loading' ? <TableBones /> : null}
      {state.type === 'failed' ? <Failed failure={state.failure} again={state.again} /> : null}
      {bills.type === 'failed' && state.type !== 'failed' ? <Failed failure={bills.failure} again={bills.again} /> : null}
      {state.type === 'ready' && bills.type === 'ready' ? (
        <>
          <OpenMonths of={of} open={state.data.open} say={say} again={again} />
          {stored === null && rows.length === 0 ? (
            <Notice title={t('bills.none', { month })} text={t('bills.noneNext')} />
          ) : (
            <MonthState of={of} month={state.data} running={run.running} />
          )}
          {rows.length === 0 ? null : <BillsTable key={month} of={of} rows={rows} month={state.data} root={root} say={say} again={again} />}
        </>
      ) : null}
      <Said said={said} />
    </ListPage>
  );
}

type Ended =
  | { readonly type: 'done'; readonly run: { readonly accounts: number; readonly changed: number } }
  | { readonly type: 'failed'; readonly failure: ReturnType<typeof failureOf> };

/** Starts a run and carries it on while the page is open; one that is found under way is taken up. */
function useRun(of: OfMonth, stored: BillRunShape | null, ended: (how: Ended) => void) {
  const [running, setRunning] = useState<BillRunShape | null>(null);
  const carryOn = async (begin: () => Promise<BillRunShape | null>) => {
    try {
      let run = await begin();
      while (run !== null && run.finishedAt === null) {
        setRunning(run);
        run = await advanceBills(of);
      }
      if (run !== null) ended({ type: 'done', run: { accounts: run.accounts, changed: run.changed } });
      else ended({ type: 'done', run: { accounts: 0, changed: 0 } });
    } catch (error) {
      ended({ type: 'failed', failure: failureOf(error) });
    } finally {
      setRunning(null);
    }
  };
  const open = stored !== null && stored.finishedAt === null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for a month that is found under way
  useEffect(() => {
    if (open && running === null) void carryOn(() => advanceBills(of));
  }, [open, of.month]);
  return { running, start: () => void carryOn(() => startBills(of)) };
}
