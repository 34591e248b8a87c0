'use client';

import { yuanGrouped } from '../../format/money.ts';
import { percent } from '../../format/quantity.ts';
import type { AllocationRun } from '../../rpc/allocation-shapes.ts';
import { useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import styles from './BalanceCard.module.css';
import { kWhText } from './figures.ts';

const PARTS = ['tenantWh', 'sharedWh', 'lineLossWh', 'transformerLossWh'] as const;
const SOURCES = ['gridWh', 'pvWh', 'storageWh'] as const;

/** Where the month's energy went, to the Wh: what came in, and its parts that sum to it. */
export function BalanceCard({ run }: { readonly run: AllocationRun }) {
  const t = useWords();
  const inputWh = run.gridWh + run.pvWh + run.storageWh;
  const lostWh = run.lineLossWh + run.transformerLossWh;
  const part = (wh: number) => percent(wh / Math.max(1, inputWh), 2);
  const parts = PARTS.filter((key) => run[key] !== 0);
  return (
    <Card title={t('allocation.balance')} note="kWh">
      <p className={styles.lead}>
        <b>{kWhText(inputWh)}</b>
        <span>{t('allocation.cameIn')}</span>
        <span className={styles.rate}>{t('allocation.lossRate', { share: part(lostWh) })}</span>
      </p>
      {parts.every((key) => run[key] >= 0) ? (
        <div className={styles.bar} aria-hidden="true">
          {parts.map((key) => (
            <i key={key} data-part={key} style={{ flexGrow: run[key] / Math.max(1, inputWh) }} />
          ))}
        </div>
      ) : null}
      <table className={styles.table} aria-label={t('allocation.balance')}>
        <tbody>
          {parts.map((key) => (
            <tr key={key}>
              <th scope="row">
                <i data-part={key} aria-hidden="true" />
                {t(`allocation.part.${key}`)}
              </th>
              <td>{part(run[key])} %</td>
              <td>{kWhText(run[key])}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('allocation.sum')}</th>
            <td />
            <td>{kWhText(run.tenantWh + run.sharedWh + lostWh)}</td>
          </tr>
          {SOURCES.filter((key) => run[key] !== 0 && run[key] !== inputWh).map((key) => (
            <tr key={key} className={styles.source}>
              <th scope="row">{t(`allocation.source.${key}`)}</th>
              <td />
              <td>{kWhText(run[key])}</td>
            </tr>
          ))}
        </tfoot>
      </table>
      {run.ownYuan === null ? (
        <p className={styles.note}>
          {run.energyYuan === null ? t('allocation.noPrice') : t('allocation.energyYuan', { yuan: yuanGrouped(run.energyYuan) })}
        </p>
      ) : null}
    </Card>
  );
}
