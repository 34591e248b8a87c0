import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FIRST_SIGHT_HEADER, type FirstSight } from '#domain/board/first-sight.ts';
import type { ANONYMOUS } from '../access/principal.ts';
import { createLog } from '../log.ts';
import { type Bench, startBench, WHO, type Who } from '../testing/bench.ts';
import type { Me } from '../trpc/me.ts';
import type { Services } from '../trpc/trpc.ts';
import { withFirstSight } from './first-sight.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench[Symbol.asyncDispose]());

/** What a page of the bench is drawn from; null where it asks for everything itself. */
const sightOf = async (who: Who, path: string, headers: Record<string, string> = {}): Promise<FirstSight<Me> | null> => {
  const response = await fetch(bench.url + path, { headers: { ...bench.headers[who], ...headers }, redirect: 'manual' });
  const text = await response.text();
  return text === 'a page' ? null : JSON.parse(text);
};

const boardsOf = async (who: Who, path: string): Promise<string> => ((await sightOf(who, path))?.boards ?? []).map(({ key }) => key).join();

/** Who is drawn which board on a page; everybody who is not named is drawn none. */
const drawn = async (path: string): Promise<Readonly<Record<string, string>>> => {
  const boards = await Promise.all(WHO.map(async (who) => [who, await boardsOf(who, path)] as const));
  return Object.fromEntries(boards.filter(([, keys]) => keys !== ''));
};

describe('a page is drawn with', () => {
  test('the first account that the tenant holds, as it stands', async () => {
    const sight = await sightOf('tenant', '/my');
    expect(sight?.me).toMatchObject({ email: 'tenant@example.com', manages: false, accounts: [{ park: 'small', code: 'T1' }] });
    expect(sight).toMatchObject({ zone: 'Asia/Shanghai', boards: [{ key: 'account/small/T1', version: 'e.1', type: 'snapshot' }] });
    expect(sight?.boards[0]?.data).toMatchObject({ code: 'T1', available: '8.75' });
  });

  test('accounts of those alone who hold them', async () => {
    expect(await drawn('/my')).toEqual({ tenant: 'account/small/T1', otherTenant: 'account/other/T1', tenantKey: 'account/small/T1' });
  });

  test.each(['/parks/small', '/parks/small/accounts/T1', '/wall/small?page=demand'])('the park, for those who see it: %s', async (path) => {
    const park = 'park/small';
    expect(await drawn(path)).toEqual({ manager: park, clerk: park, admin: park, wall: park, parkKey: park });
  });

  test('the balances, on the page of accounts, as the question itself would be answered', async () => {
    const [board, ...others] = (await sightOf('manager', '/parks/small/accounts'))?.boards ?? [];
    expect([board?.key, others]).toEqual(['park/small', []]);
    const { answers } = (await sightOf('manager', '/parks/small/accounts')) ?? {};
    expect(answers).toMatchObject([{ key: 'accounts small', data: [{ code: 'T1', available: '8.75' }, { code: 'T2' }] }]);
  });

  test('meters and buildings, on the live page', async () => {
    const sight = await sightOf('manager', '/parks/small/live');
    expect(sight?.boards.map(({ key }) => key)).toEqual(['park/small', 'meters/small']);
    expect(sight?.answers).toMatchObject([{ key: 'spaces small', data: [{ code: 'B1' }, { code: 'B1-1' }, { code: 'B1-101' }] }]);
  });

  test('no list for those who see no park', async () => {
    for (const who of ['tenant', 'otherTenant', 'tenantKey'] as const)
      for (const path of ['/parks/small/accounts', '/parks/small/live'])
        expect([who, path, await sightOf(who, path)]).toMatchObject([who, path, { boards: [], answers: [] }]);
  });

  test.each(['/parks/nowhere', '/parks/small?at=2026-11-20T10:00', '/', '/my/why'])('no board at %s', async (path) => {
    expect(await drawn(path)).toEqual({});
  });

  test.each(['/login', '/offline', '/mya', '/_next/static/x.js', '/sw.js'])('nothing of anybody at %s', async (path) => {
    for (const who of WHO) expect([who, await sightOf(who, path)]).toEqual([who, null]);
  });

  test('nothing for somebody unknown, whatever is sent along', async () => {
    expect(await sightOf('anonymous', '/my', { [FIRST_SIGHT_HEADER]: '{"me":{"name":"x"},"boards":[]}' })).toBeNull();
    expect(await sightOf('revokedKey', '/parks/small')).toBeNull();
  });

  test('what the server says, whatever is sent along', async () => {
    const sight = await sightOf('tenant', '/my', { [FIRST_SIGHT_HEADER]: '{"me":{"name":"x"},"boards":[]}' });
    expect(sight?.me.email).toBe('tenant@example.com');
    expect(await sightOf('tenant', '/login', { [FIRST_SIGHT_HEADER]: '{}' })).toBeNull();
  });

  test('nothing when the page is open already and asks for a part of it', async () => {
    expect(await sightOf('tenant', '/my', { rsc: '1' })).toBeNull();
  });
});

describe('a page comes without its first sight', () => {
  const pageBeside = async (identify: () => Promise<typeof ANONYMOUS>): Promise<unknown> => {
    let got: unknown = 'no page';
    const services: Services = Object.create(null);
    const pages = (req: IncomingMessage) => {
      got = req.headers[FIRST_SIGHT_HEADER] ?? 'a page';
    };
    const handle = withFirstSight({ identify, services, pages, log: createLog('silent') });
    const req: IncomingMessage = Object.assign(Object.create(null), { method: 'GET', headers: { [FIRST_SIGHT_HEADER]: 'sent along' } });
    const res: ServerResponse = Object.create(null);
    await handle(req, res, new URL('http://x/my'));
    return got;
  };

  test('when nobody can say who asks', async () => {
    expect(await pageBeside(() => Promise.reject(new Error('the database is gone')))).toBe('a page');
  });

  test('when the answer does not come in time', async () => {
    expect(await pageBeside(() => new Promise(() => {}))).toBe('a page');
  });
});
