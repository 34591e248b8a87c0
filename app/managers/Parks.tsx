'use client';

import { useState } from 'react';
import { Choice } from '../parts/Choice.tsx';
import { Failed } from '../parts/Failed.tsx';
import { Notice } from '../parts/Notice.tsx';
import { SearchField } from '../parts/SearchField.tsx';
import { askParks } from '../rpc/api.ts';
import type { ParkLine } from '../rpc/shapes.ts';
import { useQuery } from '../rpc/use-query.ts';
import { ConnectionState } from '../shell/ConnectionState.tsx';
import { NewBuild } from '../shell/NewBuild.tsx';
import { MAIN_ID } from '../shell/SkipLink.tsx';
import { useNames, useWords } from '../words/use-words.ts';
import { ButtonLink } from './ButtonLink.tsx';
import { Compare } from './compare/Compare.tsx';
import { EscalatedCard } from './EscalatedCard.tsx';
import { Fold } from './Fold.tsx';
import styles from './Parks.module.css';
import { ParkTile } from './ParkTile.tsx';
import { regionsOf } from './regions.ts';
import { TopBar } from './TopBar.tsx';

/** More parks than fit a glance are searched. */
const SEARCH_FROM = 9;

/** All parks somebody manages, live. */
export function Parks() {
  const t = useWords();
  const query = useQuery('parks', askParks);
  return (
    <>
      <TopBar title={<h1 className={styles.title}>{t('parks.title')}</h1>} state={<ConnectionState dataAt={null} />} />
      <NewBuild />
      <main id={MAIN_ID} tabIndex={-1} className={styles.main}>
        <EscalatedCard />
        {query.type === 'failed' ? <Failed failure={query.failure} again={query.again} /> : null}
        {query.type === 'loading' ? <Waiting /> : null}
        {query.type === 'ready' ? <Shown parks={query.data} /> : null}
      </main>
    </>
  );
}

function Shown({ parks }: { readonly parks: readonly ParkLine[] }) {
  const t = useWords();
  const nameOf = useNames();
  const [region, setRegion] = useState('');
  const [search, setSearch] = useState('');
  const [view, setView] = useState('now');
  const regions = regionsOf(parks);
  const shown = parks.filter((park) => matches(park, search) && (region === '' || (park.region ?? park.group).code === region));
  const narrowed = search.trim() !== '' || region !== '';
  if (parks.length === 0) return <Notice title={t('parks.none')} text={t('parks.noneNext')} />;
  return (
    <>
      <div className={styles.tools}>
        <Choice
          label={t('compare.view')}
          chosen={view}
          choose={setView}
          choices={[
            { value: 'now', word: t('compare.now') },
            { value: 'compare', word: t('compare.title') },
          ]}
        />
        {regions.length > 1 ? (
          <Choice
            label={t('parks.region')}
            chosen={region}
            choose={setRegion}
            choices={[
              { value: '', word: `${t('all')} ${parks.length}` },
              ...regions.map(({ code, name, parks: own }) => ({ value: code, word: `${nameOf(name)} ${own.length}` })),
            ]}
          />
        ) : null}
        <ButtonLink href="/reports">{t('nav.reports')}</ButtonLink>
        {parks.length >= SEARCH_FROM ? <SearchField label={t('parks.search')} text={search} search={setSearch} /> : null}
      </div>
      {shown.length === 0 ? <Notice title={t('nothingFound')} /> : null}
      {view === 'compare' && shown.length > 0 ? <Compare parks={shown} narrowed={narrowed} /> : null}
      {view === 'now' && (shown.length <= FOLD_FROM || narrowed) ? <Tiles parks={shown} /> : null}
      {view === 'now' && shown.length > FOLD_FROM && !narrowed ? <Folded parks={shown} /> : null}
    </>
  );
}

/** A group of more parks is folded by region: hundreds of tiles are nobody's glance. */
const FOLD_FROM = 40;

const Tiles = ({ parks }: { readonly parks: readonly ParkLine[] }) => (
  <div className={styles.tiles}>
    {parks.map((park) => (
      <ParkTile key={park.code} park={park} />
    ))}
  </div>
);

/** Tiles of a closed region are not seen, so their boards are not watched. */
function Folded({ parks }: { readonly parks: readonly ParkLine[] }) {
  const nameOf = useNames();
  return (
    <div className={styles.regions}>
      {regionsOf(parks).map(({ code, name, parks: own }, i) => (
        <Fold
          key={code}
          open={i === 0}
          summary={
            <>
              {nameOf(name)} <small>{own.length}</small>
            </>
          }
        >
          {() => <Tiles parks={own} />}
        </Fold>
      ))}
    </div>
  );
}

const matches = ({ code, name, city }: ParkLine, search: string): boolean =>
  [code, name.zh, name.en, city].some((text) => text.toLowerCase().includes(search.trim().toLowerCase()));

const Waiting = () => (
  <div className={styles.tiles} aria-hidden="true">
    {[1, 2, 3, 4].map((n) => (
      <div key={n} className={styles.waiting} />
    ))}
  </div>
);
