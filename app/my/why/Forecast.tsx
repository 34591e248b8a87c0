'use client';

import { yuanGrouped } from '../../format/money.ts';
import { Bone } from '../../parts/Bone.tsx';
import { askForecast } from '../../rpc/explain-api.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import styles from './Forecast.module.css';

/** What the month will come to, how long the balance lasts, and how that is known. It stands beside other things: without an answer it is not there. */
export function Forecast({ account }: { readonly account: string }) {
  const t = useWords();
  const query = useQuery(`forecast ${account}`, (signal) => askForecast(account, signal));
  if (query.type === 'failed') return null;
  if (query.type === 'loading') return <Bone height="88px" />;
  const { method, overDays, monthSoFarYuan, monthEndYuan, daysLeft, emptyOn } = query.data;
  return (
    <section className={styles.forecast}>
      <h2>{t('why.forecast')}</h2>
      {monthEndYuan === null ? null : (
        <p className={styles.figure}>
          ¥<b>{yuanGrouped(monthEndYuan)}</b> <small>{t('why.forecastSoFar', { yuan: yuanGrouped(monthSoFarYuan) })}</small>
        </p>
      )}
      {daysLeft === null || emptyOn === null ? null : <p>{t('why.lasts', { n: daysLeft, day: emptyOn })}</p>}
      <p className={styles.method}>{t(`why.method.${method}`, { n: overDays })}</p>
    </section>
  );
}
