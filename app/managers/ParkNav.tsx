'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useEffect, useId, useRef } from 'react';
import { useBoardField } from '../live/use-board.ts';
import { alarmCount } from '../parts/by-gravity.ts';
import { useIsClerk } from '../rpc/use-is-clerk.ts';
import { Icon } from '../shell/Icon.tsx';
import { useWords } from '../words/use-words.ts';
import styles from './ParkNav.module.css';

/** The first four stand at the thumb; the rest of a phone's are behind "more". */
const PLACES = [
  'overview',
  'live',
  'accounts',
  'alarms',
  'counter',
  'meters',
  'demand',
  'flows',
  'purchase',
  'allocation',
  'bills',
  'finance',
  'reports',
  'tariffs',
  'whatif',
  'quarantine',
] as const;
type PagePlace = (typeof PLACES)[number];
/** What a clerk comes for. */
const CLERK_PLACES: readonly PagePlace[] = ['counter', 'accounts', 'bills', 'finance', 'reports', 'tariffs', 'overview'];
const AT_THUMB = 4;

/** The pages of a park: tabs on a desktop, at the thumb on a phone. */
export function ParkNav({ park }: { readonly park: string }) {
  const t = useWords();
  const here = usePathname();
  const open = useBoardField({ type: 'park', park }, (board) => alarmCount(board.alarms)) ?? '0';
  const places = useIsClerk(park) ? CLERK_PLACES : PLACES;
  const root = `/parks/${encodeURIComponent(park)}`;
  const isHere = (place: PagePlace) =>
    place === 'overview' ? here === root : here === `${root}/${place}` || here.startsWith(`${root}/${place}/`);
  const link = (place: PagePlace, i: number) => (
    <Link
      key={place}
      href={place === 'overview' ? root : `${root}/${place}`}
      aria-current={isHere(place) ? 'page' : undefined}
      data-thumb={i < AT_THUMB}
    >
      <Icon name={place} />
      <span>
        {t(`nav.${place}`)}
        {place === 'alarms' && open !== '0' ? <b>{open}</b> : null}
      </span>
    </Link>
  );
  return (
    <nav className={styles.nav} aria-label={t('nav.label')}>
      {places.map(link)}
      <More isHere={places.slice(AT_THUMB).some(isHere)} here={here}>
        {places.slice(AT_THUMB).map((place) => link(place, AT_THUMB))}
      </More>
    </nav>
  );
}

interface MoreProps {
  readonly isHere: boolean;
  /** The address: a new one closes the sheet. */
  readonly here: string;
  readonly children: React.ReactNode;
}

function More({ isHere, here, children }: MoreProps) {
  const t = useWords();
  const id = useId();
  const sheet = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes the sheet
  useEffect(() => sheet.current?.hidePopover(), [here]);
  return (
    <>
      <button type="button" className={styles.more} popoverTarget={id} data-here={isHere}>
        <Icon name="more" />
        <span>{t('nav.more')}</span>
      </button>
      <div id={id} ref={sheet} popover="auto" className={styles.sheet}>
        {children}
      </div>
    </>
  );
}
