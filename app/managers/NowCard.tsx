'use client';

import type { ReactNode } from 'react';
import { useLocale } from 'use-intl';
import type { ParkBoard } from '#domain/board/board.ts';
import { priceShort, yuanGrouped } from '../format/money.ts';
import { carbonScale, energyScale, grouped, inScale, powerScale, waterFlowScale, waterScale } from '../format/quantity.ts';
import { GlideNumber, GlideYuan } from '../parts/Glide.tsx';
import { powerYesterday } from '../parts/power-yesterday.ts';
import { Rise } from '../parts/Rise.tsx';
import type { Curve } from '../rpc/shapes.ts';
import { useWords } from '../words/use-words.ts';
import styles from './NowCard.module.css';

interface Props {
  readonly board: ParkBoard;
  readonly yesterday: Curve | null;
}

/** The figures of now, today and the month. */
export function NowCard({ board, yesterday }: Props) {
  const t = useWords();
  const locale = useLocale();
  const power = powerScale(board.powerW);
  const today = energyScale(board.todayWh);
  const month = energyScale(board.monthWh);
  const carbon = carbonScale(board.todayKgCo2);
  const water = waterScale(board.todayL);
  const before = powerYesterday(board, yesterday);
  const yuanUnit = locale === 'en' ? '' : t('unit.yuan');
  return (
    <section className={styles.now}>
      <Item name={t('kpi.powerNow')} figure={<GlideNumber value={board.powerW} scale={power} />} unit={power.unit} hero>
        {before === null ? null : (
          <>
            {t('kpi.yesterdayNow', { value: inScale(before, power) })} <Rise value={board.powerW} before={before} />
          </>
        )}
      </Item>
      <Item name={t('kpi.today')} figure={<GlideNumber value={board.todayWh} scale={today} />} unit={today.unit}>
        <Rise value={board.todayWh} before={board.yesterdayToNowWh} />
      </Item>
      <Item name={t('kpi.todayYuan')} figure={<GlideYuan yuan={board.todayYuan} />} unit={yuanUnit}>
        {board.price ? `${t(`period.${board.price.period}`)} ${priceShort(board.price.yuan)}` : null}
      </Item>
      <Item name={t('kpi.month')} figure={<GlideNumber value={board.monthWh} scale={month} />} unit={month.unit}>
        ¥{yuanGrouped(board.monthYuan)}
      </Item>
      <Item name={t('kpi.water')} figure={<GlideNumber value={board.todayL} scale={water} />} unit={water.unit}>
        {inScale(board.waterLh, waterFlowScale(board.waterLh))} m³/h
      </Item>
      <Item name={t('kpi.carbon')} figure={<GlideNumber value={board.todayKgCo2} scale={carbon} />} unit={<Carbon unit={carbon.unit} />}>
        {board.pvW > 0 ? `${t('kpi.pv')} ${inScale(board.pvW, powerScale(board.pvW))} ${powerScale(board.pvW).unit}` : null}
      </Item>
      <Item name={t('kpi.online')} figure={grouped(board.online)} unit={`/ ${grouped(board.meters)}`}>
        {null}
      </Item>
    </section>
  );
}

const Carbon = ({ unit }: { readonly unit: string }) => (
  <>
    {unit}CO<sub>2</sub>
  </>
);

interface ItemProps {
  readonly name: string;
  readonly figure: ReactNode;
  readonly unit: ReactNode;
  readonly hero?: boolean;
  readonly children: ReactNode;
}

const Item = ({ name, figure, unit, hero, children }: ItemProps) => (
  <div className={styles.item} data-hero={hero}>
    <h3>{name}</h3>
    <p className={styles.figure}>
      {figure}
      <small>{unit}</small>
    </p>
    <p className={styles.note}>{children}</p>
  </div>
);
