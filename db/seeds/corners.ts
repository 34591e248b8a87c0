export type Footprint = readonly (readonly [number, number])[];

/** "10,10 70,10 70,34" as corners in metres, x east and y south. */
export const cornersOf = (text: string): Footprint =>
  text.split(' ').map((corner) => {
    const [x, y] = corner.split(',').map(Number);
    if (x === undefined || y === undefined) throw new Error(`seed: ${corner} is no corner`);
    return [x, y];
  });
