import { priceFromYuan } from '#domain/units/money.ts';
import type { Version } from '../../rpc/tariffs-api.ts';
import { useNames, useWords } from '../../words/use-words.ts';
import styles from './PriceTable.module.css';
import { alignedPrices, deliveredOf, periodsOf } from './price-rows.ts';

/** Components by period, and what they come to. On a phone each is a block of its own. */
export function PriceTable({ version, unit }: { readonly version: Version; readonly unit: string }) {
  const t = useWords();
  const nameOf = useNames();
  const periods = periodsOf(version.rules);
  const { components } = version;
  if (components.length === 0) return null;
  const sums = periods.map((period) => ({ period, yuan: deliveredOf(components, period) ?? '' }));
  const text = alignedPrices([
    ...components.flatMap(({ prices }) => periods.map((period) => prices[period])),
    ...sums.map(({ yuan }) => yuan),
  ]);
  return (
    <table className={styles.table}>
      <caption className="unseen">{unit}</caption>
      <thead>
        <tr>
          <th scope="col">{t('tariffs.component')}</th>
          {periods.map((period) => (
            <th key={period} scope="col">
              <i style={{ background: `var(--${period})` }} />
              {t(`period.${period}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {components.map(({ code, name, prices }) => (
          <tr key={code} data-plain={periods.every((period) => isSame(prices[period], prices.flat))}>
            <th scope="row">{nameOf(name)}</th>
            {periods.map((period) => (
              <td key={period} data-name={t(`period.${period}`)} data-same={period !== 'flat' && isSame(prices[period], prices.flat)}>
                {text(prices[period])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      {components.length > 1 || version.vectors.length > 0 ? (
        <tfoot>
          <tr>
            <th scope="row">
              {t('tariffs.delivered')} {version.vectors.length > 0 ? <small>{t('tariffs.plusClock')}</small> : null}
            </th>
            {sums.map(({ period, yuan }) => (
              <td key={period} data-name={t(`period.${period}`)}>
                {text(yuan)}
              </td>
            ))}
          </tr>
        </tfoot>
      ) : null}
    </table>
  );
}

const isSame = (a: string, b: string): boolean => priceFromYuan(a) === priceFromYuan(b);
