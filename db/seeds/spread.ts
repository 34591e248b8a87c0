/** A whole number of [from, to), the same for the same text for ever (FNV-1a): the seeds' only chance. */
export const spread = (text: string, from: number, to: number): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  // The low bits of FNV are poor: fold the high ones in.
  return from + ((((hash >>> 15) ^ hash) >>> 0) % (to - from));
};
