'use client';

import { useRouter, useSearchParams } from 'next/navigation';
import type { ParkDay } from '#domain/time/instant.ts';
import { Choice } from '../../parts/Choice.tsx';
import { useWords } from '../../words/use-words.ts';
import { monthBefore, monthOf } from '../calendar.ts';
import { MonthPicker } from '../DayPicker.tsx';
import { ListPage } from '../ListPage.tsx';
import { Arrears } from './Arrears.tsx';
import { Collection } from './Collection.tsx';
import { Energy } from './Energy.tsx';
import { Held } from './Held.tsx';
import styles from './Reports.module.css';
import { Revenue } from './Revenue.tsx';
import { Takings } from './Takings.tsx';

export interface ReportProps {
  /** Null: all parks whose money one sees. */
  readonly park: string | null;
  /** "2026-10", both included. */
  readonly from: string;
  readonly to: string;
  readonly today: ParkDay;
}

const REPORTS = { collection: Collection, arrears: Arrears, revenue: Revenue, energy: Energy, takings: Takings, held: Held } as const;
type ReportName = keyof typeof REPORTS;
const NAMES: readonly ReportName[] = ['collection', 'arrears', 'revenue', 'energy', 'takings', 'held'];
/** Reports that are about now have no months to choose. */
const TIMELESS: ReadonlySet<ReportName> = new Set(['arrears']);

interface Props extends Pick<ReportProps, 'park' | 'today'> {
  /** Address of the page. */
  readonly root: string;
}

/** What finance reads: one report at a time, over the months chosen. */
export function Reports({ park, today, root }: Props) {
  const t = useWords();
  const router = useRouter();
  const params = useSearchParams();
  const latest = monthOf(today);
  const name = NAMES.find((one) => one === params.get('report')) ?? 'collection';
  const to = params.get('to') ?? latest;
  const from = params.get('from') ?? yearTo(to);
  const go = (change: Readonly<Record<string, string>>) =>
    router.replace(`${root}?${new URLSearchParams({ report: name, from, to, ...change })}`);
  const Shown = REPORTS[name];
  return (
    <ListPage
      title={t('nav.reports')}
      note={<span className={styles.printed}>{`${t(`reports.name.${name}`)} ${TIMELESS.has(name) ? today : `${from} – ${to}`}`}</span>}
      tools={
        TIMELESS.has(name) ? undefined : (
          <span className={styles.span}>
            {name === 'held' ? null : (
              <>
                <MonthPicker month={from} latest={to} choose={(month) => go({ from: month })} />
                <span aria-hidden="true">–</span>
              </>
            )}
            <MonthPicker month={to} latest={latest} choose={(month) => go({ to: month, ...(month < from ? { from: month } : {}) })} />
          </span>
        )
      }
    >
      <div className={styles.tabs}>
        <Choice
          label={t('nav.reports')}
          chosen={name}
          choose={(report) => go({ report })}
          choices={NAMES.map((value) => ({ value, word: t(`reports.name.${value}`) }))}
        />
      </div>
      <Shown key={`${name} ${from} ${to}`} park={park} from={from} to={to} today={today} />
    </ListPage>
  );
}

const MONTHS_OF_YEAR = 12;

const yearTo = (month: string): string => {
  let first = month;
  for (let i = 1; i < MONTHS_OF_YEAR; i++) first = monthBefore(first);
  return first;
};
