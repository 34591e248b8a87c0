'use client';

import { yuanGrouped } from '../../format/money.ts';
import { Bone } from '../../parts/Bone.tsx';
import { Failed } from '../../parts/Failed.tsx';
import type { OfMonth } from '../../rpc/allocation-api.ts';
import { askMethods } from '../../rpc/purchase-api.ts';
import type { MethodName } from '../../rpc/purchase-shapes.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import { kWhText } from '../allocation/figures.ts';
import { useAllocationNames } from '../allocation/use-allocation-names.ts';
import { Card } from '../Card.tsx';
import figures from '../FigureTable.module.css';
import styles from './Purchase.module.css';

interface Props {
  readonly of: OfMonth;
  /** Changes with the bills. */
  readonly version: string;
}

const METHODS: readonly MethodName[] = ['composite', 'period', 'interval'];
/** Of a look: those who use most say what a method does. */
const ROWS_MAX = 40;

/** What each would owe of the month's bills by methods A, B and C; each column sums to the bills. */
export function MethodsCard({ of, version }: Props) {
  const t = useWords();
  const names = useAllocationNames(of.park);
  const query = useQuery(`methods ${of.park} ${of.month} ${version}`, (signal) => askMethods(of, signal));
  const data = query.type === 'ready' ? query.data : null;
  return (
    <Card
      title={t('purchase.compare')}
      note={data?.type === 'compared' ? t('purchase.compareNote') : null}
      folds={data?.type === 'compared'}
    >
      {query.type === 'loading' ? <Bone height="14em" /> : null}
      {query.type === 'failed' ? <Failed failure={query.failure} again={query.again} /> : null}
      {data?.type === 'not' ? <p className={styles.none}>{t(`purchase.compareNot.${data.because}`)}</p> : null}
      {data?.type === 'compared' ? (
        <table className={figures.table} data-three aria-label={t('purchase.compare')}>
          <thead>
            <tr>
              <th scope="col">{t('purchase.who')}</th>
              <th scope="col">kWh</th>
              {METHODS.map((method) => (
                <th scope="col" key={method}>
                  {t(`purchase.methodShort.${method}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.accounts.slice(0, ROWS_MAX).map((row) => (
              <tr key={row.account ?? ''}>
                <th scope="row">{row.account === null ? t('purchase.landlord') : names.account(row.account)}</th>
                <td data-unit="kWh">{kWhText(row.wh)}</td>
                {METHODS.map((method) => {
                  const yuan = row[method];
                  return <td key={method}>{yuan === null ? '–' : yuanGrouped(yuan)}</td>;
                })}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('purchase.total')}</th>
              <td data-unit="kWh">{kWhText(data.accounts.reduce((sum, { wh }) => sum + wh, 0))}</td>
              {data.totals.map(({ method, yuan, nobody }) => (
                <td key={method}>
                  {yuan === null ? t('purchase.nobody', { period: nobody === null ? '' : t(`period.${nobody}`) }) : yuanGrouped(yuan)}
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      ) : null}
    </Card>
  );
}
