import type { Box } from './Chart.tsx';
import type { ChartSize } from './load-curve.ts';

const NARROW_PX = 560;
const WIDE_PX = 760;

/** Labels every six hours on a phone, every three on half a desktop's page, every two on a wide one. */
export const pageChartSize = ({ width }: Pick<Box, 'width'>): ChartSize => ({
  width,
  text: width < NARROW_PX ? 11 : 12,
  every: everyOf(width),
  tooltip: true,
});

const everyOf = (width: number): number => {
  if (width < NARROW_PX) return 24;
  return width < WIDE_PX ? 12 : 8;
};
