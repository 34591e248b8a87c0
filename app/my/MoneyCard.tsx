'use client';

import { useLocale } from 'use-intl';
import type { AccountBoard } from '#domain/board/board.ts';
import { HOUR_MS, instantMs } from '#domain/time/instant.ts';
import { freshnessOf } from '../format/age.ts';
import { isNegative, yuanGrouped } from '../format/money.ts';
import { grouped } from '../format/quantity.ts';
import { shortDate } from '../format/time.ts';
import { useConnection, useFromNow } from '../live/use-now.ts';
import { SEEN_STEP_MS, useRememberSeen } from '../offline/use-remember-seen.ts';
import { AgeText } from '../parts/AgeText.tsx';
import { GlideYuan } from '../parts/Glide.tsx';
import { PARK_INTERVAL_S } from '../parts/park-freshness.ts';
import { SeverityMark, severityOfLevel } from '../parts/SeverityMark.tsx';
import { useNames, useWords } from '../words/use-words.ts';
import styles from './MoneyCard.module.css';
import type { PeriodPrice } from './sum-curves.ts';
import type { AccountUse } from './use-account-use.ts';
import { Why } from './Why.tsx';

interface Props {
  readonly board: AccountBoard;
  readonly zone: string | null;
  readonly use: AccountUse;
  /** Yuan per kWh in each period of today. */
  readonly price: readonly PeriodPrice[];
}

/** What is left, for how long, and of what it is made. */
export function MoneyCard({ board, zone, use, price }: Props) {
  const t = useWords();
  const { at } = board;
  const nameOf = useNames();
  useRememberSeen(`${board.code} ${at === null ? '' : Math.floor(at / SEEN_STEP_MS)}`, () => {
    const name = nameOf(board.name);
    return { page: 'my', park: '', name, at, figure: `¥${yuanGrouped(board.available)}`, lines: [] };
  });
  const connection = useConnection();
  const fresh = useFromNow((now) => freshnessOf(at, PARK_INTERVAL_S, now)) ?? 'fresh';
  return (
    <section className={styles.money} data-fresh={connection.type === 'offline' && fresh === 'fresh' ? 'stale' : fresh}>
      <div className={styles.top}>
        <span>{board.kind === 'prepaid' ? t('my.available') : t('my.balance')}</span>
        <span className={styles.age}>
          {connection.type === 'offline' ? `${t('line.broken')} · ` : ''}
          {t('my.asOf')} <AgeText at={at} />
        </span>
      </div>
      <p className={styles.figure} data-negative={isNegative(board.available)}>
        <small>¥</small>
        <GlideYuan yuan={board.available} />
      </p>
      {board.kind === 'prepaid' ? <DaysLeft board={board} zone={zone} /> : null}
      <State board={board} />
      <Why board={board} use={use} price={price} />
    </section>
  );
}

function DaysLeft({ board, zone }: Pick<Props, 'board' | 'zone'>) {
  const t = useWords();
  const locale = useLocale();
  const { daysLeft } = board;
  const until = useFromNow((now) =>
    daysLeft === null || zone === null ? null : shortDate(instantMs(Math.round(now + daysLeft * 24 * HOUR_MS)), zone, locale),
  );
  if (daysLeft === null) return <p className={styles.days}>{t('my.noPace')}</p>;
  return (
    <p className={styles.days}>
      <b>{t('my.daysLeft', { days: daysLeft < 10 ? grouped(Math.max(0, daysLeft), 1) : grouped(Math.floor(daysLeft)) })}</b>
      {until === null ? null : <span className={styles.note}>{t('my.until', { date: until })}</span>}
    </p>
  );
}

/** A low balance, a cut-off, or what holds one back: in plain words. */
function State({ board }: { readonly board: AccountBoard }) {
  const t = useWords();
  const severity = severityOfLevel(board.level);
  const text =
    board.cut.type === 'off' || board.cut.type === 'cut'
      ? t('my.state.off')
      : board.cut.type === 'pending'
        ? t(`my.state.${board.cut.because}`)
        : severity === null
          ? null
          : t(`my.level.${board.level}`);
  if (text === null) return null;
  return (
    <p className={styles.state}>
      <SeverityMark severity={severity ?? 'warning'} />
      <span>{text}</span>
    </p>
  );
}
