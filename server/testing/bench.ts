import type { AddressInfo } from 'node:net';
import { ensureZoneAggregates } from '#db/aggregates.ts';
import { smallPark } from '#db/park/small-park.fixture.ts';
import { writePark } from '#db/park/write-park.ts';
import { insertToken } from '#db/queries/access.ts';
import { selectParkZone } from '#db/queries/parks.ts';
import { freshDatabase, type TestDatabase } from '#db/testing.ts';
import type { AccountBoard, ParkBoard, ParkDocument, PointBoard } from '#domain/board/board.ts';
import { FIRST_SIGHT_HEADER } from '#domain/board/first-sight.ts';
import type { ParkFile } from '#domain/park/park-file.ts';
import { instantMs } from '#domain/time/instant.ts';
import { wallCookieName } from '../access/cookies.ts';
import { createIdentifier, type Identify } from '../access/identify.ts';
import { freshToken } from '../access/token.ts';
import { type Auth, createAuth } from '../auth/auth.ts';
import { addPerson } from '../auth/people.ts';
import { createBoardMirror } from '../boards/mirror.ts';
import { createPastBoards } from '../history/past-boards.ts';
import { createAppServer, type Handle } from '../http/app-server.ts';
import { withFirstSight } from '../http/first-sight.ts';
import { routesOf } from '../http/routes.ts';
import { createLog } from '../log.ts';
import { createMetrics } from '../metrics.ts';
import { createPrinting } from '../paper/printing.ts';
import { createBoardSockets } from '../sockets/board-sockets.ts';
import type { Services } from '../trpc/trpc.ts';

/** Everybody there is: who reads what is said of each of them. */
export const WHO = [
  'anonymous',
  'tenant',
  'otherTenant',
  'manager',
  'otherManager',
  'clerk',
  'admin',
  'wall',
  'otherWall',
  'parkKey',
  'tenantKey',
  'revokedKey',
] as const;
export type Who = (typeof WHO)[number];

/** 2026-11-22T10:00+08:00 */
export const NOW = instantMs(Date.UTC(2026, 10, 22, 2));
export const PASSWORD = 'correct horse battery';
/** What a page is drawn with is looked at here, on however busy a machine. */
const FIRST_SIGHT_MS_MAX = 20_000;

/** The web side of the program on a database of its own, with the parks `small` and `other` and one of everybody. */
export interface Bench extends AsyncDisposable {
  readonly db: TestDatabase;
  readonly url: string;
  readonly headers: Readonly<Record<Who, Readonly<Record<string, string>>>>;
  readonly auth: Auth;
  readonly identify: Identify;
  /** Tokens as they were shown when made. */
  readonly tokens: Readonly<Record<'wall' | 'otherWall' | 'parkKey' | 'tenantKey' | 'revokedKey', string>>;
}

export async function startBench(): Promise<Bench> {
  const db = await freshDatabase();
  const clock = { now: () => NOW };
  const log = createLog('silent');
  for (const park of ['small', 'other']) await writePark(db.pool, parkNamed(park), { actor: 'test', clock });
  await ensureZoneAggregates(db.pool, 'Asia/Shanghai');
  const auth = createAuth({ pool: db.pool, secret: 'kP3v9xT1mQ7sW5yB8nE2rU6zA4cG0hJd', baseUrl: null, port: 0, log });
  const identifier = createIdentifier({ db: db.pool, auth, clock });
  const { identify } = identifier;
  const mirror = createBoardMirror(() => {});
  for (const park of ['small', 'other']) {
    mirror.accept({ type: 'snapshot', park, epoch: 'e', version: 1, data: documentOf(park) }, NOW);
  }
  const metrics = createMetrics();
  const services: Services = {
    db: db.pool,
    mirror,
    past: createPastBoards({ pool: db.pool, clock }),
    clock,
    accessChanged: () => identifier.forget(),
    moneyMoved: () => {},
    alarmMoved: () => {},
    printing: createPrinting(),
  };
  // A page says what it would be drawn from.
  const page: Handle = (req, res) => void res.end(req.headers[FIRST_SIGHT_HEADER] ?? 'a page');
  const pages = withFirstSight({ identify, services, pages: page, log, waitMsMax: FIRST_SIGHT_MS_MAX });
  const server = createAppServer({
    routes: routesOf({
      services,
      identifier,
      auth,
      metrics,
      ready: { db: db.pool, streamHealth: null, jobHealth: null },
      baseUrl: null,
      port: 0,
      pages,
      log,
    }),
    fallback: pages,
    origin: { baseUrl: null, trustProxy: false },
    clock,
    gauges: metrics,
    log,
  });
  const sockets = createBoardSockets({
    httpServer: server,
    mirror,
    identify,
    parkExists: async (park) => (await selectParkZone(db.pool, park)) !== null,
    isOwnOrigin: () => true,
    buildId: 'test',
    clock,
    gauges: metrics,
    log,
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { headers, tokens } = await everybody(db, auth, url);
  const stop = async (): Promise<void> => {
    await sockets.close();
    await db.stop();
  };
  return { db, url, headers, auth, identify, tokens, [Symbol.asyncDispose]: stop };
}

async function everybody(db: TestDatabase, auth: Auth, url: string): Promise<Pick<Bench, 'headers' | 'tokens'>> {
  const person = async (name: string, ...grants: Parameters<typeof addPerson>[2][number][]) => {
    const email = `${name}@example.com`;
    const added = await addPerson({ db: db.pool, auth }, { email, name, password: PASSWORD }, grants);
    if (added.type !== 'added') throw new Error(`${name}: ${added.type}`);
    return { userId: added.userId, headers: { cookie: await signIn(url, email) } };
  };
  const token = async (kind: 'wall' | 'api', parks: readonly string[], userId: string | null = null) => {
    const fresh = freshToken(kind);
    const row = { kind, name: kind, prefix: fresh.prefix, digest: fresh.digest, userId, createdBy: admin.userId, createdAt: NOW, parks };
    if ((await insertToken(db.pool, row)) === null) throw new Error('token');
    return fresh.token;
  };
  const admin = await person('admin', { role: 'admin' });
  const manager = await person('manager', { role: 'manager', park: 'small' });
  const otherManager = await person('other-manager', { role: 'manager', park: 'other' });
  const clerk = await person('clerk', { role: 'clerk', park: 'small' });
  const tenant = await person('tenant', { role: 'tenant', park: 'small', account: 'T1' });
  const otherTenant = await person('other-tenant', { role: 'tenant', park: 'other', account: 'T1' });
  const tokens = {
    wall: await token('wall', ['small']),
    otherWall: await token('wall', ['other']),
    parkKey: await token('api', ['small']),
    tenantKey: await token('api', [], tenant.userId),
    revokedKey: await token('api', ['small']),
  };
  await db.pool.query('update access_token set revoked_at = now() where id = (select max(id) from access_token)');
  const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
  return {
    tokens,
    headers: {
      anonymous: {},
      tenant: tenant.headers,
      otherTenant: otherTenant.headers,
      manager: manager.headers,
      otherManager: otherManager.headers,
      clerk: clerk.headers,
      admin: admin.headers,
      wall: { cookie: `${wallCookieName('small')}=${tokens.wall}` },
      otherWall: { cookie: `${wallCookieName('other')}=${tokens.otherWall}` },
      parkKey: bearer(tokens.parkKey),
      tenantKey: bearer(tokens.tenantKey),
      revokedKey: bearer(tokens.revokedKey),
    },
  };
}

/** The cookies of a session. */
export async function signIn(url: string, email: string, password = PASSWORD): Promise<string> {
  const response = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  if (!response.ok) throw new Error(`sign-in of ${email}: ${response.status}`);
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** The small park under another code; serials are unique in the whole database. */
const parkNamed = (code: string): ParkFile => {
  const file = smallPark();
  const serialOf = (serial: string) => `${code}-${serial}`;
  return {
    ...file,
    park: { ...file.park, code },
    devices: file.devices.map((device) => ({ ...device, serial: serialOf(device.serial) })),
    installations: file.installations.map((installation) => ({ ...installation, device: serialOf(installation.device) })),
  };
};

const words = { zh: '园区', en: 'park' };

const documentOf = (park: string): ParkDocument => ({
  park: parkBoardOf(park),
  accounts: { T1: accountBoardOf('T1'), T2: accountBoardOf('T2') },
  points: { G: pointBoardOf('G', null), P1: pointBoardOf('P1', 'T2'), W1: pointBoardOf('W1', 'T1') },
});

const parkBoardOf = (code: string): ParkBoard => ({
  code,
  name: words,
  zone: 'Asia/Shanghai',
  day: '2026-11-22' as ParkBoard['day'],
  at: NOW,
  dataAt: NOW,
  powerW: 1_000,
  pvW: 0,
  waterLh: 0,
  todayWh: 1,
  monthWh: 2,
  todayL: 3,
  yesterdayToNowWh: 4,
  todayYuan: '1.00',
  monthYuan: '2.00',
  todayKgCo2: 5,
  price: null,
  tenantDemand: [],
  demand: [],
  online: 3,
  meters: 4,
  counts: { received: 1, stored: 1, duplicate: 0, quarantined: 0 },
  refolding: 0,
  low: [],
  alarms: [],
});

const accountBoardOf = (code: string): AccountBoard => ({
  code,
  name: words,
  kind: 'prepaid',
  space: null,
  at: NOW,
  power: 1,
  ledger: '10.00',
  unposted: '1.25',
  available: '8.75',
  todayWh: 1,
  todayL: 0,
  todayYuan: '0.10',
  monthYuan: '1.25',
  level: 'ok',
  cut: { type: 'on' },
  daysLeft: null,
  limits: null,
  points: [],
});

const pointBoardOf = (code: string, account: string | null): PointBoard => ({
  code,
  name: words,
  medium: 'electricity',
  role: account === null ? 'grid' : 'tenant',
  parent: code === 'P1' ? 'G' : null,
  space: null,
  account,
  serial: `${code}-1`,
  at: null,
  intervalS: 5,
  power: null,
  relay: null,
  register: null,
  today: 0,
  month: 0,
  suspect: false,
});
