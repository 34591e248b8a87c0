import { describe, expect, test } from 'vitest';
import { carbonScale, energyScale, grouped, inScale, KWH, percent, powerScale, waterScale } from './quantity.ts';

const shown = (
  value: number,
  scaleOf: (value: number) => { readonly per: number; readonly digits: number; readonly unit: string },
): string => {
  const scale = scaleOf(value);
  return `${inScale(value, scale)} ${scale.unit}`;
};

describe('a figure keeps three or four digits in sight', () => {
  test.each([
    [0, '0.00 kW'],
    [850, '0.85 kW'],
    [28_640, '28.6 kW'],
    [654_321, '654 kW'],
    [3_498_000, '3.50 MW'],
    [128_400_000, '128.4 MW'],
    [-183_100, '−183 kW'],
  ])('%d W is shown as %s', (watts, text) => expect(shown(watts, powerScale)).toBe(text));

  test.each([
    [0, '0.0 kWh'],
    [99_950, '100.0 kWh'],
    [653_000, '653 kWh'],
    [28_971_000, '28.97 MWh'],
    [844_600_000, '844.6 MWh'],
    [12_345_600_000, '12.35 GWh'],
  ])('%d Wh is shown as %s', (wattHours, text) => expect(shown(wattHours, energyScale)).toBe(text));

  test.each([
    [620, '0.62 m³'],
    [386_400, '386.4 m³'],
  ])('%d litres are shown as %s', (litres, text) => expect(shown(litres, waterScale)).toBe(text));

  test.each([
    [12.34, '12.3 kg'],
    [17_960, '17.96 t'],
  ])('%d kg of CO2 are shown as %s', (kilograms, text) => expect(shown(kilograms, carbonScale)).toBe(text));
});

test('a table counts in kWh whatever the size, so that a column can be compared', () => {
  expect([900, 1_090_675_400].map((wattHours) => inScale(wattHours, KWH))).toEqual(['0.9', '1,090,675.4']);
});

test('thousands are grouped, minus is a minus, and nothing is minus zero', () => {
  expect([grouped(1_486), grouped(-12_345.67, 1), grouped(-0.01, 1)]).toEqual(['1,486', '−12,345.7', '0.0']);
});

test('a share is told in per cent', () => expect(percent(1.0666)).toBe('106.7'));
