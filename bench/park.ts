import type { ParkFile } from '#domain/park/park-file.ts';
import { loadPark } from '#streams/simulator/load-park.ts';

export const PARK = 'load';
export const METERS_PER_GATEWAY = 15;
/** Contract demand of a park of 15,000 small tenants, kW. */
const CONTRACT_KW = 40_000;

/** The park of the load generator's meters, shaped as parks are: the first meter is the master at the grid, priced to the park itself; tenants hang below it. */
export const benchPark = (meters: number): ParkFile => {
  const park = loadPark({ meters, metersPerGateway: METERS_PER_GATEWAY });
  const [master, ...tenants] = park.points;
  const [supply, ...others] = park.accounts;
  if (!master || !supply) throw new Error('a park has meters');
  return {
    ...park,
    points: [{ ...master, role: 'grid', contractKW: CONTRACT_KW }, ...tenants.map((point) => ({ ...point, parent: master.code }))],
    accounts: [{ code: supply.code, name: supply.name, kind: 'supply', openedOn: supply.openedOn }, ...others],
  };
};

/** The account of the n-th meter, from 1. */
export const accountCode = (n: number): string => `LA${String(n).padStart(5, '0')}`;
