import type { Box } from './Chart.tsx';
import type { ChartSize } from './load-curve.ts';

const NARROW_PX = 560;

/** Labels every six hours on a phone, every two on a desktop. */
export const pageChartSize = ({ width }: Pick<Box, 'width'>): ChartSize => ({
  width,
  text: width < NARROW_PX ? 11 : 12,
  every: width < NARROW_PX ? 24 : 8,
  tooltip: true,
});
