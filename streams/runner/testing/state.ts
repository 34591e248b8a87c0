import type { Pool } from 'pg';
import { selectStandings } from '#db/ledger/standings.ts';
import { floatMs } from '#db/queries/row.ts';
import { parkDay } from '#domain/time/park-day.ts';

/** All that law 2 speaks of, by names instead of ids: two parks with the same messages have the same state, bit for bit. */
export const stateOf = async (pool: Pool, park: string, suffix: string): Promise<Record<string, readonly unknown[]>> => {
  const select = async (sql: string) => (await pool.query(sql, [park])).rows;
  const serial = `replace(d.serial, '-${suffix}', '') as serial`;
  return {
    readings: await select(
      `select ${serial}, ${floatMs('r.at')} as at, r.digest::text, r.import::text, r.export::text, r.reactive::text, r.power::text, r.relay
       from reading r join device d on d.id = r.device_id join park k on k.id = d.park_id where k.code = $1 order by d.serial, r.at, r.digest`,
    ),
    flags: await select(
      `select ${serial}, f.register, ${floatMs('f.at')} as at, f.verdict, f.prior::text from flag f
       join installation i on i.id = f.installation_id join device d on d.id = i.device_id join park k on k.id = d.park_id
       where k.code = $1 order by d.serial, f.register, f.at`,
    ),
    slots: await select(
      `select p.code, s.register, ${floatMs('s.start')} as start, ${serial}, s.quantity::text, s.quality, s.window_max::text, ${floatMs('s.window_at')} as window_at,
         a.code as account, v.valid_from::text as version, s.period, s.day::text, s.charge::text
       from slot s join point p on p.id = s.point_id join park k on k.id = p.park_id join installation i on i.id = s.installation_id
       join device d on d.id = i.device_id left join account a on a.id = s.account_id left join tariff_version v on v.id = s.version_id
       where k.code = $1 order by p.code, s.register, s.start, d.serial`,
    ),
    accruals: await select(
      `select a.code as account, c.day::text, p.code as point, v.valid_from::text as version, c.period, c.quantity::text, c.charge::text, c.slots
       from accrual c join point p on p.id = c.point_id join park k on k.id = p.park_id left join account a on a.id = c.account_id
       left join tariff_version v on v.id = c.version_id
       where k.code = $1 order by a.code, c.day, p.code, v.valid_from, c.period`,
    ),
    settled: await select(
      `select a.code as account, to_char(coalesce(t.of_day, t.day), 'YYYY-MM') as month, sum(e.amount_fen)::text as fen
       from ledger_transfer t join ledger_entry e on e.transfer_id = t.id join ledger_account l on l.id = e.ledger_account_id and l.kind = 'wallet'
         join account a on a.id = l.account_id join park k on k.id = t.park_id
       where k.code = $1 and t.kind = 'usage' group by 1, 2 having sum(e.amount_fen) <> 0 order by 1, 2`,
    ),
    settledLines: await select(
      `select a.code as account, l.month::text, v.valid_from::text as version, substr(l.line_key, length(v.id::text) + 2) as line, l.posted_fen::text as fen
       from settlement_line l join account a on a.id = l.account_id join park k on k.id = a.park_id
         left join tariff_version v on v.id::text = split_part(l.line_key, ':', 1)
       where k.code = $1 and l.posted_fen <> 0 order by 1, 2, 3, 4`,
    ),
    demand: await select(
      `select p.code, s.day::text, max(s.window_max)::text as window_max, max(s.quantity)::text as block
       from slot s join point p on p.id = s.point_id join park k on k.id = p.park_id
       where k.code = $1 and s.register = 0 group by p.code, s.day order by p.code, s.day`,
    ),
  };
};

/** Accruals are the sums of their slots; nothing else may ever be in them. Answers the lines that differ. */
export const accrualFaults = async (pool: Pool): Promise<readonly unknown[]> =>
  (
    await pool.query(
      `with sums as (
         select coalesce(account_id, 0) as account_id, day, point_id, coalesce(version_id, 0) as version_id, coalesce(period, 0) as period,
           sum(quantity) as quantity, sum(charge) as charge, count(*) as slots
         from slot where register = 0 group by 1, 2, 3, 4, 5)
       select * from sums full join accrual a using (account_id, day, point_id, version_id, period)
       where sums.quantity is distinct from a.quantity or sums.charge is distinct from a.charge or sums.slots is distinct from a.slots`,
    )
  ).rows;

/**
 * Law 3 on what is stored, for installations whose readings gave no reason for doubt: closed slots add up to the growth of the register up to
 * the last whole slot, within what the readings around that edge leave open. Answers those that do not.
 */
export const segmentFaults = async (pool: Pool): Promise<readonly unknown[]> =>
  (
    await pool.query(
      `with ends as (
         select i.id, i.ratio_milli, min(r.import) as low, max(r.import) as high,
           max(r.import) filter (where r.at <= coalesce((select max(start) + interval '15 min' from slot s where s.installation_id = i.id and s.register = 0), '-infinity')) as sure
         from installation i join reading r on r.device_id = i.device_id and r.at >= i.from_at and r.at < coalesce(i.to_at, 'infinity')
         where i.start_import is null and i.end_import is null and r.import is not null
           and not exists (select from flag f where f.installation_id = i.id and f.register = 0)
         group by i.id, i.ratio_milli)
       select e.*, t.total from ends e join lateral (select coalesce(sum(quantity), 0) as total from slot where installation_id = e.id and register = 0) t on true
       where t.total > round((e.high - e.low) * e.ratio_milli / 1e6) or t.total < round((coalesce(e.sure, e.low) - e.low) * e.ratio_milli / 1e6) - 1`,
    )
  ).rows;

/**
 * Of days before one each line is posted to the fen nearest to what it comes to; a month's lines are what its transfers took, and no further from what
 * was accrued than half a fen a line. Answers the account-months that are not so.
 */
export const settleFaults = async (pool: Pool, before = parkDay('9999-12-31')): Promise<readonly unknown[]> => {
  const { rows } = await pool.query(
    `with accrued as (
       select c.account_id, date_trunc('month', c.day)::date as month, sum(c.charge) filter (where day < $1::date) as charge
       from accrual c join account a on a.id = c.account_id and a.kind = 'prepaid' group by 1, 2),
     taken as (
       select l.account_id, date_trunc('month', coalesce(t.of_day, t.day))::date as month, -sum(e.amount_fen) as fen
       from ledger_transfer t join ledger_entry e on e.transfer_id = t.id join ledger_account l on l.id = e.ledger_account_id and l.kind = 'wallet'
       where t.kind = 'usage' group by 1, 2),
     -- surcharges of steps (tier#2) stand in no accrual
     known as (
       select account_id, month, sum(posted_fen) as fen, sum(posted_fen) filter (where line_key not like '%#%') as plain, count(*) as lines
       from settlement_line group by 1, 2)
     select account_id, month::text as month, charge, taken.fen as taken, known.fen as known, coalesce(taken.fen, 0) <> coalesce(known.fen, 0)
       or abs(coalesce(charge, 0) - coalesce(known.plain, 0) * 1e9) > coalesce(lines, 0) * 5e8 as wrong
     from accrued full join taken using (account_id, month) full join known using (account_id, month)`,
    [before],
  );
  const months = rows.map(({ account_id: accountId, month }) => ({ accountId, month: parkDay(month) }));
  const standings = await selectStandings(pool, months, before);
  return [...rows.filter(({ wrong }) => wrong), ...standings.filter(({ owed }) => owed.length > 0)];
};
