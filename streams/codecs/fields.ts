import { type RegisterMilli, registerFromKilo } from '#domain/units/quantity.ts';
import { shown } from './faults.ts';

/** A field that holds what it must not; `readingOf` of a codec turns it into one fault for the reading. */
export interface BadField {
  readonly bad: string;
}

export const badField = (name: string, value: unknown): BadField => ({ bad: `${name} holds ${shown(value)}` });

export const isBad = (field: unknown): field is BadField => typeof field === 'object' && field !== null && 'bad' in field;

const SERIAL = /^[\x21-\x7e\u00a0-\ud7ff\ue000-\uffff][\x20-\x7e\u00a0-\ud7ff\ue000-\uffff]{0,63}$/;

/** A serial as sent: 1 to 64 characters, no control characters. Null for anything else. */
export const serialFrom = (value: unknown): string | null => (typeof value === 'string' && SERIAL.test(value) ? value : null);

/** A cumulated kWh, kvarh or m³ register; null when the field is not there. */
export const registerField = (name: string, value: unknown): RegisterMilli | null | BadField => {
  if (value === undefined || value === null) return null;
  const register = typeof value === 'string' || typeof value === 'number' ? registerFromKilo(value) : null;
  return register ?? badField(name, value);
};

const DECIMAL = /^-?\d{1,12}(?:\.\d{1,12})?$/;

/** W from kW, whole; + is drawn from the grid. Null when the field is not there. */
export const powerFromKilo = (name: string, value: unknown): number | null | BadField => {
  if (value === undefined || value === null) return null;
  const kilo = decimal(value);
  // + 0: a load of minus nothing is nothing.
  return kilo === null ? badField(name, value) : Math.round(kilo * 1_000) + 0;
};

/** A finite number of at most twelve digits before the point, or such a decimal as text. */
export const decimal = (value: unknown): number | null => {
  if (typeof value === 'number') return Math.abs(value) < 1e12 ? value : null;
  return typeof value === 'string' && DECIMAL.test(value) ? Number(value) : null;
};
