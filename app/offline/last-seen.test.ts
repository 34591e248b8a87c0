import { describe, expect, test } from 'vitest';
import { HOUR_MS, instantMs } from '#domain/time/instant.ts';
import { type LastSeen, seenFromText, textOf, withSheet } from './last-seen.ts';
import { ROWS_MAX, type Sheet, type SheetRow } from './sheet.ts';

const NOW = instantMs(1_800_000_000_000);
const ago = (hours: number) => instantMs(NOW - hours * HOUR_MS);

const row: SheetRow = { title: '甲公司 A-001', value: '¥12.30', note: '还能用 3.0 天', severity: 'warning', since: null, isPart: false };
const sheet = (own: Partial<Sheet> = {}): Sheet => ({
  page: 'accounts',
  park: 'main',
  name: '园区',
  at: NOW,
  keptAt: NOW,
  figure: '',
  lines: [],
  rows: [row],
  all: 1,
  ...own,
});
const seen = (...sheets: readonly Sheet[]): LastSeen => ({ by: 'li@x', sheets });
const placesOf = ({ sheets }: LastSeen) => sheets.map(({ park, page }) => `${park} ${page}`);

test('what was seen last is read back as it was written', () => {
  const kept = seen(
    sheet({ page: 'my', park: '', figure: '¥−12.30', rows: [], all: 0 }),
    sheet({ page: 'alarms', rows: [{ ...row, since: ago(2) }] }),
  );
  expect(seenFromText(textOf(kept))).toEqual(kept);
});

test.each([null, '', 'x', '{}', '{"by":5,"sheets":[]}', '{"by":"li@x"}', '[]', 'null', '{"at":5,"balance":null,"park":null}'])(
  '%s is nothing that was seen',
  (text) => expect(seenFromText(text)).toBeNull(),
);

test.each([
  { page: 'money' },
  { at: 'soon' },
  { keptAt: null },
  { figure: 5 },
  { rows: 'all' },
  { rows: [{ ...row, severity: 'loud' }] },
  { rows: [{ ...row, title: null }] },
  { rows: Array.from({ length: ROWS_MAX + 1 }, () => row) },
  { name: 'x'.repeat(1_000) },
])('a sheet with %j is left out, the others stay', (fault) =>
  expect(seenFromText(JSON.stringify({ by: 'li@x', sheets: [{ ...sheet(), ...fault }, sheet()] }))).toEqual(seen(sheet())),
);

describe('a page that is seen again', () => {
  test('takes the place of what it showed before, and stands in front', () => {
    const after = withSheet(seen(sheet({ page: 'live' }), sheet({ keptAt: ago(1) }), sheet({ park: 'south' })), sheet());
    expect(placesOf(after)).toEqual(['main accounts', 'main live', 'south accounts']);
    expect(after.sheets[0]?.keptAt).toBe(NOW);
  });

  test('makes what is older than seven days go, and what a wrong clock has kept for later', () => {
    const old = [ago(7 * 24 + 1), ago(7 * 24 - 1), ago(-8 * 24)].map((keptAt, i) => sheet({ park: `p${i}`, keptAt }));
    expect(placesOf(withSheet(seen(...old), sheet()))).toEqual(['main accounts', 'p1 accounts']);
  });

  test('leaves the three parks that were seen last', () => {
    let kept = seen();
    for (const park of ['a', 'b', 'c', 'a', 'd']) kept = withSheet(kept, sheet({ park }));
    expect(placesOf(kept)).toEqual(['d accounts', 'a accounts', 'c accounts']);
  });

  test('leaves no more than the phone is asked to hold, the oldest going first', () => {
    const rows = Array.from({ length: ROWS_MAX }, () => ({ ...row, title: '名'.repeat(200), note: '注'.repeat(200) }));
    let kept = seen();
    for (const page of ['overview', 'live', 'accounts', 'alarms'] as const) kept = withSheet(kept, sheet({ page, rows }));
    expect(placesOf(kept)).toEqual(['main alarms', 'main accounts']);
    expect(textOf(kept).length).toBeLessThanOrEqual(250_000);
  });
});
