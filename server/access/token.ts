import { createHash, randomBytes } from 'node:crypto';
import type { TokenKind } from '#db/queries/access.ts';

/** 32 random bytes cannot be guessed, so a plain SHA-256 without salt is enough to keep. */
const TOKEN_BYTES = 32;
/** "ptk_" or "ptw_" and six characters: enough to recognise, too little to help. */
const PREFIX_LENGTH = 10;
const MARKS: Readonly<Record<TokenKind, string>> = { api: 'ptk_', wall: 'ptw_' };
const TOKEN = /^pt[kw]_[\w-]{43}$/;

export interface FreshToken {
  /** Shown once to the person who asked for it, and kept nowhere. */
  readonly token: string;
  readonly prefix: string;
  readonly digest: Uint8Array;
}

export function freshToken(kind: TokenKind): FreshToken {
  const token = MARKS[kind] + randomBytes(TOKEN_BYTES).toString('base64url');
  return { token, prefix: token.slice(0, PREFIX_LENGTH), digest: digestOf(token) };
}

export const digestOf = (token: string): Uint8Array => createHash('sha256').update(token).digest();

/** Anything else is not worth asking the database about. */
export const looksLikeToken = (text: string): boolean => TOKEN.test(text);
