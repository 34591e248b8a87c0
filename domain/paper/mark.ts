/** A4 in points (1/72 inch); y grows downwards, from the upper left corner. */
export const PAGE = { width: 595.28, height: 841.89 } as const;
export const MARGIN = { left: 48, right: 48, top: 44, bottom: 58 } as const;
export const WIDTH = PAGE.width - MARGIN.left - MARGIN.right;
export const RIGHT = PAGE.width - MARGIN.right;

export type Weight = 'regular' | 'bold';

/** Ink by what it says; the writer knows the colours. */
export const TONES = {
  ink: '#15191f',
  muted: '#5b6470',
  line: '#c9ced6',
  band: '#f3f5f8',
  warn: '#b42318',
  faint: '#eceef2',
  // Periods of a tariff, as on every chart.
  deepValley: '#025842',
  valley: '#3ca474',
  flat: '#6b7177',
  peak: '#9b79ca',
  criticalPeak: '#7b229b',
} as const;
export type Tone = keyof typeof TONES;

/** What is put on a page. Text stands at the left end of its base line. */
export type Mark =
  | {
      readonly type: 'text';
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly size: number;
      readonly weight: Weight;
      readonly tone: Tone;
    }
  | { readonly type: 'rule'; readonly x1: number; readonly x2: number; readonly y: number; readonly width: number; readonly tone: Tone }
  | {
      readonly type: 'box';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly tone: Tone;
      /** Its edge alone. */
      readonly hollow: boolean;
    }
  | { readonly type: 'logo'; readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  /** Large, across the page, beneath everything; x and y are its middle. */
  | {
      readonly type: 'across';
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly size: number;
      readonly degrees: number;
    };

export interface Page {
  readonly marks: readonly Mark[];
}

/** How wide a text is, in thousandths of its size. */
export type Measure = (text: string, weight: Weight) => number;
