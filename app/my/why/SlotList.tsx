'use client';

import Link from 'next/link';
import { useEffect, useState } from 'react';
import { instantMs } from '#domain/time/instant.ts';
import { exactText, kiloText } from '../../format/exact.ts';
import { timeText } from '../../format/time.ts';
import { Bone } from '../../parts/Bone.tsx';
import { Button } from '../../parts/Button.tsx';
import { Failed } from '../../parts/Failed.tsx';
import { askSlots, type Slots } from '../../rpc/explain-api.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import { Rounding } from './Rounding.tsx';
import styles from './SlotList.module.css';
import type { Way } from './way.ts';

interface Props {
  readonly account: string;
  /** A line: one day, point, version and period. */
  readonly way: Way & { readonly point: string };
  readonly zone: string;
  readonly hrefOf: (way: Way) => string;
}

type SlotLine = Slots['slots'][number];

/** The quarters of an hour that a line is the sum of: to the last digit, and it says so. */
export function SlotList({ account, way, zone, hrefOf }: Props) {
  const t = useWords();
  const { from, to, point, version, period } = way;
  const [after, setAfter] = useState<string | null>(null);
  const [before, setBefore] = useState<readonly SlotLine[]>([]);
  const key = `slots ${account} ${from} ${to} ${point} ${version} ${period}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question begins at its first page
  useEffect(() => {
    setAfter(null);
    setBefore([]);
  }, [key]);
  const query = useQuery(`${key} ${after}`, (signal) =>
    askSlots(
      {
        account,
        from,
        to,
        point,
        ...(version === null ? {} : { version }),
        ...(period === null ? {} : { period }),
        ...(after === null ? {} : { after }),
      },
      signal,
    ),
  );
  if (query.type === 'failed') return <Failed failure={query.failure} again={query.again} />;
  if (query.type === 'loading' && before.length === 0) return <Bone height="320px" />;
  const page = query.type === 'ready' ? query.data : null;
  const slots = [...before, ...(page?.slots ?? [])];
  const more = page?.next ?? null;
  const unit = page?.medium === 'water' ? 'm³' : 'kWh';
  return (
    <>
      {page === null ? null : (
        <Rounding rounding={page.rounding} note={page.agrees ? t('why.slotsAgree', { n: page.sums.slots }) : t('why.slotsDiffer')} />
      )}
      <section className={styles.card}>
        <h2>{t('why.slots')}</h2>
        <table className={styles.slots}>
          <thead>
            <tr>
              <th scope="col">{t('why.start')}</th>
              <th scope="col">
                {t('why.reckoning')} <span>{unit}</span>
              </th>
              <th scope="col">{t('why.quality')}</th>
              <th scope="col">{t('why.yuan')}</th>
            </tr>
          </thead>
          <tbody>
            {slots.map(({ start, installation, quantity, quality, price, chargeYuan }) => (
              <tr key={`${start} ${installation}`}>
                <th scope="row">
                  <Link href={hrefOf({ ...way, slot: { start, installation } })} prefetch={false}>
                    {timeText(instantMs(start), zone)}
                  </Link>
                </th>
                <td>
                  {kiloText(quantity)} {price === null ? null : <small>× {exactText(price)}</small>}
                </td>
                <td data-weak={quality !== 'measured'}>{t(`why.qualities.${quality}`)}</td>
                <td>{exactText(chargeYuan)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {more === null ? null : (
          <Button
            onPress={() => {
              setBefore(slots);
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
