import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { instantMs } from '#domain/time/instant.ts';
import { type Bench, PASSWORD, signIn, startBench } from '../testing/bench.ts';
import { streamFaults } from './health.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench[Symbol.asyncDispose]());

const get = (path: string, headers: Record<string, string> = {}) => fetch(bench.url + path, { headers, redirect: 'manual' });
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(bench.url + path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });

describe('a wall', () => {
  test('gives its token once, and goes on with a clean address and a cookie no script reads', async () => {
    const response = await get(`/wall/small?page=demand&token=${bench.tokens.wall}`);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/wall/small?page=demand');
    const [cookie = ''] = response.headers.getSetCookie();
    expect(cookie).toMatch(/^parktwin_wall_small=ptw_[\w-]{43}; Path=\/; Max-Age=34560000; HttpOnly; SameSite=Lax$/);
    const me = await (await get('/api/trpc/session.me', { cookie: cookie.split(';')[0] ?? '' })).json();
    expect(me.result.data).toMatchObject({ type: 'wall', manages: true });
    expect((await get('/wall/small', { cookie: cookie.split(';')[0] ?? '' })).headers.getSetCookie()[0]).toBe(cookie);
  });

  test.each(['ptw_no', 'otherWall', 'parkKey'])('is given no cookie for a token that is not its own (%s)', async (token) => {
    const given = token === 'otherWall' || token === 'parkKey' ? bench.tokens[token] : token;
    const response = await get(`/wall/small?token=${given}`);
    expect([response.status, response.headers.getSetCookie()]).toEqual([303, []]);
    expect(response.headers.get('location')).toBe('/wall/small');
  });

  test('that is revoked is nobody', async () => {
    const created = await post('/api/trpc/walls.create', { park: 'small', name: 'lobby' }, bench.headers.manager);
    const { id, path } = (await created.json()).result.data;
    const [cookie = ''] = (await get(path)).headers.getSetCookie();
    const headers = { cookie: cookie.split(';')[0] ?? '' };
    expect((await get('/api/v1/parks/small/board', headers)).status).toBe(200);
    await post('/api/trpc/walls.revoke', { id }, bench.headers.manager);
    expect((await get('/api/v1/parks/small/board', headers)).status).toBe(401);
    const listed = await (await get('/api/trpc/walls.list?input={"park":"small"}', bench.headers.manager)).json();
    const wall = listed.result.data.find((each: { id: number }) => each.id === id);
    expect(wall).toMatchObject({ name: 'lobby', revoked: true, prefix: expect.stringMatching(/^ptw_/), parks: ['small'] });
    expect(JSON.stringify(listed)).not.toContain(headers.cookie.split('=')[1]);
  });
});

describe('signing in', () => {
  test('there is no sign-up', async () => {
    const response = await post('/api/auth/sign-up/email', { email: 'x@example.com', name: 'x', password: PASSWORD });
    expect(response.ok).toBe(false);
  });

  test('signing out ends the session', async () => {
    const cookie = await signIn(bench.url, 'manager@example.com');
    const out = await post('/api/auth/sign-out', {}, { cookie, origin: bench.url });
    expect(out.status).toBe(200);
    const me = await (await get('/api/trpc/session.me', { cookie })).json();
    expect(me.result.data).toBeNull();
  });

  test('guessing is stopped, and the right password after it too', async () => {
    const tries: number[] = [];
    for (let i = 0; i < 12; i++)
      tries.push((await post('/api/auth/sign-in/email', { email: 'admin@example.com', password: `guess ${i} 12345` })).status);
    expect(tries.at(-1)).toBe(429);
    expect((await post('/api/auth/sign-in/email', { email: 'admin@example.com', password: PASSWORD })).status).toBe(429);
  });
});

describe('the edge', () => {
  test('turns away what a page of another site asks with our cookies', async () => {
    const headers = { ...bench.headers.manager, origin: 'https://elsewhere.example' };
    expect((await post('/api/trpc/walls.create', { park: 'small', name: 'x' }, headers)).status).toBe(403);
  });

  test('does not read what is too large', async () => {
    expect((await post('/api/trpc/walls.create', 'x'.repeat(1_100_000), bench.headers.manager)).status).toBe(413);
  });

  test('answers with an id and without leave to be framed, sniffed or loaded from elsewhere', async () => {
    const { headers } = await get('/anything', { 'x-request-id': 'chosen-by-client' });
    expect(headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'self'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('compresses what is large', async () => {
    const { headers } = await get('/api/v1/openapi.json', { 'accept-encoding': 'gzip' });
    expect([headers.get('content-encoding'), headers.get('vary')]).toEqual(['gzip', 'accept-encoding']);
    expect((await get('/api/v1/openapi.json', { 'accept-encoding': 'identity' })).headers.get('content-encoding')).toBeNull();
  });

  test('gives every other path to the pages, but nothing under /api', async () => {
    expect(await (await get('/my')).text()).toBe('a page');
    expect((await get('/api/unknown')).status).toBe(404);
  });

  test('is alive, ready and measured', async () => {
    expect((await get('/healthz')).status).toBe(200);
    expect(await (await get('/readyz')).json()).toEqual({ ready: true, faults: [], warnings: [] });
    expect(await (await get('/metrics')).text()).toContain('http_requests_total{route="/healthz",status="2xx"}');
  });
});

test('what is not fresh is told by name', () => {
  expect(streamFaults({ brokerConnected: true, loopAgeMs: 900, shards: [0], warm: true })).toEqual([]);
  expect(streamFaults({ brokerConnected: false, loopAgeMs: 60_000, shards: [], warm: false })).toEqual([
    'broker: not connected',
    'twins: still warming up',
    'loop: last turned 60 s ago',
  ]);
});

test('a key is seen to be used, and no more often than once a minute', async () => {
  const used = () =>
    bench.db.pool.query("select last_used_at from access_token where kind = 'api' and user_id is null and revoked_at is null limit 1");
  await get('/api/v1/parks/small/board', bench.headers.parkKey);
  const { rows } = await used();
  expect(instantMs(rows[0].last_used_at.getTime())).toBe(instantMs(Date.UTC(2026, 10, 22, 2)));
});
