import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import type pg from 'pg';
import { describe, expect, test } from 'vitest';
import { MIGRATIONS_DIR, migrate } from './migrate.ts';
import { freshDatabase } from './testing.ts';

const NAMES = readdirSync(MIGRATIONS_DIR)
  .sort()
  .map((file) => file.replace(/\.sql$/, ''));

const ranIn = async (pool: pg.Pool): Promise<string[]> =>
  (await pool.query('select name from schema_migration order by id')).rows.map((row) => row.name);
/** Columns, indexes, constraints, functions: what a migration leaves, as text. */
const shapeOf = async (pool: pg.Pool): Promise<string[]> => {
  const { rows } = await pool.query(`
    select format('%s.%s %s %s', table_name, column_name, data_type, is_nullable) as line
      from information_schema.columns where table_schema = 'public' and table_name <> 'schema_migration'
    union all select indexdef from pg_indexes where schemaname = 'public' and tablename <> 'schema_migration'
    union all select conrelid::regclass || ' ' || pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace
      and conrelid <> 'schema_migration'::regclass
    order by 1`);
  return rows.map((row) => row.line);
};

test('the files are numbered without a gap', () => {
  expect(NAMES.map((name) => Number(name.slice(0, 4)))).toEqual(NAMES.map((_, index) => index + 1));
});

test('an empty database is brought to the newest version, and a second time nothing is left to do', async () => {
  await using db = await freshDatabase({ migrations: 0 });
  expect(await migrate({ url: db.url })).toEqual(NAMES);
  expect(await migrate({ url: db.url })).toEqual([]);
  expect(await ranIn(db.pool)).toEqual(NAMES);
});

describe('each older version is brought to the newest', () => {
  test.each(NAMES.map((_, index) => index).slice(1))('from the first %i files', async (count) => {
    await using older = await freshDatabase({ migrations: count });
    expect(await migrate({ url: older.url })).toEqual(NAMES.slice(count));
    await using newest = await freshDatabase();
    expect(await shapeOf(older.pool)).toEqual(await shapeOf(newest.pool));
  });
});

test('of two processes that migrate at once one does it and the other finds it done', async () => {
  await using db = await freshDatabase({ migrations: 0 });
  const ran = await Promise.all([migrateInAnotherProcess(db.url), migrateInAnotherProcess(db.url)]);
  expect(ran.flat()).toEqual(NAMES);
  expect(await ranIn(db.pool)).toEqual(NAMES);
});

test('a migration that fails leaves the database as it was', async () => {
  await using db = await freshDatabase({ migrations: 0 });
  await db.pool.query('create table reading (mine int)');
  await expect(migrate({ url: db.url })).rejects.toThrow('already exists');
  const { rows } = await db.pool.query(
    "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
  );
  expect(rows).toEqual([{ table_name: 'reading' }]);
});

function migrateInAnotherProcess(url: string): Promise<string[]> {
  const program = `const { migrate } = await import(${JSON.stringify(import.meta.resolve('./migrate.ts'))});
    process.stdout.write(JSON.stringify(await migrate({ url: process.argv[1] })));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, url], { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
    });
    child.once('exit', (code) => (code === 0 ? resolve(JSON.parse(text)) : reject(new Error(`migration process ended with ${code}`))));
  });
}
