import Link from 'next/link';
import type { Period } from '#domain/tariff/tariff.ts';
import { exactText, kiloText } from '../../format/exact.ts';
import { yuanGrouped } from '../../format/money.ts';
import { grouped, inScale, KWH, percent, waterScale } from '../../format/quantity.ts';
import { type TierUse, type Use, yuanOf } from '../../my/use-sums.ts';
import { useNames, useWords } from '../../words/use-words.ts';
import { unpriced } from './days-of-use.ts';
import styles from './PeriodTable.module.css';

interface Props {
  readonly electricity: Use;
  readonly water: Use;
  /** Where what a period cost is opened. */
  readonly hrefOf: (period: Period) => string;
}

/** The sums of the span: quantity, share and yuan of each period, what each tier added; water below. */
export function PeriodTable({ electricity, water, hrefOf }: Props) {
  const t = useWords();
  const total = Math.max(1, electricity.quantity);
  const free = unpriced(electricity);
  const scale = waterScale(water.quantity);
  return (
    <table className={styles.table} aria-label={t('account.byPeriod')}>
      <thead>
        <tr>
          <th scope="col">{t('account.period')}</th>
          <th scope="col">kWh</th>
          <th scope="col">%</th>
          <th scope="col">{t('unit.yuan')}</th>
        </tr>
      </thead>
      <tbody>
        {electricity.periods.map(({ period, quantity, yuan }) => (
          <tr key={period}>
            <th scope="row">
              <i style={{ background: `var(--${period})` }} />
              <Link href={hrefOf(period)} prefetch={false}>
                {t(`period.${period}`)}
              </Link>
            </th>
            <td>{inScale(quantity, KWH)}</td>
            <td>{percent(quantity / total)}</td>
            <td>{yuanGrouped(yuan)}</td>
          </tr>
        ))}
        {free > 0 ? (
          <tr>
            <th scope="row">
              <i style={{ background: 'var(--load-off)' }} />
              {t('account.unpriced')}
            </th>
            <td>{inScale(free, KWH)}</td>
            <td>{percent(free / total)}</td>
            <td>–</td>
          </tr>
        ) : null}
        {electricity.tiers.map((tier) => (
          <TierRow key={tier.component} tier={tier} unit="kWh" />
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('account.sum')}</th>
          <td>{inScale(electricity.quantity, KWH)}</td>
          <td>{grouped(100)}</td>
          <td>{yuanGrouped(yuanOf(electricity.charge))}</td>
        </tr>
        {water.tiers.map((tier) => (
          <TierRow key={tier.component} tier={tier} unit="m³" />
        ))}
        {water.quantity > 0 ? (
          <tr>
            <th scope="row">{t('live.water')}</th>
            <td>
              {inScale(water.quantity, scale)} {scale.unit}
            </td>
            <td />
            <td>{yuanGrouped(yuanOf(water.charge))}</td>
          </tr>
        ) : null}
      </tfoot>
    </table>
  );
}

/** What a tier adds: its quantity is a part of what stands above, so it stands in the name and not in the column. */
function TierRow({ tier, unit }: { readonly tier: TierUse; readonly unit: string }) {
  const nameOf = useNames();
  const { name, quantity, price, charge } = tier;
  return (
    <tr>
      <th scope="row" colSpan={3}>
        {nameOf(name)}{' '}
        <small>
          {kiloText(quantity)} {unit}
          {price === null ? null : ` × ${exactText(price)}`}
        </small>
      </th>
      <td>{yuanGrouped(yuanOf(charge))}</td>
    </tr>
  );
}
