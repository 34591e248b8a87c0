import { SEEN_PAGES, type SeenPage, type Sheet } from './sheet.ts';

export interface Found {
  readonly sheet: Sheet;
  /** False: the page that was asked for is not kept; the sheet is the nearest that is. */
  readonly isAsked: boolean;
  /** All that is kept of the same park, in the order of the pages. */
  readonly pages: readonly Sheet[];
  /** The newest sheet of each other park. */
  readonly parks: readonly Sheet[];
}

/** What to show in place of the page at an address: what it showed last, else what its park did, else what was seen last at all. Null: nothing is kept. */
export const sheetAt = (path: string, sheets: readonly Sheet[]): Found | null => {
  const asked = placeOf(path);
  const inPark = sheets.filter(({ park }) => park === asked?.park);
  const exact = inPark.find(({ page }) => page === asked?.page);
  const sheet = exact ?? inPark.find(({ page }) => page === 'overview') ?? inPark[0] ?? sheets[0];
  if (sheet === undefined) return null;
  const newestOfPark = new Map(sheets.toReversed().map((each) => [each.park, each]));
  newestOfPark.delete(sheet.park);
  return {
    sheet,
    isAsked: exact !== undefined || asked === null,
    pages: SEEN_PAGES.flatMap((page) => sheets.find((each) => each.page === page && each.park === sheet.park) ?? []),
    parks: [...newestOfPark.values()].toReversed(),
  };
};

export const hrefOf = ({ page, park }: Pick<Sheet, 'page' | 'park'>): string => {
  if (page === 'my') return '/my';
  const root = `/parks/${encodeURIComponent(park)}`;
  return page === 'overview' ? root : `${root}/${page}`;
};

/** Null: an address of all parks together, or of this page itself. `page` null: one of which nothing is kept. */
const placeOf = (path: string): { readonly park: string; readonly page: SeenPage | null } | null => {
  const [, first = '', park = '', page = 'overview'] = path.split('/');
  if (first === 'my') return { park: '', page: park === '' ? 'my' : null };
  if (first !== 'parks' || park === '') return null;
  return { park: decodeURIComponent(park), page: path.split('/').length > 4 ? null : (SEEN_PAGES.find((each) => each === page) ?? null) };
};
