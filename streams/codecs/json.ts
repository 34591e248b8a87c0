import { isAscii, isUtf8 } from 'node:buffer';
import type { Fault } from './codec.ts';
import { faultOf } from './faults.ts';

/** The largest message looked at. A gateway with 20,000 points sends several; what is larger goes to quarantine as it is. */
export const PAYLOAD_BYTES_MAX = 1024 * 1024;
/** The deepest real format nests five deep (sys login payloads). */
export const DEPTH_MAX = 16;

export type Parsed = { readonly value: unknown; readonly fault?: never } | { readonly fault: Fault };

/**
 * JSON as a meter may send it: UTF-8, at most a mebibyte, at most 16 deep, no key twice in one object (which of the two is
 * the register?). The depth is checked before parsing, so that nothing recurses into what a stranger nested.
 * With `bigIntegers`, integers that a number cannot hold come as bigint; it costs time and is for handshakes.
 */
export const parseJson = (payload: Uint8Array, { bigIntegers = false } = {}): Parsed => {
  if (payload.length > PAYLOAD_BYTES_MAX) return { fault: faultOf('TOO_LARGE', null, `${payload.length} bytes`) };
  if (payload.length === 0) return { fault: faultOf('MALFORMED', null, 'empty') };
  const { depth, keys } = outlineOf(payload);
  if (depth > DEPTH_MAX) return { fault: faultOf('TOO_DEEP', null, `nested more than ${DEPTH_MAX} deep`) };
  const text = textOf(payload);
  if (text === null) return { fault: faultOf('MALFORMED', null, 'not UTF-8') };
  try {
    const value: unknown = JSON.parse(text, bigIntegers ? reviveBigIntegers : undefined);
    return countKeys(value) === keys ? { value } : { fault: faultOf('MALFORMED', null, 'a key stands twice in one object') };
  } catch (error) {
    return { fault: faultOf('MALFORMED', null, error instanceof Error ? error.message : 'not JSON') };
  }
};

export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** How deep the text nests and how many keys it writes, without parsing it. Bytes above 0x7f never look like these signs in UTF-8. */
const outlineOf = (bytes: Uint8Array): { readonly depth: number; readonly keys: number } => {
  let depth = 0;
  let deepest = 0;
  let keys = 0;
  const { length } = bytes;
  for (let i = 0; i < length; i++) {
    const byte = bytes[i];
    if (byte === QUOTE) {
      for (i++; i < length && bytes[i] !== QUOTE; i++) if (bytes[i] === BACKSLASH) i++;
    } else if (byte === COLON) keys++;
    else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
      depth++;
      if (depth > deepest) deepest = depth;
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) depth--;
  }
  return { depth: deepest, keys };
};

/** Fewer than were written means that one stood twice. */
const countKeys = (value: unknown): number => {
  if (typeof value !== 'object' || value === null) return 0;
  let keys = 0;
  if (Array.isArray(value)) {
    for (const item of value) keys += countKeys(item);
    return keys;
  }
  for (const held of Object.values(value)) {
    keys++;
    if (typeof held === 'object') keys += countKeys(held);
  }
  return keys;
};

const textOf = (payload: Uint8Array): string | null => {
  const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength);
  if (isAscii(bytes)) return bytes.toString('latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : null;
};

/** 40 digits hold any id of 128 bits; longer ones stay numbers. */
const INTEGER = /^-?\d{1,40}$/;

const reviveBigIntegers = (_key: string, value: unknown, context?: { readonly source?: string }): unknown => {
  const source = context?.source;
  return typeof value === 'number' && !Number.isSafeInteger(value) && source !== undefined && INTEGER.test(source) ? BigInt(source) : value;
};
