/**
 * Seeded noise: a hash instead of a generator, so that any value can be asked for again, in any order, after any restart.
 * Not for secrets.
 */

/** 32 well mixed bits of three whole numbers. */
export const hash = (seed: number, a: number, b = 0): number => {
  let h = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(a ^ (a / 4_294_967_296), 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d) ^ Math.imul(b + 0x165667b1, 0x27d4eb2f);
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return (h ^ (h >>> 16)) >>> 0;
};

/** [0, 1). */
export const unit = (seed: number, a: number, b = 0): number => hash(seed, a, b) / 4_294_967_296;

/** [-1, 1). */
export const swing = (seed: number, a: number, b = 0): number => hash(seed, a, b) / 2_147_483_648 - 1;

/** A seed from a text (FNV-1a), so that a point keeps its noise when others come and go. */
export const seedOf = (text: string, seed: number): number => {
  let h = 0x811c9dc5 ^ seed;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return hash(h >>> 0, seed);
};

/** [-1, 1), smooth in x: straight between the values at whole x. */
export const smoothSwing = (seed: number, x: number): number => {
  const whole = Math.floor(x);
  const from = swing(seed, whole);
  return from + (swing(seed, whole + 1) - from) * (x - whole);
};
