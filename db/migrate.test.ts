import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import type pg from 'pg';
import { expect, test } from 'vitest';
import { MIGRATIONS_DIR, migrate } from './migrate.ts';
import { freshDatabase } from './testing.ts';

const NAMES = readdirSync(MIGRATIONS_DIR)
  .sort()
  .map((file) => file.replace(/\.sql$/, ''));

const ranIn = async (pool: pg.Pool): Promise<string[]> =>
  (await pool.query('select name from schema_migration order by id')).rows.map((row) => row.name);
/** Which files ran and what they left, columns, indexes, constraints and functions, as text. */
const STATE = `
  select string_agg(line, E'\\n' order by line) as state from (
    select 'ran ' || name as line from schema_migration
    union all select format('%s.%s %s %s', table_name, column_name, data_type, is_nullable)
      from information_schema.columns where table_schema = 'public' and table_name <> 'schema_migration'
    union all select indexdef from pg_indexes where schemaname = 'public' and tablename <> 'schema_migration'
    union all select conrelid::regclass || ' ' || pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace
      and conrelid <> 'schema_migration'::regclass
    union all select md5(pg_get_functiondef(p.oid)) || ' ' || p.oid::regprocedure from pg_proc p where pronamespace = 'public'::regnamespace
      and proname <> 'refuse_commit' and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')) l`;
const stateOf = async (pool: pg.Pool): Promise<string> => (await pool.query(STATE)).rows[0].state;

/** From here on a migration is refused at its commit, with what it would have left as the message: a version is tried from without being left. */
const REFUSE = `
  create function refuse_commit() returns trigger language plpgsql as $$ begin raise exception '%', (${STATE}); end $$;
  create constraint trigger refuse_commit after insert on schema_migration deferrable initially deferred for each row execute function refuse_commit()`;

test('the files are numbered without a gap', () => {
  expect(NAMES.map((name) => Number(name.slice(0, 4)))).toEqual(NAMES.map((_, index) => index + 1));
});

test('an empty database is brought to the newest version, and a second time nothing is left to do', async () => {
  await using db = await freshDatabase({ migrations: 0 });
  expect(await migrate({ url: db.url })).toEqual(NAMES);
  expect(await migrate({ url: db.url })).toEqual([]);
  expect(await ranIn(db.pool)).toEqual(NAMES);
});

/** Six seconds of processor time where the tars of a new set of migrations are made already, ten where not; a machine under load has many times less. */
const MIGRATING_MS = 120_000;

test('each older version is brought to the newest, at once or file by file', { timeout: MIGRATING_MS }, async () => {
  await using db = await freshDatabase({ migrations: 0 });
  await using newest = await freshDatabase();
  const state = await stateOf(newest.pool);
  for (const [index, name] of NAMES.entries()) {
    expect(await migrate({ url: db.url, count: 1 })).toEqual([name]);
    if (index === NAMES.length - 1) break;
    await db.pool.query(REFUSE);
    const { message } = await migrate({ url: db.url }).then(
      () => assert.fail('was not refused'),
      (fault: Error) => fault,
    );
    expect(message, `from ${name}`).toBe(state);
    await db.pool.query('drop function refuse_commit cascade');
  }
  expect(await stateOf(db.pool)).toBe(state);
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
