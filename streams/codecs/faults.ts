import type { Decoded, Fault, FaultCode } from './codec.ts';

const DETAIL_MAX = 200;

/** A fault whose one line is bounded and free of control characters, whatever the device sent. */
export const faultOf = (code: FaultCode, serial: string | null, detail: string): Fault => ({
  code,
  serial,
  detail: printable(detail).slice(0, DETAIL_MAX),
});

/** What a field held, for a fault's detail. Never the whole of it: a value may be a megabyte. */
export const shown = (value: unknown): string => {
  if (typeof value === 'string') return `"${value.slice(0, 60)}"`;
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return String(value);
  if (value === undefined) return 'nothing';
  return Array.isArray(value) ? 'a list' : 'an object';
};

/** Neither readings nor faults: a handshake, or a report of something nobody bills. */
export const NOTHING: Decoded = { readings: [], faults: [], replies: [] };

export const faulty = (...faults: readonly Fault[]): Decoded => ({ readings: [], faults, replies: [] });

const printable = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cs}]/gu, '?');
