'use client';

import { kiloText } from '../../format/exact.ts';
import { isZero, yuanGrouped } from '../../format/money.ts';
import { inScale, KWH } from '../../format/quantity.ts';
import { Bone } from '../../parts/Bone.tsx';
import { Failed } from '../../parts/Failed.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { askTariffCompared, type TariffCompared } from '../../rpc/explain-api.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import { MonthBars } from './MonthBars.tsx';
import styles from './Table.module.css';
import { Verdict } from './Verdict.tsx';

type Question = Parameters<typeof askTariffCompared>[0];

/** What past months would have cost otherwise: the saving, the months as bars and as a table, and what to know about it. */
export function TariffWhatIf({ question }: { readonly question: Question }) {
  const t = useWords();
  const query = useQuery(`compare ${JSON.stringify(question)}`, (signal) => askTariffCompared(question, signal));
  if (query.type === 'failed') return <Failed failure={query.failure} again={query.again} />;
  if (query.type === 'loading') return <Bone height="420px" />;
  if (query.data.type === 'refused') return <Notice title={t(`whatIf.refused.${query.data.why}`)} text={t('whatIf.refusedNext')} />;
  return <Compared compared={query.data} />;
}

function Compared({ compared }: { readonly compared: Extract<TariffCompared, { type: 'compared' }> }) {
  const t = useWords();
  const { months, nowYuan, againstYuan, savingYuan } = compared;
  const other = months.find((month) => month.wh !== month.whCharged);
  const doubt = other ? t('whatIf.chargedOther', { month: other.month, charged: kiloText(other.whCharged), wh: kiloText(other.wh) }) : null;
  const wh = months.reduce((sum, month) => sum + month.wh, 0);
  return (
    <>
      <Verdict savingYuan={savingYuan} ofYuan={nowYuan} doubt={doubt} />
      <Card title={t('whatIf.chart')} note={t('unit.yuan')}>
        <MonthBars months={months} />
      </Card>
      <Card title={t('whatIf.byMonth')} note={t('unit.yuan')} folds>
        <Notes compared={compared} />
        <table className={styles.table} data-saving data-three>
          <thead>
            <tr>
              <th scope="col">{t('whatIf.month')}</th>
              <th scope="col">kWh</th>
              <th scope="col">{t('whatIf.now')}</th>
              <th scope="col">{t('whatIf.against')}</th>
              <th scope="col">{t('whatIf.saving')}</th>
            </tr>
          </thead>
          <tbody>
            {months.map((month) => (
              <tr key={month.month}>
                <th scope="row">
                  {month.month} {month.complete ? null : <small>{t('whatIf.partial')}</small>}
                </th>
                <td data-unit="kWh">{inScale(month.wh, KWH)}</td>
                <td>{yuanGrouped(month.nowYuan)}</td>
                <td>{yuanGrouped(month.againstYuan)}</td>
                <td data-loss={month.savingYuan.startsWith('-')}>{yuanGrouped(month.savingYuan)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('whatIf.sum')}</th>
              <td data-unit="kWh">{inScale(wh, KWH)}</td>
              <td>{yuanGrouped(nowYuan)}</td>
              <td>{yuanGrouped(againstYuan)}</td>
              <td data-loss={savingYuan.startsWith('-')}>{yuanGrouped(savingYuan)}</td>
            </tr>
          </tfoot>
        </table>
      </Card>
    </>
  );
}

/** What a reader must know before acting on it. */
function Notes({ compared }: { readonly compared: Extract<TariffCompared, { type: 'compared' }> }) {
  const t = useWords();
  const { months, takenBackFrom, sources, tiers } = compared;
  return (
    <ul className={styles.notes}>
      {isZero(tiers.nowYuan) && isZero(tiers.againstYuan) ? null : (
        <li>{t('whatIf.tiers', { now: yuanGrouped(tiers.nowYuan), against: yuanGrouped(tiers.againstYuan) })}</li>
      )}
      {takenBackFrom === null ? null : <li>{t('whatIf.takenBack', { from: takenBackFrom })}</li>}
      {months.every(({ complete }) => complete) ? null : <li>{t('whatIf.partialNote')}</li>}
      {sources.map((source) => (
        <li key={source}>
          {t('whatIf.source')}: {source}
        </li>
      ))}
    </ul>
  );
}
