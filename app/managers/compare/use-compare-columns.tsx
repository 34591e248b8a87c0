'use client';

import { useMemo } from 'react';
import { fenOf, yuanGrouped } from '../../format/money.ts';
import { energyScale, grouped, inScale, waterScale } from '../../format/quantity.ts';
import type { Column } from '../../parts/DataTable.tsx';
import { useNames, useWords } from '../../words/use-words.ts';
import styles from './Compare.module.css';
import type { ComparedRow } from './compared.ts';
import { Spark } from './Spark.tsx';

const KILO = 1_000;

export const useCompareColumns = (): readonly Column<ComparedRow>[] => {
  const t = useWords();
  const nameOf = useNames();
  return useMemo(
    () => [
      {
        key: 'name',
        head: t('compare.park'),
        phone: 'title',
        cell: ({ park }) => (
          <span className={styles.name}>
            {nameOf(park.name)} <small>{park.city}</small>
          </span>
        ),
        sort: (a, b) => nameOf(a.park.name).localeCompare(nameOf(b.park.name), 'zh-CN'),
      },
      {
        key: 'region',
        head: t('parks.region'),
        cell: ({ park }) => nameOf((park.region ?? park.group).name),
        sort: (a, b) => (a.park.region ?? a.park.group).code.localeCompare((b.park.region ?? b.park.group).code, 'en'),
      },
      {
        key: 'wh',
        head: t('compare.energy'),
        figure: true,
        phone: 'value',
        cell: ({ wh }) => {
          const scale = energyScale(wh);
          return (
            <span className={styles.figure}>
              {inScale(wh, scale)}
              <small>{scale.unit}</small>
            </span>
          );
        },
        sort: (a, b) => a.wh - b.wh,
      },
      {
        key: 'yuan',
        head: t('compare.yuan'),
        figure: true,
        phone: 'end',
        cell: ({ yuan }) => <span className={styles.figure}>¥{yuanGrouped(yuan)}</span>,
        sort: (a, b) => {
          const difference = fenOf(a.yuan) - fenOf(b.yuan);
          return difference < 0n ? -1 : difference > 0n ? 1 : 0;
        },
      },
      {
        key: 'perArea',
        head: t('compare.perArea'),
        figure: true,
        cell: ({ kWhPerM2 }) => (kWhPerM2 === null ? '–' : grouped(kWhPerM2, 2)),
        sort: (a, b) => (a.kWhPerM2 ?? -1) - (b.kWhPerM2 ?? -1),
      },
      {
        key: 'maxW',
        head: t('compare.maxDemand'),
        figure: true,
        cell: ({ maxW, maxOn }) =>
          maxW === null ? (
            '–'
          ) : (
            <span className={styles.figure}>
              {grouped(maxW / KILO)}
              <small>{String(maxOn ?? '').slice(5)}</small>
            </span>
          ),
        sort: (a, b) => (a.maxW ?? -1) - (b.maxW ?? -1),
      },
      {
        key: 'water',
        head: t('compare.water'),
        figure: true,
        cell: ({ litres }) => inScale(litres, waterScale(litres)),
        sort: (a, b) => a.litres - b.litres,
      },
      { key: 'trend', head: t('compare.trend'), cell: ({ trend }) => <Spark values={trend} label={t('compare.trend')} /> },
      {
        key: 'note',
        head: '',
        phone: 'note',
        phoneOnly: true,
        cell: ({ kWhPerM2, maxW }) =>
          [
            kWhPerM2 === null ? null : `${grouped(kWhPerM2, 2)} kWh/m²`,
            maxW === null ? null : `${t('compare.maxShort')} ${grouped(maxW / KILO)} kW`,
          ]
            .filter((text) => text !== null)
            .join(' · '),
      },
    ],
    [t, nameOf],
  );
};
