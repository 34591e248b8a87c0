import type { ReactNode } from 'react';
import { useWords } from '../words/use-words.ts';
import { type DemandView, GRACE } from './demand-view.ts';

interface Props {
  readonly view: DemandView;
  /** `full` has minutes, names and marks; `small` is for a card. */
  readonly size: 'full' | 'small';
  /** False where there is no contract: the arc's end is the month's maximum, and has no marks. */
  readonly contract: boolean;
  readonly children: ReactNode;
}

interface Arc {
  readonly box: readonly [width: number, height: number];
  readonly centre: readonly [x: number, y: number];
  readonly radius: number;
  readonly thick: number;
}

const ARCS: Readonly<Record<Props['size'], Arc>> = {
  full: { box: [340, 250], centre: [150, 142], radius: 108, thick: 20 },
  small: { box: [118, 104], centre: [59, 59], radius: 46, thick: 11 },
};

const FROM_DEG = 135;
const FULL_DEG = 240;
/** The track ends a little beyond 105 %. */
const TRACK = 1.125;

/** 15 minutes as an arc whose full turn is the contract: ink is energy so far, dashes what is forecast, red what is beyond 105 %. */
export function DemandArc({ view, size, contract, children }: Props) {
  const t = useWords();
  const arc = ARCS[size];
  const end = Math.min(view.forecastShare, TRACK);
  const done = Math.min(view.doneShare, TRACK);
  const ink = { fill: 'none', stroke: 'var(--ink)', strokeWidth: arc.thick };
  return (
    <svg viewBox={`0 0 ${arc.box[0]} ${arc.box[1]}`} role="img" aria-label={t('demand.title')}>
      <path d={sweep(arc, [0, TRACK])} fill="none" stroke="var(--surface-2)" strokeWidth={arc.thick} />
      <path d={sweep(arc, [0, done])} {...ink} />
      {end > done ? (
        <path d={sweep(arc, [done, Math.min(end, GRACE)])} {...ink} strokeOpacity=".42" strokeDasharray={size === 'full' ? '3 3' : '2 2'} />
      ) : null}
      {end > GRACE ? <path d={sweep(arc, [GRACE, end])} {...ink} stroke="var(--crit)" /> : null}
      {size === 'full' ? <Minutes arc={arc} elapsed={view.elapsed} /> : null}
      {contract ? <Marks arc={arc} size={size} /> : null}
      <path d={pointer(arc, view.elapsed, size)} fill="var(--text-1)" />
      {children}
    </svg>
  );
}

function Minutes({ arc, elapsed }: { readonly arc: Arc; readonly elapsed: number }) {
  return (
    <>
      {MINUTES.map((minute) => (
        <path
          key={minute}
          d={`M${at(arc, minute / 15, arc.radius + 17)}L${at(arc, minute / 15, arc.radius + (minute % 5 === 0 ? 26 : 22))}`}
          stroke={minute / 15 <= elapsed ? 'var(--text-2)' : 'var(--text-3)'}
          strokeWidth="1.6"
        />
      ))}
      {[5, 10].map((minute) => {
        const [x, y] = point(arc, minute / 15, arc.radius + 38);
        return (
          <text key={minute} x={x} y={y + 5} fontSize="16" textAnchor="middle" fill="var(--text-3)">
            {minute}
          </text>
        );
      })}
    </>
  );
}

function Marks({ arc, size }: { readonly arc: Arc; readonly size: Props['size'] }) {
  const t = useWords();
  if (size === 'small')
    return <path d={`M${at(arc, 1, arc.radius - 9)}L${at(arc, 1, arc.radius + 9)}`} stroke="var(--text-1)" strokeWidth="2" />;
  const marks = [
    { share: 1, word: t('demand.contract'), colour: 'var(--text-1)' },
    { share: GRACE, word: '105 %', colour: 'var(--crit)' },
  ];
  return (
    <>
      {marks.map(({ share, word, colour }) => {
        const [x, y] = point(arc, share, arc.radius + 34);
        return (
          <g key={word}>
            <path d={`M${at(arc, share, arc.radius - 14)}L${at(arc, share, arc.radius + 16)}`} stroke={colour} strokeWidth="2.4" />
            <text x={x} y={y + 6} fontSize="16" fill="var(--text-2)">
              {word}
            </text>
          </g>
        );
      })}
    </>
  );
}

const MINUTES = Array.from({ length: 16 }, (_, minute) => minute);

const point = ({ centre }: Arc, share: number, radius: number): readonly [number, number] => {
  const angle = ((FROM_DEG + share * FULL_DEG) * Math.PI) / 180;
  return [round(centre[0] + radius * Math.cos(angle)), round(centre[1] + radius * Math.sin(angle))];
};

const at = (arc: Arc, share: number, radius: number): string => point(arc, share, radius).join(' ');

const sweep = (arc: Arc, [from, to]: readonly [number, number]): string =>
  `M${at(arc, from, arc.radius)}A${arc.radius} ${arc.radius} 0 ${(to - from) * FULL_DEG > 180 ? 1 : 0} 1 ${at(arc, to, arc.radius)}`;

/** A small triangle outside the arc that shows how much of the window is over. */
const pointer = (arc: Arc, share: number, size: Props['size']): string => {
  const [tip, base, half] = size === 'full' ? [12, 25, 0.012] : [7, 13.5, 0.02];
  return `M${at(arc, share, arc.radius + tip)}L${at(arc, share - half, arc.radius + base)}L${at(arc, share + half, arc.radius + base)}Z`;
};

const round = (n: number): number => Math.round(n * 100) / 100;
