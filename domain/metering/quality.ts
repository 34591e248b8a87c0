/**
 * How well a slot is known. Ordered: the smaller figure is the weaker, so the weakest of several is their minimum.
 * `estimated` a gap over two hours was spread over it; `interpolated` an edge lies between two readings, or it is not wholly covered;
 * `measured` a reading within a minute of both edges. DESIGN 9.
 */
export const QUALITIES = ['estimated', 'interpolated', 'measured'] as const;
export type Quality = (typeof QUALITIES)[number];

export const ESTIMATED = 0;
export const INTERPOLATED = 1;
export const MEASURED = 2;
