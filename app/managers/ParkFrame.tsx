'use client';

import type { ReactNode } from 'react';
import { useBoard } from '../live/use-board.ts';
import { Notice } from '../parts/Notice.tsx';
import { ConnectionState } from '../shell/ConnectionState.tsx';
import { NewBuild } from '../shell/NewBuild.tsx';
import { MAIN_ID } from '../shell/SkipLink.tsx';
import { useWords } from '../words/use-words.ts';
import styles from './ParkFrame.module.css';
import { ParkNav } from './ParkNav.tsx';
import { ParkSwitch } from './ParkSwitch.tsx';
import { RememberPark } from './RememberPark.tsx';
import { TopBar } from './TopBar.tsx';

interface Props {
  readonly park: string;
  readonly children: ReactNode;
}

/** Around every page of one park: which park, where one is in it, and whether it is live. */
export function ParkFrame({ park, children }: Props) {
  const t = useWords();
  const refused = useBoard({ type: 'park', park }, (state) => (state.type === 'refused' ? state.code : null));
  const dataAt = useBoard({ type: 'park', park }, (state) => (state.type === 'shown' ? state.data.dataAt : null));
  return (
    <div className={styles.frame}>
      <TopBar title={<ParkSwitch park={park} />} nav={<ParkNav park={park} />} state={<ConnectionState dataAt={dataAt} />} park={park} />
      <NewBuild />
      <RememberPark park={park} />
      <main id={MAIN_ID} tabIndex={-1} className={styles.main}>
        {refused === null ? children : <Notice title={t('park.refused', { park })} text={t('park.refusedNext', { code: refused })} />}
      </main>
    </div>
  );
}
