import { expect, test } from 'vitest';
import { instantMs } from '#domain/time/instant.ts';
import type { SeenPage, Sheet } from './sheet.ts';
import { hrefOf, sheetAt } from './sheet-at.ts';

const sheet = (park: string, page: SeenPage): Sheet => ({
  page,
  park,
  name: park,
  at: instantMs(1),
  keptAt: instantMs(1),
  figure: '1 kW',
  lines: [],
  rows: [],
  all: 0,
});
const SHEETS = [sheet('main', 'alarms'), sheet('main', 'overview'), sheet('main', 'accounts'), sheet('south', 'live'), sheet('', 'my')];

test.each([
  ['/parks/main/accounts', '/parks/main/accounts', true],
  ['/parks/main', '/parks/main', true],
  ['/parks/south/live', '/parks/south/live', true],
  ['/my', '/my', true],
  // Of a page that is not kept, what its park showed stands in.
  ['/parks/main/tariffs', '/parks/main', false],
  ['/parks/main/accounts/A-001', '/parks/main', false],
  ['/parks/south/accounts', '/parks/south/live', false],
  ['/parks/north', '/parks/main/alarms', false],
  ['/my/why', '/my', false],
  // No page of a park: the newest of all.
  ['/', '/parks/main/alarms', true],
  ['/offline', '/parks/main/alarms', true],
])('without a network, %s shows what %s showed last', (path, shown, isAsked) => {
  const found = sheetAt(path, SHEETS);
  expect(found && hrefOf(found.sheet)).toBe(shown);
  expect(found?.isAsked).toBe(isAsked);
});

test('the ways lead to all that is kept of the park, and to each other park once', () => {
  const found = sheetAt('/parks/main/live', SHEETS);
  expect(found?.pages.map(hrefOf)).toEqual(['/parks/main', '/parks/main/accounts', '/parks/main/alarms']);
  expect(found?.parks.map(hrefOf)).toEqual(['/parks/south/live', '/my']);
});

test('where nothing is kept nothing is shown', () => expect(sheetAt('/parks/main', [])).toBeNull());
