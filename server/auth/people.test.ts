import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { smallPark } from '#db/park/small-park.fixture.ts';
import { mayRead } from '../access/may.ts';
import { demoLogins } from '../demo/demo-logins.ts';
import { type Bench, NOW, signIn, startBench } from '../testing/bench.ts';
import { addPerson } from './people.ts';
import { authSecretOf } from './secret.ts';

let bench: Bench;
const dataDir = mkdtempSync(join(tmpdir(), 'parktwin-people-'));
beforeAll(async () => {
  bench = await startBench();
});
afterAll(async () => {
  await bench[Symbol.asyncDispose]();
  rmSync(dataDir, { recursive: true, force: true });
});
const people = () => ({ db: bench.db.pool, auth: bench.auth });
const user = (email: string) => ({ email, name: 'N', password: 'a long password' });
const principalOf = async (email: string, password = 'a long password') =>
  bench.identify({ cookie: await signIn(bench.url, email, password) });

describe('a person', () => {
  test('of a group manages every park below it, also those to come', async () => {
    await addPerson(people(), user('group@example.com'), [{ role: 'manager', orgUnit: 'group' }]);
    const principal = await principalOf('group@example.com');
    expect(mayRead(principal, { type: 'park', park: 'small' })).toBe(true);
    expect(mayRead(principal, { type: 'park', park: 'other' })).toBe(true);
    expect(mayRead(principal, { type: 'quarantine', park: null })).toBe(false);
  });

  test('is not added where the park or account does not exist, or the e-mail is taken', async () => {
    const grant = { role: 'tenant', park: 'small', account: 'T9' } as const;
    expect(await addPerson(people(), user('nowhere@example.com'), [grant])).toEqual({ type: 'noSuchTarget', grant });
    expect((await addPerson(people(), user('nowhere@example.com'), [{ role: 'admin' }])).type).toBe('added');
    expect((await addPerson(people(), user('NoWhere@example.com'), [{ role: 'admin' }])).type).toBe('emailTaken');
  });

  test('with a new password is signed out everywhere', async () => {
    await addPerson(people(), user('changed@example.com'), [{ role: 'admin' }]);
    const cookie = await signIn(bench.url, 'changed@example.com', 'a long password');
    expect(await bench.auth.setPassword('changed@example.com', 'another password')).toBe(true);
    expect((await bench.identify({ cookie })).type).toBe('anonymous');
    expect((await principalOf('changed@example.com', 'another password')).type).toBe('user');
    expect(await bench.auth.setPassword('nobody@example.com', 'another password')).toBe(false);
  });

  test('on the browser of a wall sees the wall’s park too', async () => {
    const cookie = `${bench.headers.otherTenant.cookie}; ${bench.headers.wall.cookie}`;
    const principal = await bench.identify({ cookie });
    expect([principal.type, mayRead(principal, { type: 'park', park: 'small' })]).toEqual(['user', true]);
  });

  test('is nobody beside a wrong key', async () => {
    expect(await bench.identify({ ...bench.headers.admin, authorization: 'Bearer ptk_wrong' })).toEqual({ type: 'anonymous' });
    expect(await bench.identify({ ...bench.headers.admin, authorization: 'Basic YTpi' })).toEqual({ type: 'anonymous' });
    expect((await bench.identify({ authorization: `Bearer ${bench.tokens.wall}` })).type).toBe('anonymous');
  });
});

describe('the demo', () => {
  const logins = () => demoLogins({ ...people(), clock: { now: () => NOW }, dataDir, parks: [smallPark()] });

  test('has logins of its own, readable by their owner alone, and the same after a restart', async () => {
    const made = await logins();
    expect(made.people.map(({ role }) => role)).toEqual(['admin', 'manager', 'clerk', 'tenant']);
    const file = join(dataDir, 'demo-logins.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(made);
    expect(await logins()).toEqual(made);
    const tenant = made.people.find(({ role }) => role === 'tenant');
    expect(mayRead(await principalOf(tenant?.email ?? '', tenant?.password), { type: 'account', park: 'small', account: 'T1' })).toBe(true);
  });

  test('whose file was lost gives new passwords', async () => {
    const before = await logins();
    rmSync(join(dataDir, 'demo-logins.json'));
    const after = await logins();
    expect(after.people.map(({ email }) => email)).toEqual(before.people.map(({ email }) => email));
    expect(after.people[0]?.password).not.toBe(before.people[0]?.password);
  });
});

test('the secret of sessions is made once, and kept for its owner alone', async () => {
  const secret = await authSecretOf(null, dataDir);
  expect(secret.length).toBeGreaterThanOrEqual(32);
  expect(await authSecretOf(null, dataDir)).toBe(secret);
  expect(statSync(join(dataDir, 'auth-secret')).mode & 0o777).toBe(0o600);
  expect(await authSecretOf('configured', dataDir)).toBe('configured');
});
