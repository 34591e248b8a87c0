'use client';

import { useState } from 'react';
import { SearchField } from '../../parts/SearchField.tsx';
import type { OpeningGround } from '../../rpc/counter-api.ts';
import { useNames, useWords } from '../../words/use-words.ts';
import styles from './OpenAccount.module.css';

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
}

/** Points in sight at once; the rest is found by typing. */
const SHOWN_MAX = 12;

/** Metering points to tick: free ones first; a ticked one asks for its price and what was read. */
export function OpeningPoints({ ground, chosen, choose, faultAt }: Props) {
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
          const tick = () =>
            own
              ? choose(chosen.filter(({ point }) => point !== code))
              : choose([...chosen, { point: code, tariff: prices.length === 1 && only ? only.code : '', register: '' }]);
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
