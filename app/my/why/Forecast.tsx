'use client';

import { isZero, yuanGrouped } from '../../format/money.ts';
import { grouped } from '../../format/quantity.ts';
import { Bone } from '../../parts/Bone.tsx';
import { type AccountForecast, askForecast } from '../../rpc/explain-api.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import styles from './Forecast.module.css';

/** What the month will come to, how long the balance lasts, and how that is known. It stands beside other things: without an answer it is not there. */
export function Forecast({ account }: { readonly account: string }) {
  const t = useWords();
  const query = useQuery(`forecast ${account}`, (signal) => askForecast(account, signal));
  if (query.type === 'failed') return null;
  if (query.type === 'loading') return <Bone height="88px" />;
  const { method, overDays, monthSoFarYuan, monthEndYuan, parts, daysLeft, emptyOn } = query.data;
  return (
    <section className={styles.forecast}>
      <h2>{t('why.forecast')}</h2>
      {monthEndYuan === null ? null : (
        <p className={styles.figure}>
          ¥<b>{yuanGrouped(monthEndYuan)}</b> <small>{t('why.forecastSoFar', { yuan: yuanGrouped(monthSoFarYuan) })}</small>
        </p>
      )}
      {parts === null ? null : <Parts parts={parts} />}
      {daysLeft === null || emptyOn === null ? null : <p>{t('why.lasts', { n: daysLeft, day: emptyOn })}</p>}
      <p className={styles.method}>{t(`why.method.${method}`, { n: overDays })}</p>
      {parts === null ? null : (
        <p className={styles.method}>
          {t('why.forecastWithout')}
          {parts.demand !== null && daysLeft !== null ? ` ${t('why.demandLater')}` : null}
        </p>
      )}
    </section>
  );
}

type PartsShown = NonNullable<AccountForecast['parts']>;

/** What the figure is made of, where it is more than use at its prices, and what each part assumes. */
function Parts({ parts: { energyYuan, tiersYuan, demand } }: { readonly parts: PartsShown }) {
  const t = useWords();
  if (isZero(tiersYuan) && demand === null) return null;
  return (
    <dl className={styles.parts}>
      <dt>{t('why.part.energy')}</dt>
      <dd>{yuanGrouped(energyYuan)}</dd>
      {isZero(tiersYuan) ? null : (
        <>
          <dt>
            {t('why.part.tiers')} <small>{t('why.part.tiersBy')}</small>
          </dt>
          <dd>{yuanGrouped(tiersYuan)}</dd>
        </>
      )}
      {demand === null ? null : (
        <>
          <dt>
            {t(`why.part.${demand.mode}`)}{' '}
            <small>
              {t(`why.part.${demand.mode}By`, { n: grouped(demand.quantity / KILO, 1), max: grouped(demand.maxDemandW / KILO, 1) })}
              {demand.discounted ? t('why.part.discounted') : null}
            </small>
          </dt>
          <dd>{yuanGrouped(demand.yuan)}</dd>
        </>
      )}
    </dl>
  );
}

const KILO = 1_000;
