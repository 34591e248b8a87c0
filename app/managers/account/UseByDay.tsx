'use client';

import { useMemo, useState } from 'react';
import type { PointBoard } from '#domain/board/board.ts';
import { MINUTE_MS, type ParkDay } from '#domain/time/instant.ts';
import type { Medium } from '#domain/units/quantity.ts';
import { sumUse } from '../../my/use-sums.ts';
import { daysWay, searchOfWay, type Way } from '../../my/why/way.ts';
import { Bone } from '../../parts/Bone.tsx';
import { Choice } from '../../parts/Choice.tsx';
import { Failed } from '../../parts/Failed.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { askUse } from '../../rpc/api.ts';
import type { UseLines } from '../../rpc/shapes.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import { daysOfMonth, monthBefore, monthOf } from '../calendar.ts';
import { AccrualsTable } from './AccrualsTable.tsx';
import { daysOfUse } from './days-of-use.ts';
import { PeriodTable } from './PeriodTable.tsx';
import { UseBars } from './UseBars.tsx';
import styles from './UseByDay.module.css';

interface Props {
  readonly park: string;
  readonly account: string;
  readonly points: readonly PointBoard[] | null;
  readonly today: ParkDay;
}

const SPANS = ['thisMonth', 'lastMonth'] as const;
const EVERY_MS = 3 * MINUTE_MS;

/** What was used, by period of the tariff: a month by day, and its sums beside. */
export function UseByDay({ park, account, points, today }: Props) {
  const t = useWords();
  const [span, setSpan] = useState<string>('thisMonth');
  const month = span === 'thisMonth' ? monthOf(today) : monthBefore(monthOf(today));
  const { first, last } = daysOfMonth(month);
  const to = span === 'thisMonth' ? today : last;
  const query = useQuery(
    `use ${park}:${account} ${first} ${to}`,
    (signal) => askUse({ account: `${park}:${account}`, from: first, to }, signal),
    span === 'thisMonth' ? { everyMs: EVERY_MS } : {},
  );
  return (
    <Card
      title={t('account.use')}
      note={month}
      tools={
        <Choice
          label={t('account.span')}
          chosen={span}
          choose={setSpan}
          choices={SPANS.map((value) => ({ value, word: t(`account.${value}`) }))}
        />
      }
    >
      {query.type === 'loading' ? <Bone height="260px" /> : null}
      {query.type === 'failed' ? <Failed failure={query.failure} again={query.again} /> : null}
      {query.type === 'ready' && query.data.lines.length === 0 ? <Notice title={t('account.noUse')} text={t('account.noUseNext')} /> : null}
      {query.type === 'ready' && query.data.lines.length > 0 ? (
        <Use
          used={query.data}
          points={points ?? []}
          span={{ from: first, to, last, today }}
          hrefOf={(way) => `/parks/${encodeURIComponent(park)}/accounts/${encodeURIComponent(account)}/why${searchOfWay(way)}`}
        />
      ) : null}
    </Card>
  );
}

interface UseProps {
  readonly used: UseLines;
  readonly points: readonly PointBoard[];
  readonly span: { readonly from: ParkDay; readonly to: ParkDay; readonly last: ParkDay; readonly today: ParkDay };
  /** Where an amount is opened. */
  readonly hrefOf: (way: Way) => string;
}

function Use({ used, points, span, hrefOf }: UseProps) {
  const { from, to, last, today } = span;
  const { days, electricity, water } = useMemo(() => {
    const media = new Map(points.map(({ code, medium }) => [code, medium]));
    const mediumOf = (point: string): Medium => media.get(point) ?? 'electricity';
    return {
      days: daysOfUse({ ...used, mediumOf, from, to }),
      electricity: sumUse({ ...used, medium: 'electricity', mediumOf }),
      water: sumUse({ ...used, medium: 'water', mediumOf }),
    };
  }, [used, points, from, to]);
  return (
    <>
      <div className={styles.body}>
        <UseBars days={days} last={last} today={today} />
        <PeriodTable
          electricity={electricity}
          water={water}
          hrefOf={(period) => hrefOf({ ...daysWay(String(from), String(to)), period })}
        />
      </div>
      <AccrualsTable days={days} hrefOf={(day) => hrefOf(daysWay(day, day))} />
    </>
  );
}
