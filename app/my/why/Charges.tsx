'use client';

import Link from 'next/link';
import { useEffect, useState } from 'react';
import { exactText, kiloText } from '../../format/exact.ts';
import { yuanGrouped } from '../../format/money.ts';
import { Bone } from '../../parts/Bone.tsx';
import { Button } from '../../parts/Button.tsx';
import { Failed } from '../../parts/Failed.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { askCharges, type ChargeLine, type Charges as Page } from '../../rpc/explain-api.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useNames, useWords } from '../../words/use-words.ts';
import styles from './Charges.module.css';
import { PeriodName } from './PeriodName.tsx';
import { Rounding } from './Rounding.tsx';
import { daysWay, type Way } from './way.ts';

interface Props {
  /** "{park}:{code}" */
  readonly account: string;
  readonly way: Way;
  readonly hrefOf: (way: Way) => string;
}

/** What was charged: a line for each day, point and period, with the sum they come to and its one rounding. */
export function Charges({ account, way, hrefOf }: Props) {
  const t = useWords();
  const { from, to, point, version, period } = way;
  const [after, setAfter] = useState<string | null>(null);
  const [before, setBefore] = useState<readonly ChargeLine[]>([]);
  const key = `charges ${account} ${from} ${to} ${point} ${version} ${period}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question begins at its first page
  useEffect(() => {
    setAfter(null);
    setBefore([]);
  }, [key]);
  const query = useQuery(`${key} ${after}`, (signal) =>
    askCharges(
      {
        account,
        from,
        to,
        ...(point === null ? {} : { point }),
        ...(version === null ? {} : { version }),
        ...(period === null ? {} : { period }),
        ...(after === null ? {} : { after }),
      },
      signal,
    ),
  );
  if (query.type === 'failed') return <Failed failure={query.failure} again={query.again} />;
  const page: Page | null = query.type === 'ready' ? query.data : null;
  if (page === null && before.length === 0) return <Bone height="320px" />;
  const lines = [...before, ...(page?.lines ?? [])];
  if (lines.length === 0) return <Notice title={t('why.none')} text={t('why.noneNext')} />;
  const more = page?.next ?? null;
  return (
    <>
      {page === null ? null : <Rounding rounding={page.rounding} note={t('why.linesOf', { n: sumOf(page) })} />}
      <section className={styles.card}>
        <h2>{t('why.lines')}</h2>
        <ul className={styles.lines}>
          {lines.map((line) => (
            <Line key={`${line.day} ${line.point} ${line.version} ${line.period}`} line={line} hrefOf={hrefOf} />
          ))}
          {more === null ? page?.tiers.map((tier) => <TierOfDay key={`${tier.day} ${tier.component}`} tier={tier} />) : null}
        </ul>
        {lines.every(({ agrees }) => agrees) ? null : <p className={styles.waiting}>{t('why.waiting')}</p>}
        {more === null ? null : (
          <Button
            onPress={() => {
              setBefore(lines);
              setAfter(more);
            }}
          >
            {t('why.more')}
          </Button>
        )}
      </section>
    </>
  );
}

const sumOf = ({ totals }: Page): number => totals.reduce((sum, { lines }) => sum + lines, 0);

/** What a tier added to a day: it is of all points together, and opens no further. */
function TierOfDay({ tier }: { readonly tier: Page['tiers'][number] }) {
  const nameOf = useNames();
  const t = useWords();
  return (
    <li>
      <div>
        <span className={styles.what}>
          <b>{nameOf(tier.name)}</b>
          <small>
            {t('why.tierOf')} · {tier.day}
          </small>
        </span>
        <span className={styles.reckoning}>
          <small>
            {kiloText(tier.quantity)} {tier.medium === 'water' ? 'm³' : 'kWh'} × {exactText(tier.price)}
          </small>
        </span>
        <b className={styles.yuan}>{exactText(tier.chargeYuan)}</b>
      </div>
    </li>
  );
}

function Line({ line, hrefOf }: { readonly line: ChargeLine; readonly hrefOf: Props['hrefOf'] }) {
  const nameOf = useNames();
  const { day, point, version, period } = line;
  return (
    <li>
      <Link href={hrefOf({ ...daysWay(day, day), point, version, period })} prefetch={false}>
        <span className={styles.what}>
          <b>{nameOf(line.name)}</b>
          <small>
            {point} · {day}
          </small>
        </span>
        <span className={styles.reckoning}>
          {line.medium === 'electricity' && period !== null ? <PeriodName period={period} /> : null}
          <small>
            {kiloText(line.quantity)} {line.medium === 'water' ? 'm³' : 'kWh'}
            {line.price === null ? null : ` × ${exactText(line.price)}`}
          </small>
        </span>
        <b className={styles.yuan} title={yuanGrouped(line.chargeYuan)}>
          {exactText(line.chargeYuan)}
        </b>
      </Link>
    </li>
  );
}
