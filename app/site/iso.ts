import { type Box, boxOf, type Spot } from './ring.ts';

/** 2:1 axonometry seen from the south-east: x runs to the lower right, y to the lower left. */
const KX = 0.8944;
const KY = 0.4472;
/** Heights are drawn too tall, so that a storey stays legible. */
const TALLER = 1.6;

/** From metres on the plan and metres up to the picture. */
export type Project = (spot: Spot, z?: number) => Spot;

const bare: Project = ([x, y], z = 0) => [(x - y) * KX, (x + y) * KY - z * TALLER];

/** A projection that fits all of `solids` (corners with their height) into `room`, in its middle. */
export const fitted = (solids: readonly { readonly corners: readonly Spot[]; readonly height: number }[], room: Box): Project => {
  const box = boxOf(solids.flatMap(({ corners, height }) => corners.flatMap((spot) => [bare(spot), bare(spot, height)])));
  const [width, height] = [Math.max(1, box.right - box.left), Math.max(1, box.bottom - box.top)];
  const scale = Math.min((room.right - room.left) / width, (room.bottom - room.top) / height);
  const dx = (room.left + room.right) / 2 - ((box.left + box.right) / 2) * scale;
  const dy = (room.top + room.bottom) / 2 - ((box.top + box.bottom) / 2) * scale;
  return (spot, z) => {
    const [x, y] = bare(spot, z);
    return [x * scale + dx, y * scale + dy];
  };
};

/** Metres of a storey as drawn: halls and warehouses have few and high ones, towers many that must fit. */
export const storeyM = (floors: number): number => (floors <= 1 ? 8 : floors === 2 ? 6 : floors <= 16 ? 4.5 : Math.max(1.2, 72 / floors));

/** "12.3,45.6 ..." of a polygon or line. */
export const pointsText = (spots: readonly Spot[]): string => spots.map(([x, y]) => `${tenth(x)},${tenth(y)}`).join(' ');

const tenth = (n: number): number => Math.round(n * 10) / 10;
