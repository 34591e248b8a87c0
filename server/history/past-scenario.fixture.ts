import { settleAccounts } from '#db/ledger/settle.ts';
import { setAlarmLevels } from '#db/park/set-alarm-levels.ts';
import { smallPark } from '#db/park/small-park.fixture.ts';
import type { AlarmAct } from '#db/queries/alarm-acts.ts';
import { escalateAlarm, takeBackEscalation } from '#db/queries/escalate.ts';
import type { ParkDocument } from '#domain/board/board.ts';
import type { ParkFile } from '#domain/park/park-file.ts';
import { HOUR_MS, type InstantMs, instantMs, MINUTE_MS } from '#domain/time/instant.ts';
import { projectAccount, projectPark, projectPoint } from '#domain/twin/project.ts';
import { fen } from '#domain/units/money.ts';
import { type Bench, message } from '#streams/runner/testing/bench.ts';

const BEGIN = Date.UTC(2026, 10, 20, 23);
export const at = (hours: number, minutes = 0): InstantMs => instantMs(BEGIN + hours * HOUR_MS + minutes * MINUTE_MS);
export const iso = (instant: number): string => new Date(instant).toISOString();
const FROM = '2026-11-21T06:00:00+08:00';

/** A master at 8000 that tells its power, a tenant's meter that does not, a water meter whose register was typed in. */
export const parkFile = (change?: { readonly at: number; readonly kWh: string }): ParkFile => {
  const file = smallPark();
  const last = { device: 'E-3', point: 'P1', from: FROM, ratio: '30' };
  const [next] = file.devices.filter(({ serial }) => serial === 'E-3');
  if (!next) throw new Error('fixture');
  return {
    ...file,
    devices: change ? [...file.devices, { ...next, serial: 'E-4' }] : file.devices,
    points: file.points.map((point) => ({
      ...point,
      assignments: (point.assignments ?? []).slice(-1).map((assigned) => ({ ...assigned, from: FROM })),
    })),
    installations: [
      { device: 'E-1', point: 'G', from: FROM, ratio: '8000' },
      { device: 'W-1', point: 'W1', from: FROM, ratio: '1', start: { volumeM3: '3.141' } },
      ...(change
        ? [
            { ...last, to: iso(change.at), end: { importKWh: change.kWh } },
            { device: 'E-4', point: 'P1', from: iso(change.at), ratio: '30', start: { importKWh: '0.5' } },
          ]
        : [last]),
    ],
  };
};

/** Another tenant at the meter, and nearly all that is written of a park said otherwise. */
const relet = (file: ParkFile, instant: number): ParkFile => ({
  ...file,
  park: { ...file.park, name: { zh: '大园区', en: 'Large Park' }, carbon: { ...file.park.carbon, kgPerKWh: '0.5' } },
  accounts: file.accounts.map((account) =>
    account.code === 'T1'
      ? { ...account, name: { zh: '甲公司（新）', en: 'Company A (new)' }, alarm1: '900', alarm2: '300', overdraft: '40', recloseMin: '10' }
      : { ...account, name: { zh: `${account.name.zh}分公司`, en: account.name.en } },
  ),
  points: file.points.map((point) => {
    if (point.code === 'G') return { ...point, contractKW: 1_000 };
    if (point.code !== 'P1') return { ...point, space: 'B1' };
    const [first] = point.assignments ?? [];
    if (!first) throw new Error('fixture');
    const assignments = [
      { ...first, to: iso(instant) },
      { ...first, account: 'T1', from: iso(instant) },
    ];
    return { ...point, name: { zh: '新电表', en: 'New meter' }, contractKW: 75, assignments };
  }),
});

export interface Recorded {
  readonly at: InstantMs;
  readonly document: ParkDocument;
}

/** A day and a half of a park, five minutes a step, with everything that happens to meters; what is shown live is recorded on the way. */
export class Scenario {
  readonly bench: Bench;
  readonly recorded: Recorded[] = [];
  file = parkFile();
  #running: Awaited<ReturnType<Bench['start']>>;
  #held: { readonly from: number; readonly items: object[] } | null = null;
  #master = 100;
  #tenant = 50;
  #serial = 'E-3';
  #water = 3.2;

  constructor(bench: Bench, running: Awaited<ReturnType<Bench['start']>>) {
    this.bench = bench;
    this.#running = running;
  }

  /** One step: what the meters send at this instant, half a second later at the server. */
  async step(instant: number, { masterKW = 400, waterM3 = 0.3, silent = '' } = {}): Promise<void> {
    this.#master += masterKW / 8_000 / 12;
    this.#tenant += 0.02;
    this.#water += waterM3;
    const steps = Math.round((instant - BEGIN) / (5 * MINUTE_MS));
    const all = [
      { sn: 'E-1', at: iso(instant), importKWh: this.#master.toFixed(6), powerKW: (masterKW / 8_000).toFixed(6) },
      { sn: this.#serial, at: iso(instant + 7_000), importKWh: this.#tenant.toFixed(3), ...(steps % 4 === 0 ? { relay: 'closed' } : {}) },
      ...(steps % 2 === 0 ? [{ sn: 'W-1', at: iso(instant - 11_000), volumeM3: this.#water.toFixed(3) }] : []),
    ];
    this.#held?.items.push(...all.filter(({ sn }) => sn === silent));
    await this.send(
      instant + 7_500,
      all.filter(({ sn }) => sn !== silent),
    );
  }

  async send(received: number, readings: readonly object[]): Promise<void> {
    this.bench.now = instantMs(received);
    const { writer } = this.#running;
    await writer.tick(this.bench.now);
    await writer.write([message(JSON.stringify({ seq: 1, sentAt: iso(received), readings }), 'twin/v1/gw/up', this.bench.now)]);
    await this.#settle();
  }

  async #settle(): Promise<void> {
    const { writer, late } = this.#running;
    await writer.tick(this.bench.now);
    this.bench.now = instantMs(this.bench.now + 5_000);
    while (await late.piece(this.bench.now));
    await writer.tick(this.bench.now);
    await writer.lookAtEscalations(this.bench.now);
  }

  /** A person takes an open alarm to the next level, beside the running twin. */
  async escalate(kind: string): Promise<void> {
    await escalateAlarm(this.bench.db.pool, await this.#act(kind), { name: 'test', note: 'nobody answers' });
    await this.#settle();
  }

  async takeBack(kind: string): Promise<void> {
    await takeBackEscalation(this.bench.db.pool, await this.#act(kind), true);
    await this.#settle();
  }

  async #act(kind: string): Promise<AlarmAct> {
    this.bench.now = instantMs(this.bench.now + 1_000);
    const [row] = await this.bench.rows('select id::text as id from alarm where kind = $1 and closed_at is null', [kind]);
    if (!row) throw new Error(`no open ${kind}`);
    return { park: 'small', alarm: { type: 'row', id: String(row.id) }, actor: 'test', at: this.bench.now };
  }

  /** A clock that is three minutes ahead. */
  async ahead(): Promise<void> {
    const { now } = this.bench;
    await this.send(now + 1_000, [{ sn: 'W-1', at: iso(now + 180_000), volumeM3: (this.#water + 0.2).toFixed(3) }]);
    await this.record();
  }

  hold(): void {
    this.#held = { from: this.bench.now, items: [] };
  }

  async release(): Promise<void> {
    const items = this.#held?.items ?? [];
    this.#held = null;
    await this.send(this.bench.now + 1_000, items);
  }

  /** So much is to be folded that what has come is in no figure minutes later. */
  async releaseIntoACrowd(): Promise<void> {
    const { writer } = this.#running;
    this.bench.now = instantMs(this.bench.now + 1_000);
    const readings = this.#held?.items ?? [];
    this.#held = null;
    await writer.write([message(JSON.stringify({ seq: 1, sentAt: iso(this.bench.now), readings }), 'twin/v1/gw/up', this.bench.now)]);
    this.bench.now = instantMs(this.bench.now + 2 * MINUTE_MS);
    await this.record();
    this.bench.now = instantMs(this.bench.now + 1_000);
    await this.#settle();
  }

  resetTenant(): void {
    this.#tenant = 0.01;
  }

  async changeMeter(instant: number): Promise<void> {
    this.bench.now = instantMs(instant);
    this.file = parkFile({ at: instant, kWh: this.#tenant.toFixed(3) });
    await this.bench.importPark(this.file);
    this.#serial = 'E-4';
    this.#tenant = 0.5;
    await this.#running.late.look(this.bench.now);
    await this.#settle();
  }

  async relet(instant: number): Promise<void> {
    this.bench.now = instantMs(instant);
    this.file = relet(this.file, instant);
    await this.bench.importPark(this.file);
    await this.#running.late.look(this.bench.now);
    await this.#settle();
  }

  /** A tenant sets at what balances to be warned. */
  async setAlarms(alarm1: bigint, alarm2: bigint): Promise<void> {
    this.bench.now = instantMs(this.bench.now + 1_000);
    const { pool } = this.bench.db;
    const levels = { park: 'small', account: 'T1', alarm1: fen(alarm1), alarm2: fen(alarm2) };
    await setAlarmLevels(pool, levels, { actor: 'test', clock: { now: () => this.bench.now } });
    await this.restart();
  }

  async topUp(yuan: number): Promise<void> {
    this.bench.now = instantMs(this.bench.now + 1_000);
    await this.bench.rows(
      `with t as (insert into ledger_transfer (kind, key, booked_at, park_id, day, actor)
           select 'topUp', 'k1', to_timestamp($1::float8 / 1000), park_id, '2026-11-22', 'test' from account where code = 'T1' returning id),
         cash as (insert into ledger_account (park_id, account_id, kind) select park_id, null, 'cash' from account where code = 'T1' returning id)
       insert into ledger_entry (transfer_id, line, ledger_account_id, amount_fen)
       select t.id, 1, l.id, $2::bigint from t, ledger_account l join account a on a.id = l.account_id where a.code = 'T1' and l.kind = 'wallet'
       union all select t.id, 2, cash.id, -$2::bigint from t, cash`,
      [this.bench.now, yuan * 100],
    );
    await this.restart();
  }

  /** What was used on the days that are over is taken from the wallets, beside the running twin. */
  async settleDays(): Promise<void> {
    this.bench.now = instantMs(this.bench.now + 1_000);
    const { posted } = await settleAccounts(this.bench.db.pool, { now: () => this.bench.now });
    if (posted === 0) throw new Error('nothing was settled');
    const { writer } = this.#running;
    await writer.lookAtLedgers();
    await writer.readLedgers();
    await this.#settle();
  }

  async restart(): Promise<void> {
    this.#running = await this.bench.start();
    await this.#settle();
  }

  /** The live document at the next full minute. */
  async record(): Promise<void> {
    this.bench.now = instantMs(Math.ceil(this.bench.now / MINUTE_MS) * MINUTE_MS);
    const { now } = this.bench;
    const { writer } = this.#running;
    await writer.tick(now);
    const [twin] = writer.registry.twins();
    if (!twin) throw new Error('no park');
    const points = Object.fromEntries([...twin.points.values()].map((point) => [point.point.code, projectPoint(twin, point, now)]));
    const accounts = Object.fromEntries(
      [...twin.accounts.values()].map((account) => [account.account.code, projectAccount(twin, account, now)]),
    );
    this.recorded.push({ at: now, document: { park: projectPark(twin, { accounts, points, refolding: 0 }, now), accounts, points } });
  }
}
