import type { DecodedReading } from '../codecs/codec.ts';

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const TWO_32 = 4_294_967_296;
const LOW_21 = 0x1f_ffff;

/**
 * Tells different values of one device and instant apart; 53 bits, a safe integer. The same reading has the same digest whoever sends it and
 * whenever (law 2): nothing of the message enters, only what the meter showed.
 */
export const digestOf = (reading: DecodedReading): number => {
  let low = FNV_OFFSET;
  let high = FNV_OFFSET ^ 0x5bd1e995;
  const mix = (value: number | null) => {
    const whole = value === null ? -1 : value;
    const words = [whole >>> 0, Math.floor(whole / TWO_32) >>> 0];
    for (const word of words) {
      low = Math.imul(low ^ word, FNV_PRIME);
      high = Math.imul(high ^ ((word << 13) | (word >>> 19)), 0x85ebca6b);
      high ^= high >>> 15;
    }
  };
  mix(reading.registers.import);
  mix(reading.registers.export);
  mix(reading.registers.reactive);
  mix(reading.power === null ? null : Math.round(reading.power));
  mix(reading.relay === null ? null : reading.relay === 'closed' ? 1 : 0);
  return ((high >>> 0) & LOW_21) * TWO_32 + (low >>> 0);
};
