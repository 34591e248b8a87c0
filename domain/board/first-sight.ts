import type { InstantMs } from '../time/instant.ts';
import type { BoardData } from './project.ts';

/**
 * What a page is drawn from before any of its scripts runs: who looks, the boards it begins with, and what it would ask first. The server hands it to the pages with the
 * request itself, so it is made for one person and one answer, which nobody keeps.
 */
export interface FirstSight<Me> {
  readonly me: Me;
  /** Of the park that the boards belong to; null without a board. */
  readonly zone: string | null;
  /** As a socket would have sent them: it goes on from their versions. */
  readonly boards: readonly FirstBoard[];
  readonly answers: readonly FirstAnswer[];
}

/** What tRPC would have answered to a question that the page calls by this key (app/rpc). */
export interface FirstAnswer {
  readonly key: string;
  readonly data: unknown;
}

export interface FirstBoard {
  readonly key: string;
  readonly version: string;
  readonly type: 'snapshot';
  readonly data: BoardData;
  /** When it left the server. */
  readonly at: InstantMs;
}

/** Set by the server alone; what a client sends under this name is thrown away. */
export const FIRST_SIGHT_HEADER = 'x-first-sight';

/** Headers are ASCII: JSON is too, once other characters are written as JSON's own escapes. */
export const firstSightText = (sight: FirstSight<unknown>): string =>
  JSON.stringify(sight).replace(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
