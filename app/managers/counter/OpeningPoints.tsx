'use client';

import { useState } from 'react';
import { PhotoField } from '../../parts/photo/PhotoField.tsx';
import type { Photos } from '../../parts/photo/use-photos.ts';
import { SearchField } from '../../parts/SearchField.tsx';
import type { OpeningGround } from '../../rpc/counter-api.ts';
import { useNames, useWords } from '../../words/use-words.ts';
import styles from './OpenAccount.module.css';
import { READING_PHOTOS_MAX } from './reading-photos.ts';

export interface ChosenPoint {
  readonly point: string;
  /** Empty: not chosen yet. */
  readonly tariff: string;
  /** What was read there; empty: nothing. */
  readonly register: string;
}

interface Props {
  readonly ground: OpeningGround;
  readonly chosen: readonly ChosenPoint[];
  readonly choose: (points: readonly ChosenPoint[]) => void;
  readonly faultAt: (path: string) => string | null;
  /** Of what was read, by the code of the point. */
  readonly photos: Photos;
}

/** Points in sight at once; the rest is found by typing. */
const SHOWN_MAX = 12;

/** Metering points to tick: free ones first; a ticked one asks for its price and what was read, with photos. */
export function OpeningPoints({ ground, chosen, choose, faultAt, photos }: Props) {
  const t = useWords();
  const nameOf = useNames();
  const [text, search] = useState('');
  const wanted = text.trim().toLowerCase();
  const isChosen = (code: string) => chosen.some(({ point }) => point === code);
  const shown = ground.points
    .filter(({ code, name }) => isChosen(code) || wanted === '' || `${code} ${nameOf(name)}`.toLowerCase().includes(wanted))
    .toSorted((a, b) => rank(a, isChosen) - rank(b, isChosen))
    .slice(0, SHOWN_MAX + chosen.length);
  const change = (code: string, part: Partial<ChosenPoint>) =>
    choose(chosen.map((one) => (one.point === code ? { ...one, ...part } : one)));
  return (
    <>
      <SearchField label={t('opening.search')} text={text} search={search} />
      <ul className={styles.points}>
        {shown.map(({ code, name, medium, payer }) => {
          const index = chosen.findIndex(({ point }) => point === code);
          const own = chosen[index];
          const prices = ground.tariffs.filter((tariff) => tariff.medium === medium);
          const [only] = prices;
          const shots = photos.list.filter(({ field }) => field === code);
          const untick = () => {
            for (const { key } of shots) photos.remove(key);
            choose(chosen.filter(({ point }) => point !== code));
          };
          const tick = () =>
            own ? untick() : choose([...chosen, { point: code, tariff: prices.length === 1 && only ? only.code : '', register: '' }]);
          const fault = own ? faultAt(`points[${index}]`) : null;
          return (
            <li key={code} data-chosen={own !== undefined}>
              <label className={styles.check}>
                <input type="checkbox" checked={own !== undefined} onChange={tick} />
                <span>
                  <b>{code}</b> {nameOf(name)} · {t(`medium.${medium}`)}
                </span>
                <small>{payer ? t('opening.payer', { name: nameOf(payer.name) }) : t('opening.free')}</small>
              </label>
              {own ? (
                <div className={styles.pair}>
                  <select
                    aria-label={t('opening.tariff', { point: code })}
                    value={own.tariff}
                    onChange={(event) => change(code, { tariff: event.target.value })}
                  >
                    <option value="">–</option>
                    {prices.map((tariff) => (
                      <option key={tariff.code} value={tariff.code}>
                        {nameOf(tariff.name)}
                      </option>
                    ))}
                  </select>
                  <input
                    aria-label={t('opening.registerOf', { point: code })}
                    placeholder={`${t('opening.register')} ${medium === 'water' ? 'm³' : 'kWh'}`}
                    value={own.register}
                    inputMode="decimal"
                    autoComplete="off"
                    onChange={(event) => change(code, { register: event.target.value })}
                  />
                </div>
              ) : null}
              {own ? (
                <PhotoField
                  photos={photos}
                  field={code}
                  label={t('handover.photoOf', { point: code })}
                  more={shots.length < READING_PHOTOS_MAX}
                />
              ) : null}
              {fault === null ? null : (
                <p className={styles.fault} role="alert">
                  {fault}
                </p>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}

const rank = ({ code, payer }: OpeningGround['points'][number], isChosen: (code: string) => boolean): number =>
  isChosen(code) ? 0 : payer === null ? 1 : 2;
