import { memo } from 'react';
import { SeverityMark } from '../parts/SeverityMark.tsx';
import { pointsText } from './iso.ts';
import type { Placed } from './labels.ts';
import type { Ring, Spot } from './ring.ts';
import styles from './Site.module.css';
import type { Scene } from './scene.ts';
import type { Tag } from './site-labels.ts';
import type { Alarmed } from './site-loads.ts';

interface Props {
  readonly scene: Scene;
  readonly view: string;
  readonly text: number;
  readonly tags: readonly Tag[];
  readonly labels: readonly Placed[];
  readonly alarmed: readonly Alarmed[];
  /** Walls of floors where something is switched off. */
  readonly off: readonly Ring[];
}

/** The uppermost layer: what is switched off, alarms that pulse, and the tags with their live figures. */
export const SiteMarks = memo(function SiteMarks({ scene, view, text, tags, labels, alarmed, off }: Props) {
  const byKey = new Map(tags.map((tag) => [tag.key, tag]));
  return (
    <svg className={`${styles.layer} ${styles.above}`} viewBox={view} aria-hidden="true">
      {off.map((ring) => (
        <polygon key={pointsText(ring)} className={styles.off} points={pointsText(ring)} strokeWidth={text * 0.13} />
      ))}
      {alarmed.map(({ building, severity }) => {
        const at = alarmSpot(scene, building);
        return at ? <Alarm key={building ?? ''} at={at} severity={severity} text={text} /> : null;
      })}
      {labels.map((placed) => {
        const tag = byKey.get(placed.key);
        return tag ? <Label key={placed.key} tag={tag} placed={placed} text={text} /> : null;
      })}
    </svg>
  );
});

interface AlarmProps {
  readonly at: Spot;
  readonly severity: Alarmed['severity'];
  readonly text: number;
}

function Alarm({ at: [x, y], severity, text }: AlarmProps) {
  const side = text * 1.6;
  return (
    <svg x={x - side / 2} y={y - side * 0.66} width={side} height={side} viewBox="0 0 20 20" aria-hidden="true">
      <SeverityMark severity={severity} />
    </svg>
  );
}

const alarmSpot = (scene: Scene, building: string | null): Spot | undefined =>
  building === null ? scene.master : scene.anchors.get(building)?.corner;

interface PulsesProps {
  readonly scene: Scene;
  readonly alarmed: readonly Alarmed[];
  readonly view: { readonly width: number; readonly height: number };
  readonly text: number;
}

/** Rings around alarms that pulse once a second. They are boxes of the page and not of the drawing, so that pulsing paints nothing again. */
export const SitePulses = memo(function SitePulses({ scene, alarmed, view, text }: PulsesProps) {
  const share = (n: number, of: number) => `${(n / of) * 100}%`;
  return alarmed.map(({ building, severity }) => {
    const at = alarmSpot(scene, building);
    if (!at) return null;
    const [width, height] = [text * 5.6, text * 2.8];
    const place = {
      left: share(at[0] - width / 2, view.width),
      top: share(at[1] - height / 2, view.height),
      width: share(width, view.width),
      height: share(height, view.height),
    };
    return <i key={building ?? ''} className={styles.pulse} data-severity={severity} style={place} />;
  });
});

interface LabelProps {
  readonly tag: Tag;
  readonly placed: Placed;
  readonly text: number;
}

function Label({ tag, placed: { anchor, box, under, form }, text }: LabelProps) {
  const [x, y] = anchor;
  const left = box.left + text * 0.62;
  const isFull = tag.figure !== null && form === 0 && tag.forms.length > 1;
  const base = isFull ? box.top + text * 1.25 : (box.top + box.bottom) / 2 + text * 0.36;
  const unit = (
    <tspan className={styles.quiet} fontSize={text} fontWeight="400" dx={text * 0.25}>
      kW
    </tspan>
  );
  const figure = tag.figure ? <tspan data-figure={tag.key}>–</tspan> : null;
  return (
    <g className={styles.label} data-tone={tag.tone}>
      <path d={`M${x} ${y}V${under ? box.top : box.bottom}`} strokeWidth={text * 0.075} />
      <circle cx={x} cy={y} r={text * 0.16} />
      <rect
        x={box.left}
        y={box.top}
        width={box.right - box.left}
        height={box.bottom - box.top}
        rx={text * 0.19}
        strokeWidth={text * 0.065}
      />
      <text x={left} y={base} fontSize={text} className={isFull ? styles.quiet : undefined}>
        {tag.name}
        {figure && !isFull ? (
          <>
            <tspan dx={text * 0.45} fontSize={text * 1.125} fontWeight="600">
              {figure}
            </tspan>
            {unit}
          </>
        ) : null}
      </text>
      {isFull ? (
        <text x={left} y={box.top + text * 2.7} fontSize={text * 1.375} fontWeight="600">
          {figure}
          {unit}
        </text>
      ) : null}
    </g>
  );
}
