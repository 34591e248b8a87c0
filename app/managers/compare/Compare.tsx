'use client';

import { useMemo, useState } from 'react';
import { MINUTE_MS } from '#domain/time/instant.ts';
import { yuanGrouped } from '../../format/money.ts';
import { energyScale, grouped, inScale } from '../../format/quantity.ts';
import { dayOf } from '../../format/time.ts';
import { useFromNow } from '../../live/use-now.ts';
import { Choice } from '../../parts/Choice.tsx';
import { DataTable } from '../../parts/DataTable.tsx';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { Failed } from '../../parts/Failed.tsx';
import { TableBones } from '../../parts/TableBones.tsx';
import { askCompare } from '../../rpc/api.ts';
import type { ParkLine } from '../../rpc/shapes.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useNames, useWords } from '../../words/use-words.ts';
import { ColumnChoice } from '../ColumnChoice.tsx';
import { daysBefore, monthOf } from '../calendar.ts';
import { Fold } from '../Fold.tsx';
import { regionsOf } from '../regions.ts';
import { useChosenColumns } from '../use-chosen-columns.ts';
import styles from './Compare.module.css';
import { type ComparedRow, type ComparedSum, comparedRows, type Span, sumOf } from './compared.ts';
import { Spark } from './Spark.tsx';
import { useCompareColumns } from './use-compare-columns.tsx';

interface Props {
  readonly parks: readonly ParkLine[];
  /** A search or a region is on: what it leaves is shown unfolded. */
  readonly narrowed: boolean;
}

const SPANS = ['week', 'days30', 'month'] as const;
const EVERY_MS = 5 * MINUTE_MS;
/** A group of more parks is folded by region. */
const FOLD_FROM = 20;

/** All parks side by side: use, cost, use per square metre, the largest demand, the trend by day. */
export function Compare({ parks, narrowed }: Props) {
  const t = useWords();
  const [chosen, choose] = useState<string>('days30');
  const zone = parks[0]?.zone ?? 'UTC';
  const today = useFromNow((now) => String(dayOf(now, zone)));
  const span = useMemo(() => (today === null ? null : spanOf(chosen, today as unknown as Span['to'])), [chosen, today]);
  const query = useQuery(
    `compare ${span?.from ?? ''} ${span?.to ?? ''}`,
    async (signal) => (span === null ? null : askCompare(span, signal)),
    span === null ? {} : { everyMs: EVERY_MS },
  );
  const columns = useChosenColumns('compare', useCompareColumns());
  const answer = query.type === 'ready' ? query.data : null;
  const rows = useMemo(() => (answer && span ? comparedRows(parks, answer, span) : null), [parks, answer, span]);
  return (
    <section className={styles.page}>
      <div className={styles.tools}>
        <Choice
          label={t('compare.span')}
          chosen={chosen}
          choose={choose}
          choices={SPANS.map((value) => ({ value, word: t(`compare.spans.${value}`) }))}
        />
        <span className={styles.acts}>
          <ColumnChoice of={columns} />
          {span === null ? null : <ExportButton kind="compare" query={{ park: '*', from: String(span.from), to: String(span.to) }} />}
        </span>
      </div>
      {query.type === 'failed' ? <Failed failure={query.failure} again={query.again} /> : null}
      {rows === null && query.type !== 'failed' ? <TableBones /> : null}
      {rows ? (
        <>
          <Sums sum={sumOf(rows)} n={rows.length} />
          {rows.length > FOLD_FROM && !narrowed ? (
            <Regions rows={rows} columns={columns.shown} />
          ) : (
            <DataTable label={t('compare.title')} columns={columns.shown} rows={rows} keyOf={keyOf} hrefOf={hrefOf} sorted={BY_USE} />
          )}
        </>
      ) : null}
    </section>
  );
}

const BY_USE = { key: 'wh', descending: true } as const;
const keyOf = ({ park }: ComparedRow): string => park.code;
const hrefOf = ({ park }: ComparedRow): string => `/parks/${encodeURIComponent(park.code)}`;

const WEEK_DAYS = 7;
const MONTH_DAYS = 30;

const spanOf = (chosen: string, today: Span['to']): Span => {
  if (chosen === 'month') return { from: `${monthOf(today)}-01` as unknown as Span['from'], to: today };
  return { from: daysBefore(today, (chosen === 'week' ? WEEK_DAYS : MONTH_DAYS) - 1), to: today };
};

interface RegionsProps {
  readonly rows: readonly ComparedRow[];
  readonly columns: ReturnType<typeof useCompareColumns>;
}

/** A region a line, with its sums; its parks when it is opened. */
function Regions({ rows, columns }: RegionsProps) {
  const nameOf = useNames();
  const byPark = new Map(rows.map((row) => [row.park.code, row]));
  return (
    <div className={styles.regions}>
      {regionsOf(rows.map(({ park }) => park)).map(({ code, name, parks }) => {
        const own = parks.flatMap((park) => byPark.get(park.code) ?? []);
        return (
          <Fold
            key={code}
            summary={
              <>
                <b>
                  {nameOf(name)} <small>{parks.length}</small>
                </b>
                <Line sum={sumOf(own)} />
              </>
            }
          >
            {() => <DataTable label={nameOf(name)} columns={columns} rows={own} keyOf={keyOf} hrefOf={hrefOf} sorted={BY_USE} />}
          </Fold>
        );
      })}
    </div>
  );
}

function Line({ sum }: { readonly sum: ComparedSum }) {
  const t = useWords();
  const scale = energyScale(sum.wh);
  return (
    <>
      <span>
        {inScale(sum.wh, scale)} <small>{scale.unit}</small>
      </span>
      <span data-wide>¥{yuanGrouped(sum.yuan)}</span>
      <span data-wide>{sum.kWhPerM2 === null ? '–' : `${grouped(sum.kWhPerM2, 2)} kWh/m²`}</span>
      <span data-wide>
        <Spark values={sum.trend} label={t('compare.trend')} />
      </span>
    </>
  );
}

function Sums({ sum, n }: { readonly sum: ComparedSum; readonly n: number }) {
  const t = useWords();
  const scale = energyScale(sum.wh);
  const item = (name: string, figure: string, unit: string) => (
    <div>
      <dt>{name}</dt>
      <dd>
        {figure}
        <small>{unit}</small>
      </dd>
    </div>
  );
  return (
    <dl className={styles.sums}>
      {item(t('compare.parks'), grouped(n), '')}
      {item(t('compare.energy'), inScale(sum.wh, scale), scale.unit)}
      {item(t('compare.yuan'), yuanGrouped(sum.yuan), t('unit.yuan'))}
      {item(t('compare.perArea'), sum.kWhPerM2 === null ? '–' : grouped(sum.kWhPerM2, 2), '')}
      <div data-wide>
        <dt>{t('compare.trend')}</dt>
        <dd>
          <Spark values={sum.trend} label={t('compare.trend')} />
        </dd>
      </div>
    </dl>
  );
}
