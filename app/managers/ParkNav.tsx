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
const PLACES = ['overview', 'live', 'accounts', 'alarms', 'counter'] as const;
/** Pages of one trade: one entry on a desktop, and its pages in a row below while one is in them. The first is what the entry leads to. */
const GROUPS = {
  energy: ['meters', 'demand', 'flows', 'quarantine'],
  money: ['bills', 'purchase', 'allocation', 'finance', 'reports', 'tariffs', 'whatif'],
} as const;
type GroupName = keyof typeof GROUPS;
const GROUP_NAMES: readonly GroupName[] = ['energy', 'money'];
type PagePlace = (typeof PLACES)[number] | (typeof GROUPS)[GroupName][number];
/** What a clerk comes for. */
const CLERK_PLACES: readonly PagePlace[] = ['counter', 'accounts', 'bills', 'finance', 'reports', 'tariffs', 'overview'];
const AT_THUMB = 4;

/** The pages of a park: tabs and a row of the group's pages on a desktop, at the thumb on a phone. */
export function ParkNav({ park }: { readonly park: string }) {
  const t = useWords();
  const here = usePathname();
  const open = useBoardField({ type: 'park', park }, (board) => alarmCount(board.alarms)) ?? '0';
  const isClerk = useIsClerk(park);
  const places: readonly PagePlace[] = isClerk ? CLERK_PLACES : PLACES;
  const groups = isClerk ? [] : GROUP_NAMES;
  const root = `/parks/${encodeURIComponent(park)}`;
  const hrefOf = (place: PagePlace) => (place === 'overview' ? root : `${root}/${place}`);
  const isHere = (place: PagePlace) => here === hrefOf(place) || (place !== 'overview' && here.startsWith(`${hrefOf(place)}/`));
  const current = groups.find((group) => GROUPS[group].some(isHere));
  const link = (place: PagePlace, isAtThumb = false) => (
    <Link key={place} href={hrefOf(place)} aria-current={isHere(place) ? 'page' : undefined} data-thumb={isAtThumb}>
      <Icon name={place} />
      <span>
        {t(`nav.${place}`)}
        {place === 'alarms' && open !== '0' ? <b>{open}</b> : null}
      </span>
    </Link>
  );
  const rest = places.slice(AT_THUMB);
  return (
    <>
      <nav className={styles.nav} aria-label={t('nav.label')}>
        {places.map((place, i) => link(place, i < AT_THUMB))}
        {groups.map((group) => (
          <Link key={group} href={hrefOf(GROUPS[group][0])} aria-current={current === group ? 'true' : undefined} data-thumb={false}>
            <span>{t(`nav.${group}`)}</span>
          </Link>
        ))}
        <More isHere={current !== undefined || rest.some(isHere)} here={here}>
          <div>{rest.map((place) => link(place))}</div>
          {groups.map((group) => (
            <section key={group} aria-label={t(`nav.${group}`)}>
              <h2>{t(`nav.${group}`)}</h2>
              <div>{GROUPS[group].map((place) => link(place))}</div>
            </section>
          ))}
        </More>
      </nav>
      {current === undefined ? null : (
        <nav className={styles.second} aria-label={t(`nav.${current}`)} data-second-row="">
          {GROUPS[current].map((place) => link(place))}
        </nav>
      )}
    </>
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
