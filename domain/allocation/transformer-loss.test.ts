import { expect, test } from 'vitest';
import { transformerLossWh } from './transformer-loss.ts';

/** 630 kVA: P0 810 W, Pk 6,200 W. */
const rule = { node: 'B1-M', noLoadW: 810, loadLossW: 6_200, ratedVA: 630_000, cosMilli: 1_000, curveMilli: 1_000 };
const HOUR = 4;

test.each([
  ['without load only the iron: 810 W for an hour', 0n, HOUR, {}, 810n],
  ['at rated load both: 7,010 W', 630_000n, HOUR, {}, 7_010n],
  ['at half load a quarter of the copper', 315_000n, HOUR, {}, 2_360n],
  ['a lower power factor is more current: at 0.5, half load is rated load', 315_000n, HOUR, { cosMilli: 500 }, 7_010n],
  ['the curve’s correction is on the copper alone', 630_000n, HOUR, { curveMilli: 1_050 }, 7_320n],
  ['what is given back heats as well', -630_000n, HOUR, {}, 7_010n],
  ['a quarter of an hour at rated load is rounded half up: 1,752.5 Wh', 157_500n, 1, {}, 1_753n],
  ['no time, no loss', 5n, 0, {}, 0n],
])('%s', (_what, wh, quarters, more, expected) => {
  expect(transformerLossWh({ ...rule, ...more }, { wh, quarters })).toBe(expected);
});
