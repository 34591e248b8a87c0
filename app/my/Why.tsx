'use client';

import type { ReactNode } from 'react';
import type { AccountBoard } from '#domain/board/board.ts';
import { exact, fen, yuanFromFen } from '#domain/units/money.ts';
import { kiloText } from '../format/exact.ts';
import { fenOf, isZero, priceShort, yuanGrouped } from '../format/money.ts';
import { inScale, KWH, waterScale } from '../format/quantity.ts';
import { Icon } from '../shell/Icon.tsx';
import { useNames, useWords } from '../words/use-words.ts';
import type { PeriodPrice } from './sum-curves.ts';
import type { AccountUse } from './use-account-use.ts';
import { type TierUse, yuanOf } from './use-sums.ts';
import styles from './Why.module.css';

interface Props {
  readonly board: AccountBoard;
  readonly use: AccountUse;
  readonly price: readonly PeriodPrice[];
}

/** Why this amount: the sum it is, and behind it today's use by period and price, in plain words. */
export function Why({ board, use, price }: Props) {
  const t = useWords();
  return (
    <>
      <dl className={styles.sum}>
        <div>
          <dt>{t('my.ledger')}</dt>
          <dd>{yuanGrouped(board.ledger)}</dd>
        </div>
        <i aria-hidden="true">−</i>
        <div>
          <dt>{t('my.unposted')}</dt>
          <dd>{yuanGrouped(board.unposted)}</dd>
        </div>
        <i aria-hidden="true">=</i>
        <div>
          <dt>{board.kind === 'prepaid' ? t('my.available') : t('my.balance')}</dt>
          <dd>{yuanGrouped(board.available)}</dd>
        </div>
      </dl>
      <details className={styles.why}>
        <summary>
          {t('my.why.title')}
          <Icon name="chevron" />
        </summary>
        <p className={styles.words}>{t('my.why.ledger')}</p>
        <p className={styles.words}>{t('my.why.unposted')}</p>
        <Unposted board={board} use={use} price={price} />
      </details>
    </>
  );
}

/** The lines of what is used and not yet posted: their sum is the figure above, to the fen. */
function Unposted({ board, use, price }: Props) {
  const t = useWords();
  const { electricity, water } = use;
  if (electricity === null || water === null) return null;
  const closed = fenOf(yuanOf(electricity.today.charge)) + fenOf(yuanOf(water.today.charge));
  const open = fenOf(board.todayYuan) - closed;
  const earlier = fenOf(board.unposted) - fenOf(board.todayYuan);
  const priceIn = new Map(price.map((one) => [one.period, one.price]));
  return (
    <table className={styles.lines}>
      <caption className="unseen">{t('my.why.title')}</caption>
      <thead className="unseen">
        <tr>
          <th scope="col">{t('my.why.what')}</th>
          <th scope="col">{t('my.why.reckoning')}</th>
          <th scope="col">{t('unit.yuan')}</th>
        </tr>
      </thead>
      <tbody>
        {electricity.today.periods.map(({ period, quantity, yuan }) => (
          <Line key={period} colour={`var(--${period})`} name={t('my.why.today', { what: t(`period.${period}`) })} yuan={yuan}>
            {inScale(quantity, KWH)} kWh{priceIn.has(period) ? ` × ${priceShort(priceIn.get(period) ?? '')}` : ''}
          </Line>
        ))}
        {electricity.today.tiers.map((tier) => (
          <TierOfToday key={tier.component} tier={tier} unit="kWh" />
        ))}
        {water.today.quantity > 0 ? (
          <Line name={t('my.why.today', { what: t('my.water') })} yuan={yuanOf(exact(water.today.charge - chargeOf(water.today.tiers)))}>
            {inScale(water.today.quantity, waterScale(water.today.quantity))} m³
          </Line>
        ) : null}
        {water.today.tiers.map((tier) => (
          <TierOfToday key={tier.component} tier={tier} unit="m³" />
        ))}
        {open > 0n ? (
          <Line name={t('my.why.open')} yuan={yuanFromFen(fen(open))}>
            {t('my.why.running')}
          </Line>
        ) : null}
        {earlier === 0n ? null : <Line name={t('my.why.earlier')} yuan={yuanFromFen(fen(earlier))} />}
      </tbody>
      <tfoot>
        <Line name={t('my.unposted')} yuan={board.unposted} />
      </tfoot>
    </table>
  );
}

const chargeOf = (tiers: readonly TierUse[]): bigint => tiers.reduce((sum, { charge }) => sum + charge, 0n);

/** What a tier adds to today's use: the part of it that lies in the tier, and the price that comes on top. */
function TierOfToday({ tier, unit }: { readonly tier: TierUse; readonly unit: string }) {
  const t = useWords();
  const nameOf = useNames();
  return (
    <Line name={t('my.why.today', { what: nameOf(tier.name) })} yuan={yuanOf(tier.charge)}>
      {kiloText(tier.quantity)} {unit}
      {tier.price === null ? '' : ` × ${priceShort(tier.price)}`}
    </Line>
  );
}

interface LineProps {
  readonly name: string;
  readonly yuan: string;
  readonly colour?: string;
  readonly children?: ReactNode;
}

function Line({ name, yuan, colour, children }: LineProps) {
  return (
    <tr>
      <th scope="row">
        {colour === undefined ? null : <i style={{ background: colour }} />}
        {name}
      </th>
      <td>{children}</td>
      <td>{isZero(yuan) ? '0.00' : yuanGrouped(yuan)}</td>
    </tr>
  );
}
