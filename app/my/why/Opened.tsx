'use client';

import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import { instantMs } from '#domain/time/instant.ts';
import { timeText } from '../../format/time.ts';
import { Bone } from '../../parts/Bone.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { askParks } from '../../rpc/api.ts';
import { dataOf } from '../../rpc/use-curves.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import { Charges } from './Charges.tsx';
import styles from './Opened.module.css';
import { SlotList } from './SlotList.tsx';
import { SlotOpened } from './SlotOpened.tsx';
import { daysWay, isLine, searchOfWay, type Way, wayOf } from './way.ts';

interface Props {
  readonly park: string;
  readonly code: string;
  /** What stays in the address beside the way. */
  readonly kept?: Readonly<Record<string, string>>;
}

/** An amount, opened as far as the address says: lines, quarters of an hour, registers and readings, bytes. */
export function Opened({ park, code, kept = {} }: Props) {
  const t = useWords();
  const way = wayOf(useSearchParams());
  const zone = dataOf(useQuery('parks', askParks))?.find((one) => one.code === park)?.zone ?? null;
  if (way === null) return <Notice title={t('why.none')} text={t('why.noneNext')} />;
  if (zone === null) return <Bone height="320px" />;
  const account = `${park}:${code}`;
  const hrefOf = (to: Way): string => searchOfWay(to, kept);
  const { point, slot } = way;
  return (
    <div className={styles.opened}>
      <Trail way={way} zone={zone} hrefOf={hrefOf} />
      {point !== null && slot !== null ? (
        <SlotOpened question={{ account, point, ...slot }} zone={zone} />
      ) : point !== null && isLine(way) ? (
        <SlotList account={account} way={{ ...way, point }} zone={zone} hrefOf={hrefOf} />
      ) : (
        <Charges account={account} way={way} hrefOf={hrefOf} />
      )}
    </div>
  );
}

interface TrailProps {
  readonly way: Way;
  readonly zone: string;
  readonly hrefOf: (way: Way) => string;
}

/** The steps down to here; each leads back. */
function Trail({ way, zone, hrefOf }: TrailProps) {
  const t = useWords();
  const { from, to, point, period, slot } = way;
  const days = from === to ? from : `${from} – ${to}`;
  const line = isLine(way) ? `${point}${period === null ? '' : ` · ${t(`period.${period}`)}`}` : null;
  if (line === null) return <p className={styles.days}>{days}</p>;
  return (
    <nav className={styles.trail} aria-label={t('live.way')}>
      <ol>
        <li>
          <Link href={hrefOf(daysWay(from, to))}>{days}</Link>
        </li>
        <li>{slot === null ? <b aria-current="location">{line}</b> : <Link href={hrefOf({ ...way, slot: null })}>{line}</Link>}</li>
        {slot === null ? null : (
          <li>
            <b aria-current="location">{timeText(instantMs(slot.start), zone)}</b>
          </li>
        )}
      </ol>
    </nav>
  );
}
