import { acrelHw } from './acrel-hw.ts';
import { canonical } from './canonical.ts';
import type { Codec, DecodeContext, Decoded } from './codec.ts';
import { eiot } from './eiot.ts';
import { faultOf, faulty } from './faults.ts';
import { kpm33b } from './kpm33b.ts';

/** Every wire family the program reads; the busiest first. A family is added here and nowhere else. */
export const codecs: readonly Codec[] = [canonical, eiot, acrelHw, kpm33b];

/** What a stream process subscribes to. */
export const filters: readonly string[] = codecs.flatMap((codec) => codec.filters);

export type Decode = (topic: string, payload: Uint8Array, context: DecodeContext) => Decoded;

/**
 * Reads a message by the family its topic names. Total: a codec that throws all the same is our mistake, but one message must not
 * stop a park; it goes to quarantine with its bytes and the error.
 */
export const createDecode =
  (families: readonly Codec[]): Decode =>
  (topic, payload, context) => {
    const codec = families.find((family) => family.matches(topic));
    if (codec === undefined) return faulty(faultOf('UNKNOWN_TOPIC', null, topic));
    try {
      return codec.decode(topic, payload, context);
    } catch (error) {
      return faulty(faultOf('MALFORMED', null, `codec ${codec.name} failed: ${error instanceof Error ? error.message : 'unknown'}`));
    }
  };

export const decodeMessage: Decode = createDecode(codecs);
