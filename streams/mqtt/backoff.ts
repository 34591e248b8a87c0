const DELAY_MS_FIRST = 250;
/** A broker that is down for an hour is asked 240 times; one that comes back waits at most this long for us. */
const DELAY_MS_MAX = 15_000;
const DOUBLINGS_MAX = 6;

/**
 * Milliseconds to wait before connection attempt `attempt` (0 is the first after a loss): doubling, within half and one and a half of
 * itself. The jitter is a function of client and attempt, so a hundred clients that lost one broker do not come back as one, and no
 * test needs chance.
 */
export const reconnectDelayMs = (attempt: number, clientId: string): number => {
  const base = Math.min(DELAY_MS_MAX, DELAY_MS_FIRST * 2 ** Math.min(attempt, DOUBLINGS_MAX));
  return Math.round(base * (0.5 + fractionOf(`${clientId}/${attempt}`)));
};

/** FNV-1a with a final mix, as a fraction in [0, 1). */
const fractionOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
};
