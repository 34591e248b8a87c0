'use client';

import type { ReactNode } from 'react';
import { Bone } from '../../parts/Bone.tsx';
import { ExportButton } from '../../parts/ExportButton.tsx';
import type { ExportKind } from '../../parts/export-address.ts';
import { Failed } from '../../parts/Failed.tsx';
import { Notice } from '../../parts/Notice.tsx';
import type { Query } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import { daysOfMonth, earlier } from '../calendar.ts';
import styles from './Reports.module.css';
import type { ReportProps } from './Reports.tsx';

interface Props<T> {
  readonly kind: ExportKind & keyof typeof HINTS;
  readonly of: ReportProps;
  readonly query: Query<T>;
  readonly empty: (data: T) => boolean;
  readonly children: (data: T) => ReactNode;
}

/** What a report is called in the words of this page. */
const HINTS = { collection: 1, arrears: 1, revenue: 1, energy: 1, takings: 1, held: 1 } as const;

/** Around a report: its name, what it says, its file, and what stands there before and instead of figures. */
export function ReportCard<T>({ kind, of, query, empty, children }: Props<T>) {
  const t = useWords();
  const { from, to, today } = of;
  const last = daysOfMonth(to).last;
  const asked = { park: of.park ?? '*', from: String(daysOfMonth(from).first), to: String(earlier(last, today)) };
  return (
    <Card title={t(`reports.name.${kind}`)} note={t(`reports.hint.${kind}`)} tools={<ExportButton kind={kind} query={asked} />}>
      {query.type === 'loading' ? <Bone height="16em" /> : null}
      {query.type === 'failed' ? <Failed failure={query.failure} again={query.again} /> : null}
      {query.type === 'ready' && empty(query.data) ? <Notice title={t('reports.none')} text={t(`reports.noneNext.${kind}`)} /> : null}
      {query.type === 'ready' && !empty(query.data) ? children(query.data) : null}
    </Card>
  );
}

export interface Figure {
  readonly name: string;
  readonly value: string;
  readonly note?: string;
}

/** The sums of a report, before its rows. */
export const Figures = ({ all }: { readonly all: readonly Figure[] }) => (
  <dl className={styles.figures}>
    {all.map(({ name, value, note }) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>
          {value}
          {note === undefined ? null : <small>{note}</small>}
        </dd>
      </div>
    ))}
  </dl>
);
