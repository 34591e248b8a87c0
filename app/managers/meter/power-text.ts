import type { Medium } from '#domain/units/quantity.ts';
import { energyScale, inScale, powerScale, waterFlowScale, waterScale } from '../../format/quantity.ts';

/** "92.7 kW", "1.2 m³/h"; a dash where nothing is known. */
export const powerText = (watts: number | null | undefined, medium: Medium): string => {
  if (watts === null || watts === undefined) return '–';
  const scale = (medium === 'water' ? waterFlowScale : powerScale)(watts);
  return `${inScale(watts, scale)} ${scale.unit}`;
};

/** "1,234 kWh", "12.3 m³". */
export const usedText = (quantity: number | null | undefined, medium: Medium): string => {
  if (quantity === null || quantity === undefined) return '–';
  const scale = (medium === 'water' ? waterScale : energyScale)(quantity);
  return `${inScale(quantity, scale)} ${scale.unit}`;
};
