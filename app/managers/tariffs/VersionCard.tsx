import type { ReactNode } from 'react';
import type { ParkDay } from '#domain/time/instant.ts';
import { dayBefore } from '../../format/time.ts';
import type { Version } from '../../rpc/tariffs-api.ts';
import { useNames, useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import { clockSpans } from './clock-spans.ts';
import { PriceTable } from './PriceTable.tsx';
import { priceText } from './price-rows.ts';
import styles from './VersionCard.module.css';

interface Props {
  readonly version: Version;
  readonly medium: 'electricity' | 'water';
  readonly children?: ReactNode;
}

/** A version's prices with where they come from; what can be done with it is its children. */
export function VersionCard({ version, medium, children }: Props) {
  const t = useWords();
  const nameOf = useNames();
  const unit = medium === 'water' ? t('tariffs.perM3') : t('tariffs.perKWh');
  const { validFrom, validTo, source, demandPrice, capacityPrice, vectors } = version;
  return (
    <Card title={medium === 'water' ? t('tariffs.pricesWater') : t('tariffs.prices')} note={unit} tools={children}>
      <p className={styles.source}>
        <b>
          {validTo === null
            ? t('tariffs.from', { from: validFrom })
            : t('tariffs.until', { from: validFrom, to: dayBefore(validTo as unknown as ParkDay) })}
        </b>
        <span>
          {t('tariffs.source')} {source}
        </span>
      </p>
      <PriceTable version={version} unit={unit} />
      {demandPrice === null && capacityPrice === null ? null : (
        <dl className={styles.second}>
          {demandPrice === null ? null : <Second name={t('tariffs.demandPrice')} yuan={demandPrice} unit={t('tariffs.perKW')} />}
          {capacityPrice === null ? null : <Second name={t('tariffs.capacityPrice')} yuan={capacityPrice} unit={t('tariffs.perKVA')} />}
        </dl>
      )}
      {vectors.map((vector) => (
        <section key={vector.code} className={styles.clock}>
          <h3>
            {nameOf(vector.name)} <small>{t('tariffs.clock')}</small>
          </h3>
          <ul>
            {clockSpans(vector.days).map(({ key, from, to, dayKind, points, min, max }) => (
              <li key={key}>
                <span>
                  {to === null ? t('tariffs.from', { from }) : t('tariffs.until', { from, to: dayBefore(to as unknown as ParkDay) })}
                  {dayKind === 'anyDay' ? '' : ` · ${t(`tariffs.dayKind.${dayKind}`)}`}
                </span>
                <span>{t('tariffs.clockSpan', { points, min, max })}</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Card>
  );
}

function Second({ name, yuan, unit }: { readonly name: string; readonly yuan: string; readonly unit: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <b>{priceText(yuan)}</b> <small>{unit}</small>
      </dd>
    </div>
  );
}
