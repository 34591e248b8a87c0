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

/** Feeder below feeder, eleven deep, each with a small tenant and a public meter of its own. */
const deepPoints = (): ParkDocument['points'] => {
  const made = madePark(3, 5).points;
  const grid = made.G1 as PointBoard;
  const points: Record<string, PointBoard> = { G1: { ...grid, today: 66_000_000, month: 990_000_000 } };
  for (let depth = 1; depth <= 11; depth++) {
    const parent = depth === 1 ? 'G1' : `D${depth - 1}`;
    const below = (12 - depth) * 5_900_000;
    const add = (code: string, change: Partial<PointBoard>) => {
      points[code] = { ...grid, ...change, code, name: { zh: `${code} 配电柜`, en: `Cabinet ${code}` }, month: (change.today ?? 0) * 15 };
    };
    add(`D${depth}`, { role: 'feeder', parent, today: below });
    add(`T${depth}`, { role: 'tenant', parent: `D${depth}`, today: depth % 3 === 0 ? 90_000 : 4_400_000 });
    add(`P${depth}`, { role: 'public', parent: `D${depth}`, today: 700_000 });
  }
  return points;
};

/** Parks of other sizes and depths, for what is drawn of any park: not listed among the parks, reached by their address. */
export const MADE_PARKS: Readonly<Record<string, ParkDocument['points']>> = {
  three: madePark(3, 11).points,
  twelve: madePark(12, 12).points,
  deep: deepPoints(),
};
