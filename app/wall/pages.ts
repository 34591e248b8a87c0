/** The pages of a wall, in the order of its rotation. */
export const PAGES = ['twin', 'flows', 'demand', 'balances', 'health'] as const;
export type WallPageName = (typeof PAGES)[number];

/** A page by its name in the address (`?page=flows`), or by its number. */
export const pageOf = (text: string | undefined): WallPageName | null =>
  PAGES.find((page, i) => page === text?.toLowerCase() || String(i + 1) === text) ?? null;

const ROTATE_S = 30;
const ROTATE_S_MIN = 5;
const ROTATE_S_MAX = 3_600;

/** Seconds each page stands (`?rotate=60`): from 5 s to an hour; what is no number is 30. */
export const rotateSecondsOf = (text: string | undefined): number => {
  const seconds = Number(text);
  return text === undefined || !Number.isFinite(seconds) || seconds <= 0
    ? ROTATE_S
    : Math.min(ROTATE_S_MAX, Math.max(ROTATE_S_MIN, seconds));
};

/** Where the rotation stands: `page` since `at`, counted in milliseconds. */
export interface Turn {
  readonly page: WallPageName;
  readonly at: number;
}

/** The page at `now`: the next one each `everyMs` after the turn. All walls that were opened together turn together. */
export const pageAt = (turn: Turn, now: number, everyMs: number): WallPageName => {
  const turns = Math.max(0, Math.floor((now - turn.at) / everyMs));
  return PAGES[(PAGES.indexOf(turn.page) + turns) % PAGES.length] ?? 'twin';
};

/** The page a key asks for, from the one that stands: arrows turn, digits name. Null: the key is not ours. */
export const pageByKey = (key: string, page: WallPageName): WallPageName | null => {
  const by = key === 'ArrowRight' || key === 'PageDown' ? 1 : key === 'ArrowLeft' || key === 'PageUp' ? -1 : 0;
  if (by !== 0) return PAGES[(PAGES.indexOf(page) + by + PAGES.length) % PAGES.length] ?? null;
  return /^[1-5]$/.test(key) ? pageOf(key) : null;
};
