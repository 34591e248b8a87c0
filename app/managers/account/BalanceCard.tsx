'use client';

import type { AccountBoard } from '#domain/board/board.ts';
import { freshnessOf } from '../../format/age.ts';
import { isNegative, yuanGrouped } from '../../format/money.ts';
import { inScale, powerScale } from '../../format/quantity.ts';
import { useFromNow } from '../../live/use-now.ts';
import { AgeText } from '../../parts/AgeText.tsx';
import { GlideYuan } from '../../parts/Glide.tsx';
import { PARK_INTERVAL_S } from '../../parts/park-freshness.ts';
import { SeverityMark, severityOfLevel } from '../../parts/SeverityMark.tsx';
import { useDaysLeft } from '../../parts/use-days-left.ts';
import { useWords } from '../../words/use-words.ts';
import { Cut } from '../AccountCells.tsx';
import styles from './BalanceCard.module.css';

/** What is available and what it is made of: the ledger less what is used and not posted. */
export function BalanceCard({ board }: { readonly board: AccountBoard }) {
  const t = useWords();
  const daysLeft = useDaysLeft();
  const { at, kind } = board;
  const fresh = useFromNow((now) => freshnessOf(at, PARK_INTERVAL_S, now)) ?? 'fresh';
  const severity = kind === 'prepaid' ? severityOfLevel(board.level) : null;
  const power = powerScale(board.power);
  return (
    <section className={styles.balance} data-fresh={fresh}>
      <p className={styles.head}>
        <span>{kind === 'prepaid' ? t('accounts.available') : t('account.balance')}</span>
        <span>
          {t('accounts.asOf')} <AgeText at={at} />
        </span>
      </p>
      <p className={styles.figure} data-owes={kind === 'prepaid' && isNegative(board.available)}>
        {severity === null ? null : <SeverityMark severity={severity} />}
        <small>¥</small>
        <GlideYuan yuan={board.available} />
      </p>
      <p className={styles.formula}>
        <span>
          <small>{t('accounts.ledger')}</small> {yuanGrouped(board.ledger)}
        </span>
        <i aria-hidden="true">−</i>
        <span>
          <small>{t('accounts.unposted')}</small> {yuanGrouped(board.unposted)}
        </span>
        <i aria-hidden="true">=</i>
        <span>
          <small>{kind === 'prepaid' ? t('accounts.available') : t('account.balance')}</small> {yuanGrouped(board.available)}
        </span>
      </p>
      <dl className={styles.facts}>
        {kind === 'prepaid' ? (
          <>
            <Fact name={t('accounts.level')}>{t(`level.${board.level}`)}</Fact>
            <Fact name={t('accounts.daysLeft')}>{daysLeft(board.daysLeft)}</Fact>
            <Fact name={t('accounts.supply')}>
              <Cut cut={board.cut} />
            </Fact>
          </>
        ) : null}
        <Fact name={t('accounts.today')}>¥{yuanGrouped(board.todayYuan)}</Fact>
        <Fact name={t('accounts.month')}>¥{yuanGrouped(board.monthYuan)}</Fact>
        <Fact name={t('meters.power')}>
          {inScale(board.power, power)} {power.unit}
        </Fact>
      </dl>
    </section>
  );
}

const Fact = ({ name, children }: { readonly name: string; readonly children: React.ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
