import type { ParkLine, Unit } from '../rpc/shapes.ts';

export interface Region extends Unit {
  readonly parks: readonly ParkLine[];
}

/** Parks by region (by group where a group has none), in the order they come. */
export const regionsOf = (parks: readonly ParkLine[]): readonly Region[] => {
  const regions = new Map<string, { readonly unit: Unit; readonly parks: ParkLine[] }>();
  for (const park of parks) {
    const unit = park.region ?? park.group;
    const region = regions.get(unit.code);
    if (region) region.parks.push(park);
    else regions.set(unit.code, { unit, parks: [park] });
  }
  return [...regions.values()].map(({ unit, parks: own }) => ({ ...unit, parks: own }));
};
