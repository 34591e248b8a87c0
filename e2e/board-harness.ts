// To look at the screens without the rest of the program: `node e2e/board-harness.ts [port]` after `next build` (0: any free port). Serves generated parks over
// the product's own protocol; sign in as manager@x or tenant@x with any password but "wrong". Nothing here is shipped.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { initTRPC } from '@trpc/server';
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http';
import nextModule from 'next';
import { Server } from 'socket.io';
import type { BoardName, ParkDocument } from '#domain/board/board.ts';
import { FIRST_SIGHT_HEADER, firstSightText } from '#domain/board/first-sight.ts';
import { diff } from '#domain/board/merge-patch.ts';
import { type BoardData, boardKey, projectBoard } from '#domain/board/project.ts';
import { HOUR_MS, type InstantMs, instantMs, MINUTE_MS } from '#domain/time/instant.ts';
import { dayRange, parkDay } from '#domain/time/park-day.ts';
import { questionsOf } from './harness/questions.ts';
import { sampleAlarms } from './harness/sample-alarms.ts';
import { sampleAllocation } from './harness/sample-allocation.ts';
import { sampleBills } from './harness/sample-bills.ts';
import { SPACES } from './harness/sample-buildings.ts';
import { hourOf, parkW, sampleSlots, ZONE } from './harness/sample-day.ts';
import { sampleExplain } from './harness/sample-explain.ts';
import { sampleBooks, sampleReports } from './harness/sample-finance.ts';
import { LARGE_SPACES, largePoints, MADE_PARKS } from './harness/sample-large.ts';
import { samplePapers } from './harness/sample-papers.ts';
import { type SampleOptions, sampleDocument } from './harness/sample-park.ts';
import { answerSamplePhoto } from './harness/sample-photos.ts';
import { samplePurchase } from './harness/sample-purchase.ts';
import { sampleTariffs } from './harness/sample-tariffs.ts';
import { sampleWhatIf } from './harness/sample-what-if.ts';

const port = Number(process.argv[2] ?? 3100);
/** Who sees a park as a whole. */
const isOfPark = (role: string | null): boolean => role === 'manager' || role === 'clerk';
/** Set by who measures: frames come so often. */
const FRAME_MS = process.env.HARNESS_FRAME_MS === undefined ? null : Number(process.env.HARNESS_FRAME_MS);
/** It is always the same minute in the park when the harness starts: whatever day it is, months, days and prices stand as the samples say. */
const FIRST_AT = Temporal.Instant.from('2026-11-29T14:39:07+08:00').epochMilliseconds;
const offset = FIRST_AT - Date.now();
const now = (): InstantMs => instantMs(Math.round(Date.now() + offset));

const PARKS: Readonly<Record<string, SampleOptions>> = {
  main: { code: 'main', name: { zh: '示范产业园', en: 'Demonstration Park' }, share: 1, lagMs: 0, alarms: true },
  south: { code: 'south', name: { zh: '南区智造园', en: 'South Works' }, share: 0.42, lagMs: 0, alarms: false },
  stale: { code: 'stale', name: { zh: '滨江物流园', en: 'Riverside Logistics' }, share: 0.21, lagMs: 17 * MINUTE_MS, alarms: true },
  offline: { code: 'offline', name: { zh: '西山材料园', en: 'West Hill Materials' }, share: 0.3, lagMs: 3 * HOUR_MS, alarms: true },
  large: { code: 'large', name: { zh: '四十栋产业园', en: 'Forty Houses' }, share: 1.4, lagMs: 0, alarms: true },
  empty: { code: 'empty', name: { zh: '新开园区', en: 'New Park' }, share: 0, lagMs: 0, alarms: false },
};
const GROUPS: Readonly<Record<string, { code: string; name: { zh: string; en: string } }>> = {
  main: { code: 'east', name: { zh: '华东大区', en: 'East China' } },
  south: { code: 'east', name: { zh: '华东大区', en: 'East China' } },
};
const GROUP = { code: 'group', name: { zh: '示范集团', en: 'Demonstration Group' } };
const WEST = { code: 'west', name: { zh: '西部大区', en: 'West China' } };

const documentOf = (park: string, at: InstantMs = now()): ParkDocument => {
  const options = PARKS[park] ?? PARKS.main;
  if (!options) throw new Error('no park');
  const document = sampleDocument(options, at);
  if (park === 'large') return { ...document, points: largePoints(at) };
  const made = MADE_PARKS[park];
  if (made) return { ...document, points: made };
  if (park !== 'empty') return document;
  const bare = { ...document.park, powerW: 0, pvW: 0, todayWh: 0, monthWh: 0, todayL: 0, waterLh: 0, todayKgCo2: 0, yesterdayToNowWh: 0 };
  return {
    accounts: {},
    points: {},
    park: {
      ...bare,
      todayYuan: '0.00',
      monthYuan: '0.00',
      price: null,
      demand: [],
      tenantDemand: [],
      online: 0,
      meters: 0,
      dataAt: null,
      low: [],
      alarms: [],
      counts: { received: 0, stored: 0, duplicate: 0, quarantined: 0 },
    },
  };
};

/** A point's part of what a whole park draws. */
const shareOf = (park: string, point: string): number => Math.max(0, documentOf(park).points[point]?.power ?? 0) / parkW(hourOf(now()), 0);

const roleOf = (req: IncomingMessage): string | null => /harness=(\w+)/.exec(req.headers.cookie ?? '')?.[1] ?? null;

interface Context {
  readonly role: string | null;
}
const t = initTRPC.context<Context>().create();
const asked = <T>() => ({ parse: (value: unknown) => value as T });
const park = t.procedure.input(asked<{ park: string }>());
const heldBy = (role: string) => {
  const codes = role === 'tenant' ? ['A-006'] : role === 'low' ? ['A-002', 'A-001'] : [];
  return codes.map((code) => ({ park: 'main', code, name: documentOf('main').accounts[code]?.name }));
};
const meOf = (role: string) => ({
  name: role === 'tenant' ? '王工' : '李经理',
  email: `${role}@x`,
  manages: role === 'manager' || role === 'clerk',
  collects: role === 'clerk' ? ['main'] : [],
  accounts: heldBy(role),
});
const accountsOf = (code: string) => Object.values(documentOf(code).accounts);
const spacesOf = (code: string) => (code === 'empty' ? [] : code === 'large' ? LARGE_SPACES : SPACES);
const questions = questionsOf(now, { shares: Object.values(PARKS), documentOf });
const router = t.router({
  session: t.router({
    me: t.procedure.query(({ ctx }) => (ctx.role === null ? null : meOf(ctx.role))),
  }),
  parks: t.router({
    list: t.procedure.query(() =>
      Object.values(PARKS).map(({ code, name }) => ({ code, name, city: '苏州', zone: ZONE, group: GROUP, region: GROUPS[code] ?? WEST })),
    ),
    compare: questions.compare,
  }),
  boards: t.router({
    at: t.procedure.input(asked<{ park: string; at: InstantMs }>()).query(({ input }) => {
      const [point] = Object.keys(documentOf(input.park).points);
      const termsFrom = instantMs(now() - 5 * 24 * HOUR_MS);
      const refined = { park: input.at < now() - 20 * 24 * HOUR_MS, accounts: ['A-002'], points: point === undefined ? [] : [point] };
      return { at: input.at, document: documentOf(input.park, input.at), refined, from: instantMs(now() - 35 * 24 * HOUR_MS), termsFrom };
    }),
  }),
  spaces: t.router({ list: park.query(({ input }) => spacesOf(input.park)) }),
  curve: t.procedure.input(asked<{ park: string; point?: string; day: string }>()).query(({ input }) => {
    const midnight = dayRange(parkDay(input.day), ZONE).from;
    const share = input.point === undefined ? (PARKS[input.park]?.share ?? 1) : shareOf(input.park, input.point);
    return { day: input.day, slots: sampleSlots(midnight, now(), { share, seed: midnight + 24 * HOUR_MS < now() ? 1 : 0 }) };
  }),
  counter: questions.counter,
  accounts: t.router({ list: park.query(({ input }) => accountsOf(input.park)), ...questions.accounts }),
  ledger: questions.ledger,
  doubts: questions.doubts,
  installations: questions.installations,
  points: t.router({
    list: park.query(({ input }) => Object.values(documentOf(input.park).points)),
    ...questions.points,
    quality: questions.quality,
  }),
  flows: questions.flows,
  minutes: questions.minutes,
  allocation: sampleAllocation(now, documentOf),
  explain: sampleExplain(now),
  tariffs: sampleTariffs(now, documentOf),
  whatIf: sampleWhatIf(),
  bills: sampleBills(now, documentOf),
  papers: samplePapers(now),
  purchase: samplePurchase(now, documentOf),
  books: sampleBooks(now),
  reports: sampleReports(documentOf),
  quarantine: t.router({ list: park.query(({ input }) => (input.park === 'main' ? quarantine() : [])), ...questions.quarantine }),
  alarms: t.router(sampleAlarms(now, { codes: ['main', 'stale', 'large'], documentOf })),
});

const REASONS = ['OUT_OF_RANGE', 'UNKNOWN_DEVICE', 'FUTURE', 'MALFORMED'] as const;
const quarantine = () =>
  Array.from({ length: 17 }, (_, i) => ({
    id: String(9_000 - i),
    receivedAt: instantMs(now() - i * 17 * MINUTE_MS),
    topic: `twin/v1/GW-${(i % 4) + 1}/up`,
    serial: i % 4 === 3 ? null : `E-${String(20_000 + i * 111).padStart(6, '0')}`,
    reason: REASONS[i % 4] ?? 'MALFORMED',
    detail: i % 4 === 0 ? '12345.67 → 99999.99 kWh / 15 min' : '',
    items: (i % 3) + 1,
  }));

const body = async (req: IncomingMessage): Promise<string> => {
  let text = '';
  for await (const chunk of req) text += String(chunk);
  return text;
};

const signIn = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
  const { email, password } = JSON.parse(await body(req)) as { email: string; password: string };
  const fails = password === 'wrong' ? 401 : password === 'many' ? 429 : password === 'fault' ? 500 : null;
  if (fails === null) res.setHeader('set-cookie', `harness=${email.split('@')[0]}; Path=/; HttpOnly`);
  res.writeHead(fails ?? 200, { 'content-type': 'application/json' }).end('{}');
};

// Next is CommonJS: its types name the module, what arrives is the function.
const next = nextModule as unknown as typeof nextModule.default;
const app = next({ dev: process.argv[3] === 'dev' });
await app.prepare();
const pages = app.getRequestHandler();
/** As the product's server does it (server/http/first-sight.ts). */
const drawFrom = (req: IncomingMessage, url: URL): void => {
  const role = roleOf(req);
  if (role === null || url.searchParams.has('at') || req.headers.rsc !== undefined) return;
  const me = meOf(role);
  const [held] = me.accounts;
  const [, seen] = /^\/(?:parks|wall)\/([\w-]+)/.exec(url.pathname) ?? [];
  const name: BoardName | null =
    url.pathname === '/my' && held
      ? { type: 'account', park: held.park, account: held.code }
      : me.manages && seen !== undefined && PARKS[seen]
        ? { type: 'park', park: seen }
        : null;
  const data = name && projectBoard(documentOf(name.park), name);
  const firstOf = (board: BoardName, shown: BoardData) => ({
    key: boardKey(board),
    version: 'h.0',
    type: 'snapshot' as const,
    data: shown,
    at: now(),
  });
  const boards = name && data ? [firstOf(name, data)] : [];
  const answers = [];
  if (name?.type === 'park' && url.pathname.endsWith('/accounts'))
    answers.push({ key: `accounts ${name.park}`, data: accountsOf(name.park) });
  if (name?.type === 'park' && url.pathname.endsWith('/live')) {
    boards.push(firstOf({ type: 'meters', park: name.park }, documentOf(name.park).points));
    answers.push({ key: `spaces ${name.park}`, data: spacesOf(name.park) });
  }
  req.headers[FIRST_SIGHT_HEADER] = firstSightText({ me, zone: boards.length === 0 ? null : ZONE, boards, answers });
};

const server = createServer((req, res) => {
  const url = req.url ?? '/';
  if (url.startsWith('/api/auth/sign-in')) return void signIn(req, res);
  if (url.startsWith('/api/auth/sign-out')) return void res.writeHead(200, { 'set-cookie': 'harness=; Path=/; Max-Age=0' }).end('{}');
  if (url.startsWith('/api/trpc/')) {
    const path = new URL(url, 'http://x').pathname.slice('/api/trpc/'.length);
    return void nodeHTTPRequestHandler({ router, req, res, path, createContext: () => ({ role: roleOf(req) }) });
  }
  if (answerSamplePhoto(req, res)) return;
  drawFrom(req, new URL(url, 'http://x'));
  void pages(req, res);
});

const io = new Server(server);
let build = 'b1';
io.on('connection', (socket) => {
  const watched = new Map<string, NodeJS.Timeout>();
  socket.emit('build', { id: build });
  socket.on('watch', (request, answer) => {
    const { board } = request;
    const key = boardKey(board);
    if (board.park === 'secret' || (!isOfPark(roleOf(socket.request)) && board.type !== 'account'))
      return answer({ ok: false, code: 'FORBIDDEN' });
    answer({ ok: true, key });
    if (board.park === 'waiting') return;
    let before = projectBoard(documentOf(board.park), board);
    let version = 1;
    const frame = (type: string, data: unknown) =>
      socket.emit('frame', { key, version: `h.${version}`, type, data, at: now() }, () => undefined);
    frame('snapshot', before);
    clearInterval(watched.get(key));
    watched.set(
      key,
      setInterval(
        () => {
          const after = projectBoard(documentOf(board.park), board);
          const patch = before && after && diff(before, after);
          before = after;
          version += 1;
          if (patch) frame('patch', patch);
        },
        FRAME_MS ?? (request.wall ? 1_000 : 400),
      ),
    );
  });
  socket.on('unwatch', ({ key }) => clearInterval(watched.get(key)));
  socket.on('disconnect', () => watched.forEach((timer) => void clearInterval(timer)));
});
process.on('SIGUSR2', () => {
  build = `${build}+`;
  io.emit('build', { id: build });
});
server.listen(port, () => {
  const address = server.address();
  process.stdout.write(`http://localhost:${typeof address === 'object' && address ? address.port : port}\n`);
});
