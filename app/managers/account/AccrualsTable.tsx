import Link from 'next/link';
import { yuanGrouped } from '../../format/money.ts';
import { PERIODS } from '../../format/periods.ts';
import { inScale, KWH, waterScale } from '../../format/quantity.ts';
import { yuanOf } from '../../my/use-sums.ts';
import { useWords } from '../../words/use-words.ts';
import styles from './AccrualsTable.module.css';
import { type DayUse, tiersOf } from './days-of-use.ts';

interface Props {
  readonly days: readonly DayUse[];
  /** Where a day's amount is opened. */
  readonly hrefOf: (day: string) => string;
}

/** The ledger of accruals, newest day first: what each day adds to the bill. Closed until somebody asks for it. */
export function AccrualsTable({ days, hrefOf }: Props) {
  const t = useWords();
  const used = days.filter(({ electricity, water }) => electricity.quantity > 0 || water.quantity > 0).toReversed();
  const periods = PERIODS.filter((period) => used.some(({ electricity }) => electricity.periods.some((use) => use.period === period)));
  const hasWater = used.some(({ water }) => water.quantity > 0);
  const hasTiers = used.some((day) => tiersOf(day) !== 0n);
  return (
    <details className={styles.accruals}>
      <summary>{t('account.accruals', { n: used.length })}</summary>
      <div className={styles.scroll}>
        <table aria-label={t('account.accrualsTable')}>
          <thead>
            <tr>
              <th scope="col">{t('account.day')}</th>
              {periods.map((period) => (
                <th key={period} scope="col">
                  {t(`period.${period}`)}
                </th>
              ))}
              <th scope="col">kWh</th>
              {hasWater ? <th scope="col">m³</th> : null}
              {hasTiers ? <th scope="col">{t('account.ofTiers')}</th> : null}
              <th scope="col">{t('unit.yuan')}</th>
            </tr>
          </thead>
          <tbody>
            {used.map((one) => {
              const { day, electricity, water, charge } = one;
              return (
                <tr key={day}>
                  <th scope="row">
                    <Link href={hrefOf(String(day))} prefetch={false} aria-label={t('why.openDay', { day: String(day) })}>
                      {day}
                    </Link>
                  </th>
                  {periods.map((period) => (
                    <td key={period} data-quiet>
                      {inScale(electricity.periods.find((use) => use.period === period)?.quantity ?? 0, KWH)}
                    </td>
                  ))}
                  <td>{inScale(electricity.quantity, KWH)}</td>
                  {hasWater ? <td>{inScale(water.quantity, waterScale(water.quantity))}</td> : null}
                  {hasTiers ? <td data-quiet>{yuanGrouped(yuanOf(tiersOf(one)))}</td> : null}
                  <td>{yuanGrouped(yuanOf(charge))}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </details>
  );
}
