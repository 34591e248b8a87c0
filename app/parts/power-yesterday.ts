import type { ParkBoard } from '#domain/board/board.ts';
import { HOUR_MS, SLOT_MS } from '#domain/time/instant.ts';
import type { Curve } from '../rpc/shapes.ts';

const DAY_MS = 24 * HOUR_MS;

/** Mean power of yesterday's slot at this place of the day, W; null where nothing is known of it. */
export const powerYesterday = (board: ParkBoard, yesterday: Curve | null): number | null => {
  const first = yesterday?.slots[0];
  if (!yesterday || !first) return null;
  const slot = yesterday.slots[Math.floor((board.at - first.start - DAY_MS) / SLOT_MS)];
  return slot?.quantity === null || slot?.quantity === undefined ? null : slot.quantity * (HOUR_MS / SLOT_MS);
};
