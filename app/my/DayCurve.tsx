'use client';

import { type PointerEvent, useMemo, useRef, useState } from 'react';
import { HOUR_MS, type InstantMs, instantMs, SLOT_MS } from '#domain/time/instant.ts';
import { textWidth } from '../charts/axis.ts';
import { curveData } from '../charts/curve-data.ts';
import { inScale, powerScale } from '../format/quantity.ts';
import { timeText } from '../format/time.ts';
import type { Curve } from '../rpc/shapes.ts';
import { useBox } from '../site/use-box.ts';
import { useWords } from '../words/use-words.ts';
import styles from './DayCurve.module.css';
import { type CurvePlan, curvePath, curvePlan, TEXT_PX } from './day-curve.ts';

interface Props {
  readonly today: Curve;
  readonly yesterday: Curve | null;
  readonly zone: string;
  /** W; null where the last reading is old. */
  readonly live: number | null;
  readonly now: InstantMs;
}

const SLOTS_PER_LABEL = 24;
const SLOTS_AN_HOUR = HOUR_MS / SLOT_MS;

type Drawn = NonNullable<ReturnType<typeof curveData>>;

/**
 * A tenant's load curve over the periods of the day, as plain SVG: the chart library alone would weigh more than the rest of this page.
 * A finger or pointer on it names the quarter of an hour below.
 */
export function DayCurve({ today, yesterday, zone, live, now }: Props) {
  const t = useWords();
  const place = useRef<HTMLDivElement>(null);
  const room = useBox(place);
  const [picked, pick] = useState<number | null>(null);
  const drawn = useMemo(() => curveData(today, yesterday, now), [today, yesterday, now]);
  const plan = useMemo(() => (drawn && room ? curvePlan({ ...drawn, live, contractW: null }, room) : null), [drawn, room, live]);
  const point = (event: PointerEvent<SVGSVGElement>) => {
    if (!plan || !drawn) return;
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const slot = Math.floor(((x - plan.left) / (plan.right - plan.left)) * drawn.slots);
    pick(slot >= 0 && slot < drawn.slots ? slot : null);
  };
  return (
    <div ref={place} className={styles.place}>
      {plan && drawn && room ? (
        <svg
          width={room.width}
          height={room.height}
          role="img"
          aria-label={t('load.today')}
          onPointerMove={point}
          onPointerDown={point}
          onPointerLeave={() => pick(null)}
        >
          <Bands drawn={drawn} plan={plan} />
          <Axes drawn={drawn} plan={plan} zone={zone} />
          <Lines drawn={drawn} plan={plan} live={live} now={now} />
          {picked === null ? null : (
            <line className={styles.picked} x1={plan.x(picked + 0.5)} x2={plan.x(picked + 0.5)} y1={plan.top} y2={plan.bottom} />
          )}
        </svg>
      ) : null}
      {picked === null ? null : <Tip today={today} yesterday={yesterday} slot={picked} zone={zone} />}
    </div>
  );
}

interface PartProps {
  readonly drawn: Drawn;
  readonly plan: CurvePlan;
}

function Bands({ drawn, plan }: PartProps) {
  const t = useWords();
  const { strip } = plan;
  return drawn.bands.map(({ period, from, to }) => {
    const [x, width] = [plan.x(from), plan.x(to) - plan.x(from)];
    const name = t(`periodShort.${period}`);
    return (
      <g key={from}>
        <rect x={x} width={width} y={plan.top} height={plan.bottom - plan.top} fill={`var(--${period})`} opacity="0.13" />
        <rect x={x + 0.5} width={Math.max(0, width - 1)} y={strip.top} height={strip.height} fill={`var(--${period})`} />
        {textWidth(name, TEXT_PX) + 4 < width ? (
          <text x={x + width / 2} y={strip.top + strip.height - 4} textAnchor="middle" fill={`var(--on-${period})`}>
            {name}
          </text>
        ) : null}
      </g>
    );
  });
}

function Axes({ drawn, plan, zone }: PartProps & { readonly zone: string }) {
  const labels = Array.from({ length: Math.floor(drawn.slots / SLOTS_PER_LABEL) + 1 }, (_, i) => i * SLOTS_PER_LABEL);
  return (
    <>
      {plan.ticks.map(({ y, text }) => (
        <g key={text}>
          <line className={styles.grid} x1={plan.left} x2={plan.right} y1={y} y2={y} />
          <text className={styles.label} x={plan.left - 5} y={y + 4} textAnchor="end">
            {text}
          </text>
        </g>
      ))}
      {labels.map((slot) => (
        <text
          key={slot}
          className={styles.label}
          x={plan.x(slot)}
          y={plan.strip.top + plan.strip.height + 14}
          textAnchor={slot === 0 ? 'start' : slot >= drawn.slots - 1 ? 'end' : 'middle'}
        >
          {slot >= drawn.slots ? '24:00' : timeText(instantMs(drawn.from + slot * SLOT_MS), zone)}
        </text>
      ))}
    </>
  );
}

function Lines({ drawn, plan, live, now }: PartProps & Pick<Props, 'live' | 'now'>) {
  const slot = (now - drawn.from) / SLOT_MS;
  const isToday = slot >= 0 && slot <= drawn.slots;
  const end = live === null || !isToday ? null : { slot, watts: live };
  return (
    <>
      <path className={styles.yesterday} d={curvePath(drawn.yesterday, plan)} />
      <path className={styles.today} d={curvePath(drawn.today, plan, end)} />
      <path
        className={styles.estimated}
        d={curvePath(
          drawn.today.map((mean, i) => (drawn.estimated[i] ? mean : null)),
          plan,
        )}
      />
      {isToday ? <line className={styles.now} x1={plan.x(slot)} x2={plan.x(slot)} y1={plan.top} y2={plan.bottom} /> : null}
      {end === null ? null : <circle className={styles.dot} cx={plan.x(slot)} cy={plan.y(end.watts)} r="4.500" />}
    </>
  );
}

function Tip({ today, yesterday, slot, zone }: Pick<Props, 'today' | 'yesterday' | 'zone'> & { readonly slot: number }) {
  const t = useWords();
  const one = today.slots[slot];
  if (!one) return null;
  const power = (quantity: number | null | undefined) => {
    if (quantity === null || quantity === undefined) return '–';
    const scale = powerScale(quantity * SLOTS_AN_HOUR);
    return `${inScale(quantity * SLOTS_AN_HOUR, scale)} ${scale.unit}`;
  };
  return (
    <p className={styles.tip} data-side={slot < today.slots.length / 2 ? 'right' : 'left'}>
      <b>
        {timeText(one.start, zone)}–{timeText(instantMs(one.start + SLOT_MS), zone)}
      </b>
      {one.period === null ? null : <span>{t(`period.${one.period}`)}</span>}
      <span>
        {t('load.todayKey')} {power(one.quantity)}
      </span>
      <span>
        {t('load.yesterdayKey')} {power(yesterday?.slots[slot]?.quantity)}
      </span>
      {one.quality === 'estimated' || one.quality === 'interpolated' ? <span>{t(`quality.${one.quality}`)}</span> : null}
    </p>
  );
}
