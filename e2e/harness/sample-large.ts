import { madePark } from '#app/site/testing/parks.ts';
import type { ParkDocument, PointBoard } from '#domain/board/board.ts';
import { type InstantMs, instantMs } from '#domain/time/instant.ts';
import { ripple } from './sample-day.ts';

const { spaces, points } = madePark(40, 13);
const codes = Object.keys(points);

export const LARGE_SPACES = spaces;

/** Forty buildings with some three hundred meters that all move, four times a second: what the twin on a wall must draw without a hitch. */
export const largePoints = (now: InstantMs): ParkDocument['points'] =>
  Object.fromEntries(
    codes.map((code, n): [string, PointBoard] => {
      const made = points[code] as PointBoard;
      const power = Math.round((made.power ?? 0) * (1 + 0.35 * ripple(now / 3_000 + n, n)));
      return [code, { ...made, at: instantMs(now - 1_000), power }];
    }),
  );
