'use client';

import { useRouter, useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { useBoardField } from '../../live/use-board.ts';
import { Button } from '../../parts/Button.tsx';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { Failed } from '../../parts/Failed.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { TableBones } from '../../parts/TableBones.tsx';
import { askAllocation, runAllocation } from '../../rpc/allocation-api.ts';
import type { AllocationMonth } from '../../rpc/allocation-shapes.ts';
import { failureOf } from '../../rpc/client.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import { ButtonLink } from '../ButtonLink.tsx';
import columns from '../Columns.module.css';
import { monthBefore, monthOf } from '../calendar.ts';
import { MonthPicker } from '../DayPicker.tsx';
import { ListPage } from '../ListPage.tsx';
import { Said, type SaidThing } from '../Said.tsx';
import styles from './Allocation.module.css';
import { BalanceCard } from './BalanceCard.tsx';
import { BillMoney } from './BillMoney.tsx';
import { LawfulCard } from './LawfulCard.tsx';
import { MoneyCard } from './MoneyCard.tsx';
import { PoolsCard } from './PoolsCard.tsx';
import { RemainderCard } from './RemainderCard.tsx';
import { RunState } from './RunState.tsx';
import { SharesTable } from './SharesTable.tsx';
import { ShareWhy } from './ShareWhy.tsx';
import { type AllocationNames, useAllocationNames } from './use-allocation-names.ts';

/** A month: where its energy went, what is shared, who bears what and why. */
export function Allocation({ park }: { readonly park: string }) {
  const day = useBoardField({ type: 'park', park }, (board) => board.day);
  if (day === null) return <TableBones />;
  return <OfMonth park={park} latest={monthOf(day)} />;
}

function OfMonth({ park, latest }: { readonly park: string; readonly latest: string }) {
  const t = useWords();
  const router = useRouter();
  const params = useSearchParams();
  // Bills are made of the month that is over.
  const month = params.get('month') ?? monthBefore(latest);
  const account = params.get('account');
  const names = useAllocationNames(park);
  const query = useQuery(`allocation ${park} ${month}`, (signal) => askAllocation({ park, month }, signal));
  const [said, say] = useState<SaidThing | null>(null);
  const [running, setRunning] = useState(false);
  const root = `/parks/${encodeURIComponent(park)}/allocation`;
  const again = query.type === 'ready' ? query.again : () => undefined;
  const compute = async () => {
    setRunning(true);
    try {
      const answer = await runAllocation({ park, month });
      const word = answer.type === 'stored' ? (answer.changed ? 'computed' : 'same') : answer.type;
      say({ text: t(`allocation.ran.${word}`), refused: answer.type === 'empty' || answer.type === 'noRules' });
      again();
    } catch (error) {
      say({ text: t(`failed.${failureOf(error)}`), refused: true });
    } finally {
      setRunning(false);
    }
  };
  const bearer = query.type === 'ready' && account !== null ? query.data.shares.filter((share) => (share.account ?? '') === account) : null;
  if (bearer !== null && query.type === 'ready')
    return <ShareWhy account={account || null} month={month} shares={bearer} of={query.data} names={names} up={`${root}?month=${month}`} />;
  const rules = query.type === 'ready' ? query.data.rules : null;
  const run = query.type === 'ready' ? query.data.run : null;
  return (
    <ListPage
      title={t('nav.allocation')}
      note={rules ? t('allocation.rulesOf', { month: rules.validFrom, revision: rules.revision }) : null}
      tools={
        <>
          <MonthPicker month={month} latest={latest} choose={(chosen) => router.replace(`${root}?month=${chosen}`)} />
          <ButtonLink href={`/parks/${encodeURIComponent(park)}/purchase?month=${month}`}>{t('nav.purchase')}</ButtonLink>
          <ButtonLink href={`${root}/rules?month=${month}`}>{t('allocation.rules')}</ButtonLink>
          {run ? <ExportButton kind="allocation" query={{ park, month }} /> : null}
          {query.type === 'ready' && rules && run?.state !== 'frozen' ? (
            <Button primary disabled={running} onPress={() => void compute()}>
              {running ? t('allocation.running') : run ? t('allocation.runAgain') : t('allocation.run')}
            </Button>
          ) : null}
        </>
      }
    >
      {query.type === 'loading' ? <TableBones /> : null}
      {query.type === 'failed' ? <Failed failure={query.failure} again={query.again} /> : null}
      {query.type === 'ready' ? <Shown of={{ park, month }} data={query.data} names={names} root={root} again={query.again} /> : null}
      <Said said={said} />
    </ListPage>
  );
}

interface ShownProps {
  readonly of: { readonly park: string; readonly month: string };
  readonly data: AllocationMonth;
  readonly names: AllocationNames;
  readonly root: string;
  readonly again: () => void;
}

function Shown({ of, data, names, root, again }: ShownProps) {
  const t = useWords();
  const { run, rules, pools, shares, money, gridBill } = data;
  if (rules === null)
    return (
      <Notice title={t('allocation.noRules')} text={t('allocation.noRulesNext')}>
        <ButtonLink href={`${root}/rules?month=${of.month}`} primary>
          {t('allocation.beginRules')}
        </ButtonLink>
      </Notice>
    );
  if (run === null) return <Notice title={t('allocation.notRun', { month: of.month })} text={t('allocation.notRunNext')} />;
  return (
    <>
      <RunState run={run} names={names} />
      <div className={columns.columns} data-wide="last">
        <div className={`${columns.column} ${styles.first}`}>
          <BalanceCard run={run} />
          <LawfulCard of={of} computedAt={run.computedAt} />
          {gridBill === null ? (
            <MoneyCard of={of} money={money} frozen={run.state === 'frozen'} onDone={again} />
          ) : (
            <BillMoney of={of} bill={gridBill} />
          )}
          <RemainderCard run={run} pools={pools} />
        </div>
        <div className={`${columns.column} ${styles.second}`}>
          {shares.length === 0 ? (
            <Notice title={t('allocation.noShares')} text={t('allocation.noSharesNext')} />
          ) : (
            <div>
              <SharesTable
                shares={shares}
                names={names}
                hrefOf={(account) => `${root}?month=${of.month}&account=${encodeURIComponent(account ?? '')}`}
              />
            </div>
          )}
          {pools.length === 0 ? null : <PoolsCard pools={pools} names={names} />}
        </div>
      </div>
    </>
  );
}
