import type { ClientBase } from 'pg';
import { emptyChain, slotStart } from '#domain/metering/chain.ts';
import { foldSample } from '#domain/metering/fold-sample.ts';
import { type ParkModel, REGISTERS } from '#domain/park/model.ts';
import { HOUR_MS, type InstantMs, MINUTE_MS } from '#domain/time/instant.ts';
import { createTwin } from '#domain/twin/create-twin.ts';
import type { DeviceTwin, InstallationTwin, RegisterTwin, Twin } from '#domain/twin/state.ts';
import { floatMs } from '../queries/row.ts';
import { numbersOf } from './arrays.ts';
import { refoldRegister } from './refold-register.ts';
import { warmSums } from './warm-sums.ts';

/** Demand windows of the slot in progress begin up to 16 minutes before it. */
const REACH_MS = 16 * MINUTE_MS;

/** Builds a park's twin from what is stored: sums from accruals, chains from the newest readings of each device. */
export const warmStart = async (client: ClientBase, model: ParkModel, now: InstantMs): Promise<Twin> => {
  const twin = createTwin(model, now);
  await warmSums(client, twin);
  const newest = await loadNewest(client, twin);
  await warmChains(client, twin, newest);
  return twin;
};

/** Some meters send power and relay by turns: so many readings are looked through for the newest that tells. */
export const NEWEST_ROWS = 8;

/** The newest stored reading of each device: its time and power; the relay as it was last told. */
const loadNewest = async (client: ClientBase, twin: Twin): Promise<ReadonlyMap<number, DeviceTwin>> => {
  const ids = [...twin.devicesById.keys()];
  const answer = await client.query(
    `select d, ${floatMs('r.at')} as at, r.power::float8 as power,
       (select x.relay from (select relay from reading where device_id = d order by at desc limit ${NEWEST_ROWS}) as x
        where x.relay is not null limit 1) as relay
     from unnest($1::int[]) as d cross join lateral
       (select at, power from reading where device_id = d order by at desc, digest limit 1) as r`,
    [numbersOf(ids, (id) => id)],
  );
  const seen = new Map<number, DeviceTwin>();
  for (const row of answer.rows) {
    const device = twin.devicesById.get(row.d);
    if (!device) continue;
    device.newestAt = row.at;
    twin.newestAt = Math.max(twin.newestAt, row.at);
    seen.set(row.d, device);
    if (!device.current || row.at < device.current.installation.from) continue;
    const { point, installation } = device.current;
    if (row.power !== null) point.power = Math.round((row.power * installation.ratio) / 1_000);
    if (row.relay !== null) point.relay = row.relay === 1 ? 'closed' : 'open';
    point.powerAt = row.at;
  }
  return seen;
};

interface RecentRow {
  readonly device: number;
  readonly at: number;
  readonly values: readonly (number | null)[];
}

/**
 * Folds each device's newest readings into its chains, a set of devices a query. Where a verdict lies among them, or one register
 * is missing in some, the device is folded alone and with care.
 */
const warmChains = async (client: ClientBase, twin: Twin, newest: ReadonlyMap<number, DeviceTwin>): Promise<void> => {
  const devices = [...newest.values()].filter((device) => device.current !== null && device.newestAt >= device.current.installation.from);
  const priors = await loadPriors(client, twin, EVER);
  const flagged = await loadNewestFlags(client, twin, EVER);
  for (let i = 0; i < devices.length; i += DEVICES_A_QUERY) {
    const part = devices.slice(i, i + DEVICES_A_QUERY);
    const rows = await loadRecent(client, part);
    for (const device of part) {
      const where = device.current;
      if (!where) continue;
      const recent = rows.get(device.device.id) ?? [];
      const doubt = (flagged.get(where.installation.id) ?? -1) >= (recent[0]?.at ?? 0);
      if (doubt || !plain(recent)) await warmAlone(client, where);
      else warmPlain(where, recent, priors);
    }
  }
};

const DEVICES_A_QUERY = 500;

const loadRecent = async (client: ClientBase, devices: readonly DeviceTwin[]): Promise<ReadonlyMap<number, readonly RecentRow[]>> => {
  const reach = (device: DeviceTwin) => slotStart(device.newestAt) - REACH_MS;
  const from = (device: DeviceTwin) => device.current?.installation.from ?? 0;
  const answer = await client.query(
    `select t.d, ${floatMs('r.at')} as at, r.import::float8 as import, r.export::float8 as export, r.reactive::float8 as reactive
     from unnest($1::int[], $2::float8[], $3::float8[]) as t(d, reach, f)
     cross join lateral (
       (select at, digest, import, export, reactive from reading
        where device_id = t.d and at <= to_timestamp(t.reach / 1000.0::float8) and at >= to_timestamp(t.f / 1000.0::float8)
        order by at desc, digest limit 2)
       union all
       select at, digest, import, export, reactive from reading
       where device_id = t.d and at > to_timestamp(t.reach / 1000.0::float8) and at >= to_timestamp(t.f / 1000.0::float8)
     ) as r
     order by t.d, r.at, r.digest`,
    [numbersOf(devices, (device) => device.device.id), numbersOf(devices, reach), numbersOf(devices, from)],
  );
  const rows = new Map<number, RecentRow[]>();
  for (const row of answer.rows) {
    const list = rows.get(row.d) ?? [];
    list.push({ device: row.d, at: row.at, values: [row.import, row.export, row.reactive] });
    rows.set(row.d, list);
  }
  return rows;
};

/** All rows carry the same registers, and no instant has two rows. */
const plain = (rows: readonly RecentRow[]): boolean =>
  rows.every((row, i) => {
    const before = rows[i - 1];
    return (
      !before || (before.at !== row.at && row.values.every((value, register) => (value === null) === (before.values[register] === null)))
    );
  });

const warmPlain = (where: InstallationTwin, rows: readonly RecentRow[], priors: ReadonlyMap<string, number>): void => {
  const told = where.point.power !== null;
  const reach = slotStart(where.device.newestAt) - REACH_MS;
  const whole = rows.filter((row) => row.at <= reach).length < 2;
  for (let register = 0; register < REGISTERS.length; register++) {
    const twin = where.registers[register as 0 | 1 | 2];
    // With fewer than two readings before its reach the fold begins where the installation does, at the register typed in.
    if (!whole) {
      twin.chain = emptyChain(twin.rule);
      twin.chain.prior = priors.get(`${where.installation.id}|${register}`) ?? -1;
    }
    const typed = where.installation.start[REGISTERS[register] ?? 'import'] !== null;
    for (const row of rows) {
      const value = row.values[register] ?? null;
      if (value === null || (typed && row.at <= where.installation.from)) continue;
      const mean = foldForPower(twin, { at: row.at, value });
      if (register === 0 && mean !== null && !told && row === rows.at(-1)) where.point.power = mean;
    }
  }
};

/**
 * Folds a register as it was folded live; its slots and verdicts are stored. Answers the mean power since the one before it, W (litres/h), which
 * stands for what a meter does not tell; null where this is the first, or has to wait for the next.
 */
export const foldForPower = (
  { chain, rule }: RegisterTwin,
  { at, value }: { readonly at: number; readonly value: number },
): number | null => {
  const [before, total] = [chain.lastAt, chain.total];
  foldSample(chain, rule, { at, value, trusted: false }, { slots: [], verdicts: [] });
  return chain.lastAt !== at || before === NONE ? null : Math.round(((chain.total - total) * HOUR_MS) / (at - before));
};

const NONE = -1;

/** One device's readings since an anchor some days back at most; far above what a meter sends in that time. */
const SAMPLES_MAX = 10_000_000;

const warmAlone = async (client: ClientBase, where: InstallationTwin): Promise<void> => {
  const change = { lo: where.device.newestAt + 1, hi: where.device.newestAt, samplesMax: SAMPLES_MAX, quiet: true };
  for (let register = 0; register < REGISTERS.length; register++) {
    const result = await refoldRegister(client, where, register as 0 | 1 | 2, change);
    where.registers[register as 0 | 1 | 2].chain = result.chain;
  }
};

const EVER = Number.POSITIVE_INFINITY;

/** Where a segment began by a reset, the register before it, by installation and register: of verdicts on readings up to an instant. */
export const loadPriors = async (client: ClientBase, twin: Twin, until: number): Promise<ReadonlyMap<string, number>> => {
  const answer = await client.query(
    `select distinct on (f.installation_id, f.register) f.installation_id, f.register, f.verdict, f.prior::float8 as prior
     from flag f join installation i on i.id = f.installation_id join device d on d.id = i.device_id
     where d.park_id = $1 and f.verdict in ('reset', 'break') and f.at <= to_timestamp($2::float8 / 1000.0::float8)
     order by f.installation_id, f.register, f.at desc`,
    [twin.model.id, until],
  );
  return new Map(answer.rows.filter((row) => row.verdict === 'reset').map((row) => [`${row.installation_id}|${row.register}`, row.prior]));
};

/** The newest verdict of each installation, on readings up to an instant. */
export const loadNewestFlags = async (client: ClientBase, twin: Twin, until: number): Promise<ReadonlyMap<number, number>> => {
  const answer = await client.query(
    `select f.installation_id, ${floatMs('max(f.at)')} as at from flag f
     join installation i on i.id = f.installation_id join device d on d.id = i.device_id
     where d.park_id = $1 and f.at <= to_timestamp($2::float8 / 1000.0::float8) group by f.installation_id`,
    [twin.model.id, until],
  );
  return new Map(answer.rows.map((row) => [row.installation_id, row.at]));
};
