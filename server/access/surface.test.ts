import { io as connect } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { suggestRules } from '#domain/allocation/suggest-rules.ts';
import type { BoardName } from '#domain/board/board.ts';
import { PLAIN_TEMPLATE } from '#domain/paper/template.ts';
import { EXPORT_FORMATS, EXPORT_KINDS, type ExportKind } from '../export/request.ts';
import { proceduresOf, restRoutesOf } from '../rest/routes.ts';
import type { WatchAnswer } from '../sockets/protocol.ts';
import { type Bench, startBench, WHO, type Who } from '../testing/bench.ts';
import { appRouter } from '../trpc/router.ts';
import { ACCOUNT, answersOf, COUNTER, KNOWN, MANAGE, PARK, PEOPLE } from './testing/who-may.ts';

/**
 * Walks everything that can be asked for, as everybody; photos stand in `surface-photos.test.ts`. A procedure, route or board that is not in these
 * tables fails the test.
 */

const park = 'small';
const point = 'small:P1';
const range = { from: '2026-10-20T00:00:00+08:00', to: '2026-11-20T00:00:00+08:00' };

interface Entry {
  readonly input?: unknown;
  readonly may: readonly Who[];
}

/** When the first installation showed something that a person decides. */
const DOUBT_AT = Date.UTC(2026, 9, 25);

const ALLOCATION = suggestRules([]);

/** A quarter of an hour that T1 was charged for, and a reading at its start. */
const SLOT = { account: 'small:T1', point: 'P1', start: '2026-10-18T00:00:00+08:00' };

const DRAFT = { park, tariff: 'tou', as: 'new', version: { validFrom: '2026-12-01', source: 'test', components: [], rules: [] } };

const CHANGE = { park, point: 'P1', running: 0, change: { kind: 'end', at: '2026-10-20T00:00:00+08:00', end: {} } };

const PROCEDURES: Readonly<Record<string, Entry>> = {
  'session.me': { may: WHO },
  'parks.list': { may: KNOWN },
  'spaces.list': { input: { park }, may: PARK },
  'boards.get': { input: { board: { type: 'park', park } }, may: PARK },
  'boards.park': { input: { park }, may: PARK },
  'boards.at': { input: { park, at: DOUBT_AT }, may: PARK },
  'accounts.list': { input: { park }, may: ACCOUNT },
  'accounts.get': { input: { account: 'small:T1' }, may: ACCOUNT },
  'points.list': { input: { park }, may: ACCOUNT },
  'points.slots': { input: { point, ...range }, may: ACCOUNT },
  'points.demand': { input: { point, month: '2026-10' }, may: ACCOUNT },
  'points.month': { input: { point, month: '2026-10' }, may: ACCOUNT },
  'points.windows': { input: { point, month: '2026-10' }, may: ACCOUNT },
  'accounts.use': { input: { account: 'small:T1', from: '2026-10-20', to: '2026-11-20' }, may: ACCOUNT },
  'accounts.ledger': { input: { account: 'small:T1' }, may: ACCOUNT },
  'accounts.handovers': { input: { account: 'small:T1' }, may: ACCOUNT },
  'accounts.setAlarms': { input: { account: 'small:T1', alarm1Yuan: '500', alarm2Yuan: '200' }, may: [...MANAGE, 'tenant'] },
  'ledger.recent': { input: { park }, may: PARK },
  // Without a shift nothing is taken or given back: refused by its content, not by who asks.
  'counter.account': { input: { park, account: 'T1' }, may: COUNTER },
  'counter.topUp': { input: { park, account: 'T1', channel: 'cash', amountYuan: '1', key: 'surface-1' }, may: COUNTER },
  'counter.takeDeposit': { input: { park, account: 'T1', channel: 'cash', amountYuan: '1', key: 'surface-2' }, may: COUNTER },
  'counter.returnDeposit': {
    input: { park, account: 'T1', channel: 'cash', amountYuan: '1', reason: 'test', key: 'surface-3' },
    may: COUNTER,
  },
  'counter.refund': { input: { park, year: 2026, number: 1, amountYuan: '1', reason: 'test', key: 'surface-4' }, may: COUNTER },
  'counter.undo': { input: { park, year: 2026, number: 1, reason: 'test', key: 'surface-5' }, may: COUNTER },
  // Of an account that pays for nothing.
  'counter.release': { input: { park, account: 'X9' }, may: COUNTER },
  'counter.opening': { input: { park, day: '2026-11-22' }, may: COUNTER },
  // There is no such point: refused by its content.
  'counter.openAccount': {
    input: {
      park,
      code: 'N1',
      name: 'new',
      kind: 'prepaid',
      space: null,
      day: '2026-11-22',
      alarm1: '0',
      alarm2: '0',
      overdraft: '0',
      points: [{ point: 'nowhere', tariff: 'tou', register: '' }],
      takeOver: false,
      deposit: null,
    },
    may: COUNTER,
  },
  'counter.closeAccount': { input: { park, account: 'T1', channel: 'cash' }, may: COUNTER },
  'counter.receipt': { input: { park, year: 2026, number: 1 }, may: COUNTER },
  'counter.receipts': { input: { park }, may: COUNTER },
  'counter.shift': { input: { park }, may: COUNTER },
  'counter.shifts': { input: { park }, may: COUNTER },
  'counter.openShift': { input: { park, floatYuan: '0' }, may: COUNTER },
  'counter.closeShift': { input: { park, countedYuan: '0' }, may: COUNTER },
  'doubts.list': { input: { park }, may: PARK },
  'doubts.decided': { input: { park }, may: PARK },
  'doubts.decide': { input: { park, id: `${DOUBT_AT}-1-0`, choice: { type: 'undecided' } }, may: MANAGE },
  'points.quality': { input: { park }, may: PARK },
  'parks.compare': { input: { from: '2026-10-20', to: '2026-11-20' }, may: [...PARK, 'otherManager', 'otherWall'] },
  flows: { input: { park, medium: 'water', ...range }, may: PARK },
  'allocation.month': { input: { park, month: '2026-10' }, may: MANAGE },
  'allocation.lawful': { input: { park, month: '2026-10' }, may: MANAGE },
  'allocation.run': { input: { park, month: '2026-10' }, may: MANAGE },
  'allocation.rules': { input: { park, month: '2026-10' }, may: MANAGE },
  'allocation.preview': { input: { park, month: '2026-10', rules: ALLOCATION }, may: MANAGE },
  'allocation.saveRules': { input: { park, month: '2026-10', rules: ALLOCATION }, may: MANAGE },
  'allocation.enterMoney': { input: { park, month: '2026-10', kind: 'capacity', yuan: null, source: '' }, may: MANAGE },
  'purchase.list': { input: { park, from: '2026-01', to: '2026-12' }, may: MANAGE },
  'purchase.month': { input: { park, month: '2026-10' }, may: MANAGE },
  'purchase.check': { input: { park, month: '2026-10', kind: 'grid', text: '' }, may: MANAGE },
  'purchase.enter': { input: { park, month: '2026-10', kind: 'grid', text: '' }, may: [...MANAGE, 'parkKey'] },
  'purchase.methods': { input: { park, month: '2026-10' }, may: MANAGE },
  'purchase.saveResale': {
    input: { park, month: '2026-10', resale: { way: 'actualBill', method: 'tariff', exportSharePpm: 1_000_000, sharedInFees: false } },
    may: MANAGE,
  },
  'purchase.takeBack': { input: { park, month: '2026-10', kind: 'grid' }, may: MANAGE },
  // The master is read by a gateway: refused by its content, not by who asks.
  'purchase.enterReading': { input: { park, month: '2026-10', point: 'G', cells: null }, may: MANAGE },
  'bills.month': { input: { park, month: '2026-10' }, may: COUNTER },
  'bills.list': { input: { park, month: '2026-10' }, may: COUNTER },
  'bills.start': { input: { park, month: '2026-10' }, may: MANAGE },
  'bills.advance': { input: { park, month: '2026-10' }, may: MANAGE },
  // Its months before were never there, or are being computed: refused by its content.
  'bills.begin': { input: { park, month: '2026-08', reason: 'test' }, may: MANAGE },
  'bills.check': { input: { park, month: '2026-10', ids: null }, may: MANAGE },
  'bills.issue': { input: { park, month: '2026-08', ids: null }, may: MANAGE },
  'bills.reverse': { input: { park, id: '1', reason: 'test' }, may: MANAGE },
  'bills.pay': { input: { park, id: '1', key: 'surface-6' }, may: COUNTER },
  'books.months': { input: { park, months: 12 }, may: COUNTER },
  'books.lateFees': { input: { park }, may: COUNTER },
  'books.setLateFee': {
    input: {
      park,
      validFrom: '2026-01-01',
      dailyPpm: 500,
      carriedOverPpm: 500,
      graceDays: 0,
      capPpm: null,
      minimumYuan: '0',
      source: 'test',
    },
    may: MANAGE,
  },
  'books.billingTerms': { input: { park }, may: COUNTER },
  'books.setBillingTerms': {
    input: { park, validFrom: '2026-01-01', daysToPay: 10, taxRates: { lease: 500 }, source: 'test' },
    may: MANAGE,
  },
  'bills.lateFee': { input: { park, id: '1' }, may: COUNTER },
  'bills.waiveLateFee': { input: { park, id: '1', amountYuan: '1', reason: 'test' }, may: MANAGE },
  'books.close': { input: { park, month: '2026-08' }, may: MANAGE },
  'reports.collection': { input: { park, from: '2026-01', to: '2026-11' }, may: COUNTER },
  'reports.arrears': { input: { park }, may: COUNTER },
  'reports.revenue': { input: { park, from: '2026-01', to: '2026-11' }, may: COUNTER },
  'reports.energy': { input: { park, from: '2026-01', to: '2026-11' }, may: COUNTER },
  'reports.takings': { input: { park, from: '2026-11-01', to: '2026-11-22' }, may: COUNTER },
  'reports.held': { input: { park, day: '2026-11-22' }, may: COUNTER },
  'bills.one': { input: { park, id: '1' }, may: ACCOUNT },
  'bills.why': { input: { park, id: '1', line: 1 }, may: ACCOUNT },
  'bills.ofAccount': { input: { account: 'small:T1' }, may: ACCOUNT },
  'bills.issued': { input: { account: 'small:T1' }, may: ACCOUNT },
  'bills.issuedOne': { input: { park, id: '1' }, may: ACCOUNT },
  'papers.template': { input: { park }, may: MANAGE },
  'papers.revision': { input: { park, revision: 1 }, may: MANAGE },
  // Somebody was faster: answered, not refused.
  'papers.save': { input: { park, base: 7, template: PLAIN_TEMPLATE }, may: MANAGE },
  'papers.uploadLogo': { input: { park, base64: 'AAAA' }, may: MANAGE },
  'papers.preview': { input: { park, template: PLAIN_TEMPLATE, language: 'en' }, may: MANAGE },
  'papers.progress': { input: { park, ticket: 'unknown-ticket' }, may: COUNTER },
  'alarms.acknowledge': { input: { park, id: 'METER_RESET|point|1' }, may: MANAGE },
  'alarms.one': { input: { park, id: 'METER_RESET|point|1' }, may: PARK },
  // Of the parks that one stands above: nothing for most.
  'alarms.escalated': { may: KNOWN },
  'alarms.escalate': { input: { park, id: 'METER_RESET|point|1', note: 'test' }, may: MANAGE },
  'alarms.takeBack': { input: { park, id: 'METER_RESET|point|1' }, may: MANAGE },
  'alarms.mute': { input: { park, id: 'METER_RESET|point|1', until: null }, may: MANAGE },
  'explain.charges': { input: { account: 'small:T1', from: '2026-10-01', to: '2026-10-31' }, may: ACCOUNT },
  'explain.slots': { input: { account: 'small:T1', point: 'P1', from: '2026-10-18', to: '2026-10-18' }, may: ACCOUNT },
  'explain.slot': { input: SLOT, may: ACCOUNT },
  'explain.message': { input: { ...SLOT, at: SLOT.start }, may: ACCOUNT },
  'whatIf.choices': { input: { park }, may: PARK },
  'whatIf.tariff': { input: { park, account: 'T1', from: '2026-10', to: '2026-10', tariff: 'tou' }, may: ACCOUNT },
  'whatIf.demand': {
    input: { park, account: 'T1', from: '2026-10', to: '2026-10', capacityKVA: 400, yuanPerKW: '42', yuanPerKVA: '28' },
    may: ACCOUNT,
  },
  'whatIf.forecast': { input: { account: 'small:T1' }, may: ACCOUNT },
  'tariffs.list': { input: { park }, may: PARK },
  'tariffs.version': { input: { park, tariff: 'tou', validFrom: '2026-08-01' }, may: PARK },
  'tariffs.day': { input: { park, tariff: 'tou', day: '2026-10-20' }, may: PARK },
  'tariffs.uses': { input: { park, tariff: 'tou' }, may: PARK },
  'tariffs.templates': { input: { park }, may: MANAGE },
  // A version without a price, of a park that was never so: refused by their content, not by who asks.
  'tariffs.preview': { input: { ...DRAFT, day: '2026-12-01' }, may: MANAGE },
  'tariffs.save': { input: { ...DRAFT, base: 0, agreed: true }, may: MANAGE },
  'tariffs.withdraw': { input: { park, tariff: 'tou', validFrom: '2026-08-01', base: 0 }, may: MANAGE },
  curve: { input: { park, day: '2026-10-20' }, may: PARK },
  counts: { input: { park }, may: PARK },
  minutes: { input: { park, until: DOUBT_AT }, may: PARK },
  'installations.list': { input: { park, point: 'P1' }, may: PARK },
  // Of an installation that is none: refused by its content, not by who asks.
  'installations.preview': { input: CHANGE, may: MANAGE },
  'installations.change': { input: CHANGE, may: MANAGE },
  // A change that is not the newest: refused by its content, too.
  'installations.previewTakeBack': { input: { park, point: 'P1', ended: 0, begun: null }, may: MANAGE },
  'installations.takeBack': { input: { park, point: 'P1', ended: 0, begun: null, reason: 'a slip' }, may: MANAGE },
  'quarantine.waiting': { input: { park }, may: ['manager', 'admin', 'parkKey'] },
  // Nothing of it waits: refused by its content, not by who asks.
  'quarantine.register': {
    input: { park, serial: 'X', point: 'P1', codec: 'canonical', ratio: '1', intervalS: 5, from: range.from },
    may: MANAGE,
  },
  'quarantine.list': { input: { park }, may: ['manager', 'admin', 'parkKey'] },
  'alarms.list': { input: { park }, may: ACCOUNT },
  'walls.list': { input: { park }, may: MANAGE },
  'walls.create': { input: { park, name: 'hall' }, may: MANAGE },
  'walls.revoke': { input: { id: 0 }, may: MANAGE },
  'apiKeys.list': { may: PEOPLE },
  'apiKeys.create': { input: { name: 'partner', parks: [park] }, may: MANAGE },
  'apiKeys.revoke': { input: { id: 0 }, may: MANAGE },
};

const REST: Readonly<Record<string, { readonly url: string; readonly body?: object; readonly may: readonly Who[] }>> = {
  'GET /parks/{park}/board': { url: '/parks/small/board', may: PARK },
  'GET /accounts/{account}': { url: '/accounts/small%3AT1', may: ACCOUNT },
  'GET /accounts/{account}/bills': { url: '/accounts/small%3AT1/bills', may: ACCOUNT },
  'GET /bills/{park}/{id}': { url: '/bills/small/1', may: ACCOUNT },
  'GET /accounts/{account}/charges': { url: '/accounts/small%3AT1/charges?from=2026-10-01&to=2026-10-31', may: ACCOUNT },
  'GET /accounts/{account}/charges/slots': {
    url: '/accounts/small%3AT1/charges/slots?point=P1&from=2026-10-18&to=2026-10-18',
    may: ACCOUNT,
  },
  'GET /accounts/{account}/charges/slot': { url: `/accounts/small%3AT1/charges/slot?point=P1&start=${SLOT.start}`, may: ACCOUNT },
  'GET /accounts/{account}/charges/message': {
    url: `/accounts/small%3AT1/charges/message?point=P1&start=${SLOT.start}&at=${SLOT.start}`,
    may: ACCOUNT,
  },
  'GET /parks/{park}/what-if': { url: '/parks/small/what-if', may: PARK },
  'GET /parks/{park}/what-if/tariff': { url: '/parks/small/what-if/tariff?from=2026-10&to=2026-10&tariff=tou', may: PARK },
  'GET /parks/{park}/what-if/demand': {
    url: '/parks/small/what-if/demand?account=T1&from=2026-10&to=2026-10&capacityKVA=400&yuanPerKW=42&yuanPerKVA=28',
    may: ACCOUNT,
  },
  'GET /accounts/{account}/forecast': { url: '/accounts/small%3AT1/forecast', may: ACCOUNT },
  'GET /parks/{park}/tariffs': { url: '/parks/small/tariffs', may: PARK },
  'GET /parks/{park}/tariffs/{tariff}/versions/{validFrom}': { url: '/parks/small/tariffs/tou/versions/2026-08-01', may: PARK },
  'GET /parks/{park}/tariffs/{tariff}/days/{day}': { url: '/parks/small/tariffs/tou/days/2026-10-20', may: PARK },
  'GET /points/{point}/slots': { url: `/points/${point}/slots?from=${range.from}&to=${range.to}`, may: ACCOUNT },
  'GET /points/{point}/demand': { url: `/points/${point}/demand?month=2026-10`, may: ACCOUNT },
  'POST /parks/{park}/purchase/{month}/{kind}': {
    url: '/parks/small/purchase/2026-10/grid',
    body: { text: '' },
    may: ['manager', 'admin', 'parkKey'],
  },
  'GET /quarantine': { url: '/quarantine', may: ['manager', 'otherManager', 'admin', 'parkKey'] },
};

/** Files, by kind: of a point or an account where there are such. */
const EXPORTS: Readonly<Record<ExportKind, { readonly query: string; readonly may: readonly Who[] }>> = {
  slots: { query: 'park=small&point=P1', may: ACCOUNT },
  readings: { query: 'park=small&point=P1', may: PARK },
  accruals: { query: 'park=small&account=T1', may: ACCOUNT },
  accounts: { query: 'park=small', may: ACCOUNT },
  meters: { query: 'park=small', may: ACCOUNT },
  alarms: { query: 'park=small', may: ACCOUNT },
  quarantine: { query: 'park=small', may: ['manager', 'admin', 'parkKey'] },
  month: { query: 'park=small&point=P1&month=2026-10', may: ACCOUNT },
  allocation: { query: 'park=small&month=2026-10', may: MANAGE },
  bill: { query: 'park=small&bill=1', may: ACCOUNT },
  bills: { query: 'park=small&month=2026-09', may: COUNTER },
  collection: { query: 'park=small&from=2026-10-01&to=2026-11-22', may: COUNTER },
  arrears: { query: 'park=small', may: COUNTER },
  // Of all parks whose money somebody sees: who sees none is refused.
  revenue: { query: 'park=*&from=2026-10-01&to=2026-11-22', may: [...COUNTER, 'otherManager'] },
  energy: { query: 'park=small', may: COUNTER },
  takings: { query: 'park=small', may: COUNTER },
  held: { query: 'park=small', may: COUNTER },
  flows: { query: 'park=small', may: PARK },
  compare: { query: 'park=small&from=2026-10-20&to=2026-11-20', may: PARK },
};

/** Bills as files. */
const PAPERS: Readonly<Record<string, readonly Who[]>> = {
  'small/bills/1.pdf': ACCOUNT,
  'small/months/2026-09.zip': COUNTER,
};

const BOARDS: Readonly<Record<BoardName['type'], { readonly board: BoardName; readonly may: readonly Who[] }>> = {
  park: { board: { type: 'park', park }, may: PARK },
  account: { board: { type: 'account', park, account: 'T1' }, may: ACCOUNT },
  meters: { board: { type: 'meters', park }, may: PARK },
};

let bench: Bench;
/** A wall and a key of the park for each who may try to revoke one. */
const ids: Record<string, number[]> = { 'walls.revoke': [], 'apiKeys.revoke': [] };
beforeAll(async () => {
  bench = await startBench();
  await bench.db.pool.query(
    `insert into reading (device_id, at, digest, import, raw_id, raw_index, received_at)
     select device_id, to_timestamp($1::float8 / 1000), 0, 1, 1, 0, now() from installation where id = 1`,
    [DOUBT_AT],
  );
  await bench.db.pool.query(
    `with s as (
       insert into slot (point_id, register, start, installation_id, quantity, quality, account_id, version_id, period, day, charge)
       select p.id, 0, $1::timestamptz, i.id, 0, 2, a.id, v.id, 2, $1::date, 0
       from point p join park k on k.id = p.park_id and k.code = 'small' join account a on a.park_id = k.id and a.code = 'T1'
         join installation i on i.point_id = p.id and i.to_at is not null, (select min(id) as id from tariff_version) v
       where p.code = 'P1' returning installation_id)
     insert into reading (device_id, at, digest, import, raw_id, raw_index, received_at)
     select i.device_id, $1::timestamptz, 0, 20000000, 1, 0, $1::timestamptz from s join installation i on i.id = s.installation_id`,
    [SLOT.start],
  );
  await bench.db.pool.query(
    `insert into alarm (park_id, kind, severity, subject, subject_id, opened_at) select id, 'METER_RESET', 'warning', 'point', 1, now() from park where code = 'small'`,
  );
  // A bill that was issued long ago.
  await bench.db.pool.query(
    `with b as (
       insert into bill (park_id, account_id, month, kind, total_fen, excl_fen, tax_fen, to_post_fen, used_wh, used_l, input_hash, computed_at)
       select a.park_id, a.id, '2026-09-01', 'statement', 0, 0, 0, 0, 0, 0, '', now()
       from account a join park k on k.id = a.park_id where k.code = 'small' and a.code = 'T1' returning id)
     insert into bill_line (bill_id, line, kind, item, of_month, from_on, to_on, component, amount_fen, tax_rate, excl_fen, tax_fen, posted)
     select id, 1, 'fee', 'service', '2026-09-01', '2026-09-01', '2026-09-30', 'test', 0, 600, 0, 0, false from b`,
  );
  await bench.db.pool.query(
    `update bill set state = 'issued', year = 2025, number = 1, issued_at = now(), issued_by = 'test', due_on = '2026-10-15'`,
  );
  await bench.db.pool.query(
    `insert into paper_template (park_id, revision, content, saved_at, saved_by) select id, 1, $1::jsonb, now(), 'test' from park where code = 'small'`,
    [JSON.stringify(PLAIN_TEMPLATE)],
  );
  // A receipt that can be asked about; its shift is over.
  await ask('admin', 'counter.openShift', { park, floatYuan: '0' });
  await ask('admin', 'counter.topUp', { park, account: 'T1', channel: 'cash', amountYuan: '1', key: 'surface-0' });
  await ask('admin', 'counter.closeShift', { park, countedYuan: '1' });
  for (const who of WHO) {
    for (const [name, input] of [
      ['walls', { park, name: who }],
      ['apiKeys', { name: who, parks: [park] }],
    ] as const) {
      const { result } = await (await ask('admin', `${name}.create`, input)).json();
      ids[`${name}.revoke`]?.push(result.data.id);
    }
  }
});
afterAll(() => bench[Symbol.asyncDispose]());

const isMutation = (name: string): boolean => proceduresOf(appRouter)[name]?._def.type === 'mutation';

const ask = (who: Who, name: string, input: unknown): Promise<Response> => {
  const url = `${bench.url}/api/trpc/${name}`;
  const headers = { ...bench.headers[who], 'content-type': 'application/json' };
  if (isMutation(name)) return fetch(url, { method: 'POST', headers, body: JSON.stringify(input) });
  return fetch(input === undefined ? url : `${url}?input=${encodeURIComponent(JSON.stringify(input))}`, { headers });
};

describe('tRPC', () => {
  test('every procedure is in the table', () => {
    expect(Object.keys(PROCEDURES).sort()).toEqual(Object.keys(proceduresOf(appRouter)).sort());
  });

  test.each(Object.entries(PROCEDURES))('%s answers those who may, and nobody else', async (name, { input, may }) => {
    const answers: string[] = [];
    for (const [i, who] of WHO.entries()) {
      const own = name in ids ? { id: ids[name]?.[i] } : input;
      answers.push(`${who} ${(await ask(who, name, own)).status}`);
    }
    expect(answers).toEqual(answersOf(may));
  });
});

const requestOf = (route: string, who: Who, body: object | undefined): RequestInit =>
  body === undefined
    ? { headers: bench.headers[who] }
    : {
        method: route.split(' ')[0] ?? 'GET',
        headers: { ...bench.headers[who], 'content-type': 'application/json' },
        body: JSON.stringify(body),
      };

describe('REST', () => {
  test('every route is in the table', () => {
    expect(Object.keys(REST).sort()).toEqual(
      restRoutesOf(appRouter)
        .map(({ method, path }) => `${method} ${path}`)
        .sort(),
    );
  });

  test.each(Object.entries(REST))('%s answers those who may, and nobody else', async (route, { url, body, may }) => {
    const answers: string[] = [];
    for (const who of WHO) {
      const path = `/api/v1${url.replaceAll('+', '%2B')}`;
      answers.push(`${who} ${(await fetch(bench.url + path, requestOf(route, who, body))).status}`);
    }
    expect(answers).toEqual(answersOf(may));
  });
});

describe('exports', () => {
  test('every kind is in the table', () => expect(Object.keys(EXPORTS).sort()).toEqual([...EXPORT_KINDS].sort()));

  test.each(Object.entries(EXPORTS).flatMap(([kind, entry]) => EXPORT_FORMATS.map((format) => [`${kind}.${format}`, entry] as const)))(
    '%s goes to those who may, and to nobody else',
    async (file, { query, may }) => {
      const answers: string[] = [];
      for (const who of WHO) {
        const response = await fetch(`${bench.url}/api/v1/export/${file}?${query}`, { headers: bench.headers[who] });
        await response.arrayBuffer();
        answers.push(`${who} ${response.status}`);
      }
      expect(answers).toEqual(answersOf(may));
    },
  );

  test.each(['park=nowhere', 'park=other'])('a manager of one park gets no file of %s', async (query) => {
    for (const kind of EXPORT_KINDS) {
      const response = await fetch(`${bench.url}/api/v1/export/${kind}.csv?${query}&point=P1&account=T1&bill=1`, {
        headers: bench.headers.manager,
      });
      expect([kind, response.status]).toEqual([kind, 403]);
    }
  });
});

describe('papers', () => {
  test.each(Object.entries(PAPERS))('%s goes to those who may, and to nobody else', async (path, may) => {
    const answers: string[] = [];
    for (const who of WHO) {
      const response = await fetch(`${bench.url}/api/v1/papers/${path}`, { headers: bench.headers[who] });
      await response.arrayBuffer();
      answers.push(`${who} ${response.status}`);
    }
    expect(answers).toEqual(answersOf(may));
  });

  test.each(['other/bills/1.pdf', 'nowhere/bills/1.pdf', 'other/months/2026-09.zip', 'nowhere/months/2026-09.zip'])(
    'a manager of one park gets no %s',
    async (path) => {
      expect((await fetch(`${bench.url}/api/v1/papers/${path}`, { headers: bench.headers.manager })).status).toBe(403);
    },
  );
});

describe('sockets', () => {
  test.each(Object.entries(BOARDS))('the %s board is shown to those who may see it, and to nobody else', async (_, { board, may }) => {
    const answers: string[] = [];
    for (const who of WHO) answers.push(`${who} ${await watched(who, board)}`);
    expect(answers).toEqual(answersOf(may));
  });
});

/** As a status, so that the three tables read alike. */
const watched = (who: Who, board: BoardName): Promise<number> =>
  new Promise((resolve) => {
    const socket = connect(bench.url, { transports: ['websocket'], extraHeaders: bench.headers[who], reconnection: false, forceNew: true });
    const done = (status: number) => {
      socket.disconnect();
      resolve(status);
    };
    socket.on('connect_error', () => done(401));
    socket.on('connect', async () => {
      const answer: WatchAnswer = await socket.emitWithAck('watch', { board });
      done(answer.ok ? 200 : answer.code === 'FORBIDDEN' ? 403 : 500);
    });
  });
