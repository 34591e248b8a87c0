import { expect, test } from 'vitest';
import type { VersionHead } from '../../rpc/tariffs-api.ts';
import { stretchesOf } from './time-line.ts';

const head = (validFrom: string, validTo: string | null, state: VersionHead['state']): VersionHead => ({
  validFrom,
  validTo,
  state,
  source: 'x',
});

test('versions stand by their lengths within bounds, and today in the one that holds', () => {
  const versions = [
    head('2020-01-01', '2026-08-01', 'past'),
    head('2026-08-01', '2026-12-01', 'inForce'),
    head('2026-12-01', null, 'scheduled'),
  ];
  expect(stretchesOf(versions, '2026-10-01').map(({ grow, over }) => [grow, over])).toEqual([
    [400, null],
    [122, 0.5],
    [120, null],
  ]);
});

test('the only version runs on past today', () => {
  expect(stretchesOf([head('2026-08-02', null, 'inForce')], '2026-11-30')).toMatchObject([{ grow: 240, over: 0.5 }]);
});
