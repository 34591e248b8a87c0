import { yuanGrouped } from '../../format/money.ts';
import type { Effect } from '../../rpc/tariffs-api.ts';
import { useNames, useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import styles from './EffectCard.module.css';
import { signed } from './signed-yuan.ts';
import { useEffectText } from './use-effect-text.ts';

/** What a version would do: in a sentence, in sums, and whom it touches most. */
export function EffectCard({ effect }: { readonly effect: Effect }) {
  const t = useWords();
  const nameOf = useNames();
  const text = useEffectText(effect);
  const { lastMonth, secondPart, months, top } = effect;
  return (
    <>
      <Card title={t('tariffs.effect')}>
        <p className={styles.does}>{text.does}</p>
        <ul className={styles.notes}>
          {text.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
        {months.length === 0 ? null : (
          <Sums rows={months.map((month) => ({ key: month.month, name: spanOf(month), ...month }))} label={t('tariffs.month')} />
        )}
      </Card>
      <Card title={t('tariffs.lastMonth', { month: lastMonth?.month ?? '' })} note={t('unit.yuan')}>
        {lastMonth === null ? (
          <p>{t('tariffs.lastMonthNone')}</p>
        ) : (
          <dl className={styles.sums}>
            <div>
              <dt>{t('tariffs.did')}</dt>
              <dd>{yuanGrouped(lastMonth.nowYuan)}</dd>
            </div>
            <div>
              <dt>{t('tariffs.would')}</dt>
              <dd>{yuanGrouped(lastMonth.againstYuan)}</dd>
            </div>
            <div data-main="true">
              <dt>{t('tariffs.difference')}</dt>
              <dd>{signed(lastMonth.differenceYuan)}</dd>
            </div>
          </dl>
        )}
        {secondPart === null ? null : <SecondPart of={secondPart} />}
      </Card>
      <Card
        title={t('tariffs.top')}
        note={months.length === 0 ? t('tariffs.topOf.lastMonth', { month: lastMonth?.month ?? '' }) : t('tariffs.topOf.anew')}
      >
        {top.length === 0 ? (
          <p>{t('tariffs.noTop')}</p>
        ) : (
          <Sums rows={top.map((one) => ({ ...one, key: one.account, name: nameOf(one.name) }))} label={t('tariffs.account')} />
        )}
      </Card>
    </>
  );
}

/** Capacity or demand of those whose contract has these prices: beside what was used. */
function SecondPart({ of }: { readonly of: NonNullable<Effect['secondPart']> }) {
  const t = useWords();
  return (
    <p className={styles.second}>
      {t('tariffs.secondPart', {
        n: of.accounts,
        now: yuanGrouped(of.nowYuan),
        would: yuanGrouped(of.againstYuan),
        more: signed(of.differenceYuan),
      })}
      {of.unpriced === 0 ? null : ` ${t('tariffs.secondPartUnpriced', { n: of.unpriced })}`}
    </p>
  );
}

const spanOf = ({ from, to }: { readonly from: string; readonly to: string }): string => `${from} – ${to.slice(5)}`;

interface SumsProps {
  readonly label: string;
  readonly rows: readonly {
    readonly key: string;
    readonly name: string;
    readonly nowYuan: string;
    readonly againstYuan: string;
    readonly differenceYuan: string;
  }[];
}

function Sums({ rows, label }: SumsProps) {
  const t = useWords();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{label}</th>
          <th scope="col">{t('tariffs.did')}</th>
          <th scope="col">{t('tariffs.would')}</th>
          <th scope="col">{t('tariffs.difference')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, nowYuan, againstYuan, differenceYuan }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            <td>{yuanGrouped(nowYuan)}</td>
            <td>{yuanGrouped(againstYuan)}</td>
            <td>{signed(differenceYuan)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
