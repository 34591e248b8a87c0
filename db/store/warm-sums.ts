import type { ClientBase } from 'pg';
import type { ParkModel } from '#domain/park/model.ts';
import type { InstantMs, ParkDay } from '#domain/time/instant.ts';
import { dayRange, monthRange, parkDay } from '#domain/time/park-day.ts';
import { daysBefore, dayUseOf } from '#domain/twin/book-slot.ts';
import type { AlarmChange } from '#domain/twin/effects.ts';
import { setBalance } from '#domain/twin/set-balance.ts';
import type { Twin } from '#domain/twin/state.ts';
import { readBalances } from '../ledger/balances.ts';
import { loadWindowMax } from './refold-store.ts';
import { fillSteps, loadSteps } from './warm-steps.ts';

/** Sums of points and accounts, ledgers, counts, cut-offs: from the tables that hold them exactly. */
export const warmSums = async (client: ClientBase, twin: Twin): Promise<void> => {
  await warmUse(client, twin);
  await warmDays(client, twin);
  fillSteps(twin, await loadSteps(client, twin, { today: twin.day, before: null }));
  await warmLedgers(client, twin);
  await warmAlarms(client, twin);
  await warmCounts(client, twin);
  await warmGrid(client, twin);
};

/** One pass over the bill lines: an account with a year of them has thousands, and this is what a start waits for. */
const warmUse = async (client: ClientBase, twin: Twin): Promise<void> => {
  const answer = await client.query(
    `select a.account_id, a.point_id, coalesce(sum(a.quantity) filter (where a.day = $2), 0)::float8 as today,
       coalesce(sum(a.quantity) filter (where a.day >= $3), 0)::float8 as month, sum(a.charge)::text as accrued,
       coalesce(sum(a.charge) filter (where a.day >= $3), 0)::text as month_charge
     from accrual a join point p on p.id = a.point_id where p.park_id = $1 group by a.account_id, a.point_id`,
    [twin.model.id, twin.day, `${twin.day.slice(0, 7)}-01`],
  );
  for (const row of answer.rows) {
    const point = twin.points.get(row.point_id);
    if (point) {
      point.today += row.today;
      point.month += row.month;
    }
    const account = twin.accounts.get(row.account_id);
    if (!account) continue;
    account.accrued += BigInt(row.accrued);
    account.monthCharge += BigInt(row.month_charge);
  }
};

const DAYS_KEPT = 8;

const warmDays = async (client: ClientBase, twin: Twin): Promise<void> => {
  const answer = await client.query(
    `select a.account_id, a.day::text as day, sum(a.charge)::text as charge,
       coalesce(sum(a.quantity) filter (where p.medium = 'electricity'), 0)::float8 as wh,
       coalesce(sum(a.quantity) filter (where p.medium = 'water'), 0)::float8 as litres
     from accrual a join point p on p.id = a.point_id where p.park_id = $1 and a.day >= $2 group by a.account_id, a.day`,
    [twin.model.id, daysBefore(twin.day, DAYS_KEPT - 1)],
  );
  for (const row of answer.rows) {
    const account = twin.accounts.get(row.account_id);
    const use = account && dayUseOf(account, row.day, twin.day);
    if (use) Object.assign(use, { charge: BigInt(row.charge), wh: row.wh, litres: row.litres });
  }
};

const warmLedgers = async (client: ClientBase, twin: Twin): Promise<void> => {
  for (const balance of await readBalances(client, twin.model.id, null)) setBalance(twin, balance);
};

/** Open alarms; a supply that was cut stays so until topped up beyond recloseMin (hysteresis survives a restart). */
const warmAlarms = async (client: ClientBase, twin: Twin): Promise<void> => {
  setAlarms(twin, await openAlarmsOf(client, twin.model, null));
};

/** What is open, and what of it is escalated; whose supply was cut is off. */
export const setAlarms = (twin: Twin, open: readonly OpenAlarm[]): void => {
  for (const { key, change, escalatedAt } of open) {
    twin.alarms.set(key, change);
    const account = change.kind === 'SUPPLY_CUT' ? twin.accounts.get(change.subjectId) : undefined;
    if (account) account.cut = true;
    if (escalatedAt !== null) twin.escalated.set(key, escalatedAt);
  }
};

export interface OpenAlarm {
  readonly key: string;
  readonly change: AlarmChange;
  readonly escalatedAt: number | null;
}

/** Alarms of a park that are open now (null), or were at an instant, in the order in which they were opened. */
export const openAlarmsOf = async (client: ClientBase, model: ParkModel, at: InstantMs | null): Promise<readonly OpenAlarm[]> => {
  const answer = await client.query(
    `select a.kind, a.severity, a.subject, a.subject_id, (extract(epoch from a.opened_at) * 1000)::float8 as at, a.data,
       coalesce(p.code, c.code, $2) as code, (extract(epoch from e.at) * 1000)::float8 as escalated_at
     from alarm a left join point p on a.subject = 'point' and p.id = a.subject_id
       left join account c on a.subject = 'account' and c.id = a.subject_id
       left join escalation e on e.alarm_id = a.id and case when $3::float8 is null then e.ended_at is null else
         e.at <= to_timestamp($3 / 1000.0::float8) and (e.ended_at is null or e.ended_at > to_timestamp($3 / 1000.0::float8)) end
     where a.park_id = $1 and case when $3::float8 is null then a.closed_at is null else
       a.opened_at <= to_timestamp($3 / 1000.0::float8) and (a.closed_at is null or a.closed_at > to_timestamp($3 / 1000.0::float8)) end
     order by a.opened_at, a.id`,
    [model.id, model.code, at],
  );
  return answer.rows.map(({ kind, severity, subject, subject_id: subjectId, code, at: openedAt, data, escalated_at: escalatedAt }) => ({
    key: `${kind}|${subject}|${subjectId}`,
    change: { type: 'open', parkId: model.id, kind, severity, subject, subjectId, code, at: openedAt, data },
    escalatedAt,
  }));
};

const warmCounts = async (client: ClientBase, twin: Twin): Promise<void> => {
  const answer = await client.query(
    `select received::float8 as received, stored::float8 as stored, duplicate::float8 as duplicate, quarantined::float8 as quarantined
     from ingest_count where park_id = $1 and day = $2`,
    [twin.model.id, twin.day],
  );
  if (answer.rows[0]) twin.counts = answer.rows[0];
};

/** Grid points and large tenants show their month's maximum; grid points are compared with yesterday. */
const warmGrid = async (client: ClientBase, twin: Twin): Promise<void> => {
  const today = twin.day as ParkDay;
  const from = dayRange(parkDay(daysBefore(today, 1)), twin.model.zone).from;
  const grid = [...twin.points.values()].filter((point) => point.recent);
  for (const point of [...grid, ...twin.bigTenants]) {
    const max = await loadWindowMax(client, point.point.id, monthRange(today, twin.model.zone));
    point.monthWindow = max.windowMax;
    point.monthWindowAt = max.windowAt;
  }
  for (const point of grid) {
    const answer = await client.query(
      `select (extract(epoch from start) * 1000)::float8 as start, sum(quantity)::float8 as quantity from slot
       where point_id = $1 and register = 0 and start >= to_timestamp($2::float8 / 1000.0::float8) group by slot.start`,
      [point.point.id, from],
    );
    for (const row of answer.rows) point.recent?.set(row.start, row.quantity);
  }
};
