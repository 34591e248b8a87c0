import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadParkModel } from '#db/park/load-model.ts';
import { freshDatabase } from '#db/testing.ts';
import { instantFromIso } from '#domain/park/file-values.ts';
import { instantMs } from '#domain/time/instant.ts';
import { codecs } from '#streams/codecs/registry.ts';
import { importPark } from './import.ts';

const document = readFileSync(new URL('../../docs/park-file.md', import.meta.url), 'utf8');
const example = /```json\n(.*?)```/s.exec(document)?.[1] ?? '';
const context = { actor: 'test', clock: { now: () => instantMs(instantFromIso('2026-11-22T10:00:00+08:00') ?? 0) } };

test('the park of the document is imported as it stands there, and a second time changes nothing', async () => {
  await using database = await freshDatabase();
  expect(await importPark(database.pool, example, context)).toMatchObject({
    type: 'imported',
    changed: true,
    leftAlone: {},
    refolds: 0,
    rerates: 0,
  });
  expect(await importPark(database.pool, example, context)).toMatchObject({ type: 'imported', changed: false, park: { version: 1 } });
  const model = await loadParkModel(database.pool, 'first');
  expect(model.points.map(({ code }) => code)).toEqual(['G1', 'E-101']);
  expect(model.calendar.size).toBeGreaterThan(100);
});

test('a zone that no park had before gets its sums by day and month', async () => {
  await using database = await freshDatabase();
  await importPark(database.pool, example, context);
  const { rows } = await database.pool.query('select zone from zone_aggregate');
  expect(rows).toContainEqual({ zone: 'Asia/Shanghai' });
});

test('the document names every wire family and every code of a fault', () => {
  const named = new Set(document.match(/`[A-Za-z0-9_]+`/g)?.map((word) => word.slice(1, -1)));
  expect(codecs.map(({ name }) => name).filter((name) => !named.has(name))).toEqual([]);
  const codes = readFileSync(new URL('../../domain/park/file-fault.ts', import.meta.url), 'utf8').match(/'[A-Z_]+'/g) ?? [];
  expect(codes.map((code) => code.slice(1, -1)).filter((code) => !named.has(code))).toEqual([]);
});

test('a file that is refused writes nothing', async () => {
  await using database = await freshDatabase();
  const refused = await importPark(database.pool, example.replace('"parent": "G1"', '"parent": "G9"'), context);
  expect(refused).toMatchObject({ type: 'refused', faults: [{ path: 'points[1].parent', code: 'UNKNOWN_REFERENCE' }], more: 0 });
  const { rows } = await database.pool.query('select (select count(*) from park)::int + (select count(*) from org_unit)::int as things');
  expect(rows).toEqual([{ things: 0 }]);
});
