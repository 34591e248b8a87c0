/** How a figure is shown: divided, rounded to so many digits, with this unit. One scale serves a figure while it glides. */
export interface Scale {
  readonly per: number;
  readonly digits: number;
  readonly unit: string;
}

const KILO = 1_000;
const MEGA = 1_000_000;
const GIGA = 1_000_000_000;

const scale = (per: number, digits: number, unit: string): Scale => ({ per, digits, unit });

/** W: kW up to a megawatt, three or four digits in sight. */
export const powerScale = (watts: number): Scale => {
  const w = Math.abs(watts);
  if (w >= MEGA) return scale(MEGA, w >= 100 * MEGA ? 1 : 2, 'MW');
  return scale(KILO, w >= 100 * KILO ? 0 : w >= 10 * KILO ? 1 : 2, 'kW');
};

/** Wh on walls and tiles: kWh, MWh from 1,000 kWh, GWh from 10,000 MWh. */
export const energyScale = (wattHours: number): Scale => {
  const wh = Math.abs(wattHours);
  if (wh >= 10 * GIGA) return scale(GIGA, 2, 'GWh');
  if (wh >= MEGA) return scale(MEGA, wh >= 100 * MEGA ? 1 : 2, 'MWh');
  return scale(KILO, wh >= 100 * KILO ? 0 : 1, 'kWh');
};

/** Wh where people check a bill, and in tables: always kWh with one digit. */
export const KWH: Scale = scale(KILO, 1, 'kWh');

/** W in columns of a table. */
export const KW: Scale = scale(KILO, 1, 'kW');

/** Litres as cubic metres. */
export const waterScale = (litres: number): Scale => scale(KILO, Math.abs(litres) >= 100 * KILO ? 1 : 2, 'm³');

/** Litres per hour. */
export const waterFlowScale = (litresPerHour: number): Scale => scale(KILO, Math.abs(litresPerHour) >= 100 * KILO ? 0 : 1, 'm³/h');

/** Kilograms of CO2; the unit's own sign is written by the screen. */
export const carbonScale = (kilograms: number): Scale =>
  Math.abs(kilograms) >= KILO ? scale(KILO, Math.abs(kilograms) >= 100 * KILO ? 1 : 2, 't') : scale(1, 1, 'kg');

/** A value in a scale, grouped by thousands, with a true minus. */
export const inScale = (value: number, { per, digits }: Scale): string => grouped(value / per, digits);

/** "1,234.5 kWh", kept on one line. */
export const withUnit = (value: number, scale: Scale): string => `${inScale(value, scale)}\u00a0${scale.unit}`;

const formats = new Map<number, Intl.NumberFormat>();

/** "1,234.5": both languages group alike. */
export const grouped = (value: number, digits = 0): string => {
  let format = formats.get(digits);
  if (!format) {
    format = new Intl.NumberFormat('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits, signDisplay: 'negative' });
    formats.set(digits, format);
  }
  return format.format(value).replace('-', '−');
};

/** A share as per cent, "106.7". */
export const percent = (share: number, digits = 1): string => grouped(share * 100, digits);
