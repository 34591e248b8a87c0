import { type Box, boxOf, grown, type Ring, rectOf } from './ring.ts';

/** The park's ground, and the strip along its south-west edge where the master, free PV and storage stand. */
export interface Yard {
  readonly ground: Box;
  readonly master: Ring;
  readonly storage: readonly Ring[];
  /** Ground of PV that stands on no roof. */
  readonly pv: Ring | null;
}

const PAD_M = 12;
const STRIP_M = 18;

/** Everything beside buildings grows with the park, so that it is seen in one of a kilometre. */
export const sizeOf = (rings: readonly Ring[]): number => {
  const { left, top, right, bottom } = boxOf(rings.flat());
  return Math.max(0.6, Math.min(3, Math.max(right - left, bottom - top) / 400));
};

export const yardOf = (rings: readonly Ring[], has: { readonly storage: boolean; readonly pv: boolean }): Yard => {
  const k = sizeOf(rings);
  const built = boxOf(rings.flat());
  const around = grown(built, PAD_M * k);
  const ground = { ...around, bottom: around.bottom + STRIP_M * k };
  const middle = ground.bottom - (STRIP_M / 2) * k;
  const at = (x: number, width: number, depth: number): Ring =>
    rectOf({ left: x, right: x + width * k, top: middle - (depth / 2) * k, bottom: middle + (depth / 2) * k });
  const from = ground.left + 8 * k;
  return {
    ground,
    master: at(from, 18, 14),
    storage: has.storage ? [0, 1, 2].map((i) => at(ground.right - ((has.pv ? 60 : 8) + 24 - i * 9) * k, 6, 10)) : [],
    pv: has.pv ? at(ground.right - 56 * k, 48, 13) : null,
  };
};
