'use client';

import type { ReactNode } from 'react';
import { useLocale } from 'use-intl';
import type { ParkBoard } from '#domain/board/board.ts';
import { priceShort, yuanGrouped } from '../format/money.ts';
import { carbonScale, energyScale, grouped, inScale, powerScale } from '../format/quantity.ts';
import { Bone } from '../parts/Bone.tsx';
import { GlideNumber, GlideYuan } from '../parts/Glide.tsx';
import { powerYesterday } from '../parts/power-yesterday.ts';
import { Rise } from '../parts/Rise.tsx';
import type { Curve } from '../rpc/shapes.ts';
import { useWords } from '../words/use-words.ts';
import styles from './WallKpis.module.css';

interface Props {
  readonly board: ParkBoard | null;
  readonly yesterday: Curve | null;
}

export function WallKpis({ board, yesterday }: Props) {
  return (
    <div className={styles.kpis}>
      {board && board.dataAt !== null ? <Shown board={board} yesterday={yesterday} /> : <Waiting none={board !== null} />}
    </div>
  );
}

function Shown({ board, yesterday }: { readonly board: ParkBoard; readonly yesterday: Curve | null }) {
  const t = useWords();
  const locale = useLocale();
  const powerBefore = powerYesterday(board, yesterday);
  const power = powerScale(board.powerW);
  const today = energyScale(board.todayWh);
  const month = energyScale(board.monthWh);
  const carbon = carbonScale(board.todayKgCo2);
  return (
    <>
      <Kpi name={t('kpi.powerNow')} figure={<GlideNumber value={board.powerW} scale={power} />} unit={power.unit}>
        <Versus value={board.powerW} before={powerBefore} text={(watts) => inScale(watts, power)} />
      </Kpi>
      <Kpi name={t('kpi.today')} figure={<GlideNumber value={board.todayWh} scale={today} />} unit={today.unit}>
        <Versus value={board.todayWh} before={board.yesterdayToNowWh} text={(wh) => inScale(wh, today)} />
      </Kpi>
      <Kpi name={t('kpi.month')} figure={<GlideNumber value={board.monthWh} scale={month} />} unit={month.unit}>
        <Note label={t('kpi.monthYuan')} value={`¥${yuanGrouped(board.monthYuan)}`} />
      </Kpi>
      <Kpi
        name={t('kpi.todayYuan')}
        figure={<GlideYuan yuan={board.todayYuan} />}
        unit={locale === 'en' ? '' : t('unit.yuan')}
        long={board.todayYuan.length > SHORT_YUAN}
      >
        {board.price ? (
          <Note label={t(`period.${board.price.period}`)} value={`${priceShort(board.price.yuan)} ${t('unit.yuanPerKWh')}`} />
        ) : null}
      </Kpi>
      <Kpi name={t('kpi.carbon')} figure={<GlideNumber value={board.todayKgCo2} scale={carbon} />} unit={<Carbon unit={carbon.unit} />}>
        {board.todayWh > 0 ? (
          <Note label={t('kpi.carbonFactor')} value={`${grouped((board.todayKgCo2 / board.todayWh) * 1_000, 4)} kg/kWh`} />
        ) : null}
      </Kpi>
    </>
  );
}

/** "99999.99": what fits the column at full size beside its unit. */
const SHORT_YUAN = 8;

interface KpiProps {
  readonly name: string;
  readonly figure: ReactNode;
  readonly unit: ReactNode;
  /** A figure of many digits is set smaller. */
  readonly long?: boolean;
  readonly children: ReactNode;
}

function Kpi({ name, figure, unit, long, children }: KpiProps) {
  return (
    <div className={styles.kpi}>
      <div className={styles.name}>{name}</div>
      <div className={styles.figure} data-long={long}>
        {figure}
        <span className={styles.unit}>{unit}</span>
      </div>
      {children}
    </div>
  );
}

interface VersusProps {
  readonly value: number;
  readonly before: number | null;
  readonly text: (value: number) => string;
}

/** The same time yesterday: a bar of today, a mark of yesterday, and the difference. */
function Versus({ value, before, text }: VersusProps) {
  const t = useWords();
  if (before === null || before <= 0) return null;
  const top = Math.max(value, before) * 1.12;
  return (
    <>
      <div className={styles.bullet}>
        <i style={{ width: `${(Math.max(0, value) / top) * 100}%` }} />
        <u style={{ left: `${(before / top) * 100}%` }} />
      </div>
      <div className={styles.note}>
        <span>{t('kpi.yesterdayNow', { value: text(before) })}</span>
        <Rise value={value} before={before} />
      </div>
    </>
  );
}

function Note({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div className={styles.note}>
      <span>{label}</span>
      <b>{value}</b>
    </div>
  );
}

const Carbon = ({ unit }: { readonly unit: string }) => (
  <>
    {unit}CO<sub>2</sub>
  </>
);

/** Bones while we wait; dashes where there is nothing to wait for. */
function Waiting({ none }: { readonly none: boolean }) {
  const t = useWords();
  const names = [t('kpi.powerNow'), t('kpi.today'), t('kpi.month'), t('kpi.todayYuan'), t('kpi.carbon')];
  return names.map((name) => (
    <Kpi key={name} name={name} figure={none ? <span className={styles.none}>–</span> : <Bone width="10rem" />} unit="">
      {none ? null : <Bone width="100%" />}
    </Kpi>
  ));
}
