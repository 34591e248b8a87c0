import type { PointBoard } from '#domain/board/board.ts';

/** What the first feeder's PV makes it does not take, and the master counts what its feeders do and a little more. */
export const balanced = (points: Record<string, PointBoard>): Record<string, PointBoard> => {
  const { GRID, F1, PV } = points;
  if (!GRID || !F1 || !PV) return points;
  const less = (point: PointBoard, by: PointBoard) => ({
    ...point,
    today: point.today - Math.abs(by.today),
    month: point.month - Math.abs(by.month),
  });
  const first = { ...less(F1, PV), power: (F1.power ?? 0) - Math.abs(PV.power ?? 0) };
  const feeders = [first, ...['F2', 'F3'].flatMap((code) => points[code] ?? [])];
  const sum = (of: (point: PointBoard) => number) => Math.round(feeders.reduce((total, feeder) => total + of(feeder), 0) * 1.009);
  return { ...points, F1: first, GRID: { ...GRID, today: sum(({ today }) => today), month: sum(({ month }) => month) } };
};
