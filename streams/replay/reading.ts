import type { InstantMs } from '#domain/time/instant.ts';

/** A register reading out of a data file, to be sent as canonical telemetry. */
export interface ReplayReading {
  readonly serial: string;
  readonly at: InstantMs;
  /** Cumulated, at the meter, decimal text. */
  readonly registers: { readonly importKWh: string; readonly importKvarh: string } | { readonly volumeM3: string };
}

/** A file that is not what it says it is. `fault` names the line. */
export type Read<T> = ({ readonly fault?: never } & T) | { readonly fault: string };

/** Lines of a text file, without a byte order mark and a last empty line. */
export const linesOf = (text: string): string[] => {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
};

/** A whole number of the last of `places` decimals as text: 1234 with 2 is "12.34". */
export const decimalText = (n: number, places: number): string => {
  const digits = String(n).padStart(places + 1, '0');
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
};
