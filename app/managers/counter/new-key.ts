const BYTES = 16;

/** Names one act, before it is asked for: asked again under it, it is done once. (randomUUID is missing where a page came without TLS.) */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(BYTES)), (byte) => byte.toString(16).padStart(2, '0')).join('');
