'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useBoardField } from '../live/use-board.ts';
import { alarmCount } from '../parts/by-gravity.ts';
import { Icon } from '../shell/Icon.tsx';
import { useWords } from '../words/use-words.ts';
import styles from './ParkNav.module.css';

const PLACES = ['overview', 'accounts', 'meters', 'alarms', 'quarantine'] as const;

/** The pages of a park: tabs on a desktop, at the thumb on a phone. */
export function ParkNav({ park }: { readonly park: string }) {
  const t = useWords();
  const here = usePathname();
  const open = useBoardField({ type: 'park', park }, (board) => alarmCount(board.alarms)) ?? '0';
  return (
    <nav className={styles.nav} aria-label={t('nav.label')}>
      {PLACES.map((place) => {
        const href = `/parks/${encodeURIComponent(park)}${place === 'overview' ? '' : `/${place}`}`;
        return (
          <Link key={place} href={href} aria-current={here === href ? 'page' : undefined}>
            <Icon name={place} />
            <span>
              {t(`nav.${place}`)}
              {place === 'alarms' && open !== '0' ? <b>{open}</b> : null}
            </span>
          </Link>
        );
      })}
    </nav>
  );
}
