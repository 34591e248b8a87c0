import { HOUR_MS, type InstantMs } from '#domain/time/instant.ts';
import { type Sheet, sheetFrom } from './sheet.ts';

/** What a person saw last on this phone: for the page without a network. */
export interface LastSeen {
  /** Whose they are. */
  readonly by: string;
  /** Newest first, one for each page of a park. */
  readonly sheets: readonly Sheet[];
}

const KEY = 'parktwin:last-seen';
/** A sheet of 200 rows takes some 25,000 characters, a park's four 60,000; a browser holds 2.5 million for all pages of a site. */
const CHARS_MAX = 250_000;
const PARKS_MAX = 3;
/** Balances are nobody else's business, and older figures no help. */
const AGE_MS_MAX = 7 * 24 * HOUR_MS;

/** Somebody is signed in: what another person has seen here goes, and what is old. From here on this person's pages may keep theirs. */
export const claimSeen = (by: string, now: InstantMs): void => {
  const seen = read();
  write(seen?.by === by ? withoutOld(seen, now) : { by, sheets: [] });
};

/** Keeps a sheet, of who is signed in alone: a page left open in another tab by somebody who has signed out keeps nothing. */
export const rememberSeen = (by: string, sheet: Sheet): void => {
  const seen = read();
  if (seen?.by === by) write(withSheet(seen, sheet));
};

/** A park that may not be looked at any more is not looked at without a network either. */
export const forgetPark = (park: string): void => {
  const seen = read();
  if (seen?.sheets.some((sheet) => sheet.park === park)) write({ ...seen, sheets: seen.sheets.filter((sheet) => sheet.park !== park) });
};

/** Whoever signs in or out next need not know. */
export const forgetSeen = (): void => write(null);

/** What may still be shown; what is too old goes. */
export const lastSeen = (now: InstantMs): readonly Sheet[] => {
  const seen = read();
  if (seen === null) return [];
  const young = withoutOld(seen, now);
  if (young.sheets.length < seen.sheets.length) write(young);
  return young.sheets;
};

/** With the sheet in front, in place of what its page showed before; the oldest go where parks or characters become too many. */
export const withSheet = (seen: LastSeen, sheet: Sheet): LastSeen => {
  const others = seen.sheets.filter(({ page, park }) => page !== sheet.page || park !== sheet.park);
  const sheets = withoutOld({ ...seen, sheets: [sheet, ...others] }, sheet.keptAt).sheets;
  const parks = new Set([...new Set(sheets.map(({ park }) => park))].slice(0, PARKS_MAX));
  const kept = sheets.filter(({ park }) => parks.has(park));
  while (kept.length > 0 && textOf({ ...seen, sheets: kept }).length > CHARS_MAX) kept.pop();
  return { ...seen, sheets: kept };
};

/** One from the future was kept by a clock that was wrong: its age is not known. */
const withoutOld = (seen: LastSeen, now: InstantMs): LastSeen => ({
  ...seen,
  sheets: seen.sheets.filter(({ keptAt }) => Math.abs(now - keptAt) <= AGE_MS_MAX),
});

export const textOf = (seen: LastSeen): string => JSON.stringify(seen);

/** Null for what another version, or another hand, has written there. */
export const seenFromText = (text: string | null): LastSeen | null => {
  if (text === null) return null;
  try {
    const { by, sheets } = JSON.parse(text);
    if (typeof by !== 'string' || !Array.isArray(sheets)) return null;
    return { by, sheets: sheets.map(sheetFrom).filter((sheet) => sheet !== null) };
  } catch {
    return null;
  }
};

const read = (): LastSeen | null => {
  try {
    return seenFromText(localStorage.getItem(KEY));
  } catch {
    // Not allowed to look: the same as nothing there.
    return null;
  }
};

/** A browser may refuse to keep anything (private windows, full storage): then nothing is remembered. */
const write = (seen: LastSeen | null): void => {
  try {
    if (seen === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, textOf(seen));
  } catch {
    // Nothing is lost but a convenience.
  }
};
