import type { SpaceLine } from '../rpc/shapes.ts';
import { type Box, boxOf, type Ring, rectOf } from './ring.ts';

const SIDE_M_MIN = 18;
const SIDE_M_MAX = 60;
const GAP_M = 18;

/** Places for buildings whose footprint nobody has drawn: oblongs of their floor area in rows south of those that are known. */
export const invented = (buildings: readonly SpaceLine[], known: readonly Ring[]): ReadonlyMap<string, Ring> => {
  const start: Box = known.length > 0 ? boxOf(known.flat()) : { left: 0, top: 0, right: 0, bottom: -GAP_M };
  const cell = SIDE_M_MAX * 1.25 + GAP_M;
  const columns = Math.max(1, Math.ceil(Math.sqrt(buildings.length * 1.4)), Math.floor((start.right - start.left) / cell));
  return new Map(
    buildings.map(({ code, areaM2, floors }, i) => {
      const side = Math.min(SIDE_M_MAX, Math.max(SIDE_M_MIN, Math.sqrt(areaM2 / Math.max(1, floors)) || 0));
      const left = start.left + (i % columns) * cell;
      const top = start.bottom + GAP_M + Math.floor(i / columns) * (SIDE_M_MAX + GAP_M);
      return [code, rectOf({ left, top, right: left + side * 1.25, bottom: top + side * 0.8 })];
    }),
  );
};
