'use client';

import { usePathname, useRouter } from 'next/navigation';
import { askParks } from '../rpc/api.ts';
import type { ParkLine } from '../rpc/shapes.ts';
import { dataOf } from '../rpc/use-curves.ts';
import { useQuery } from '../rpc/use-query.ts';
import { Icon } from '../shell/Icon.tsx';
import { useNames, useWords } from '../words/use-words.ts';
import styles from './ParkSwitch.module.css';
import { regionsOf } from './regions.ts';

/** The park's name is the switch to another park, by region; one stays on the same kind of page, but not at an account or meter that the other park has not. */
export function ParkSwitch({ park }: { readonly park: string }) {
  const t = useWords();
  const nameOf = useNames();
  const router = useRouter();
  const here = usePathname();
  const parks = dataOf(useQuery('parks', askParks));
  const own = parks?.find(({ code }) => code === park);
  const go = (code: string) => router.push(here.replace(/^\/parks\/[^/]+(\/[^/]+)?.*$/, `/parks/${encodeURIComponent(code)}$1`));
  const option = ({ code, name }: ParkLine) => (
    <option key={code} value={code}>
      {nameOf(name)}
    </option>
  );
  return (
    <div className={styles.switch}>
      <span>{own ? nameOf(own.name) : park}</span>
      {parks && parks.length > 1 ? (
        <>
          <Icon name="chevron" />
          <select aria-label={t('park.switch')} value={park} onChange={(event) => go(event.target.value)}>
            {regionsOf(parks).map((region) => (
              <optgroup key={region.code} label={nameOf(region.name)}>
                {region.parks.map(option)}
              </optgroup>
            ))}
          </select>
        </>
      ) : null}
    </div>
  );
}
