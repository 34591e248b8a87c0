import { digitsOf, type NiceAxis, niceAxis, textWidth } from '../charts/axis.ts';
import type { LoadCurveData } from '../charts/load-curve.ts';
import { grouped } from '../format/quantity.ts';

/** px of the text on the axes. */
export const TEXT_PX = 11;
const STRIP_PX = 16;
const HOURS_PX = 18;
const TOP_PX = 8;
const RIGHT_PX = 6;

/** Where things stand in a drawing of `width` x `height` px. */
export interface CurvePlan {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** The named strip of the periods below the curve. */
  readonly strip: { readonly top: number; readonly height: number };
  readonly axis: NiceAxis;
  readonly ticks: readonly { readonly y: number; readonly text: string }[];
  /** x of a slot's start; y of W. */
  x(slot: number): number;
  y(watts: number): number;
}

export const curvePlan = (
  data: Omit<LoadCurveData, 'size'>,
  { width, height }: { readonly width: number; readonly height: number },
): CurvePlan => {
  const per = data.unit === 'MW' ? 1_000_000 : 1_000;
  const known = [...data.today, ...data.yesterday, data.live].filter((mean) => mean !== null);
  const axis = niceAxis((known.reduce((top, mean) => Math.max(top, mean), 0) * 1.04) / per);
  const digits = digitsOf(axis.step);
  const left = Math.round(textWidth(grouped(axis.max, digits), TEXT_PX) + TEXT_PX * 0.75);
  const [right, bottom] = [width - RIGHT_PX, height - HOURS_PX - STRIP_PX - 3];
  const y = (watts: number) => bottom - (watts / per / axis.max) * (bottom - TOP_PX);
  return {
    left,
    right,
    top: TOP_PX,
    bottom,
    strip: { top: bottom + 3, height: STRIP_PX },
    axis,
    ticks: Array.from({ length: Math.round(axis.max / axis.step) }, (_, i) => ({
      y: y((i + 1) * axis.step * per),
      text: grouped((i + 1) * axis.step, digits),
    })),
    x: (slot) => left + (slot / data.slots) * (right - left),
    y,
  };
};

/** The path of means that stand at the middle of their slots; where one is not known, the line is interrupted. `end`: a last point. */
export const curvePath = (
  means: readonly (number | null)[],
  { x, y }: Pick<CurvePlan, 'x' | 'y'>,
  end: { readonly slot: number; readonly watts: number } | null = null,
): string => {
  let path = '';
  let drawing = false;
  means.forEach((mean, i) => {
    if (mean !== null) path += `${drawing ? 'L' : 'M'}${round(x(i + 0.5))} ${round(y(mean))}`;
    drawing = mean !== null;
  });
  const last = means.findLastIndex((mean) => mean !== null);
  // The running quarter has no mean yet: the line goes on to the power of now from the one before it.
  if (end && last >= 0 && end.slot - last < 3)
    path += `${drawing ? '' : `M${round(x(last + 0.5))} ${round(y(means[last] ?? 0))}`}L${round(x(end.slot))} ${round(y(end.watts))}`;
  return path;
};

const round = (px: number): number => Math.round(px * 10) / 10;
