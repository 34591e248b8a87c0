/** A value axis from zero whose ticks are round figures. */
export interface NiceAxis {
  readonly max: number;
  readonly step: number;
}

const STEPS = [1, 2, 2.5, 5, 10] as const;
const TICKS_MAX = 5;

/** The smallest round axis that holds `top` in at most five ticks; an empty chart gets 0..1. */
export const niceAxis = (top: number): NiceAxis => {
  if (!(top > 0)) return { max: 1, step: 1 };
  const rough = top / TICKS_MAX;
  const decade = 10 ** Math.floor(Math.log10(rough));
  const step = decade * (STEPS.find((candidate) => candidate * decade >= rough * (1 - 1e-9)) ?? 10);
  return { max: step * Math.ceil((top / step) * (1 - 1e-9)), step };
};

/** Digits after the point that a step needs to be told from its neighbours: 0.5 one, 25 none. */
export const digitsOf = (step: number): number => {
  const needed = -Math.floor(Math.log10(step) + 1e-9);
  const halves = Math.abs(step / 10 ** -needed - Math.round(step / 10 ** -needed)) > 1e-9 ? 1 : 0;
  return Math.max(0, needed + halves);
};

/** Width of a text in px: Chinese characters are square, others about 0.62 of one. Good enough to decide what fits. */
export const textWidth = (text: string, px: number): number =>
  [...text].reduce((sum, char) => sum + (char > '⺀' ? px : char === ' ' || char === '.' ? px * 0.32 : px * 0.62), 0);
