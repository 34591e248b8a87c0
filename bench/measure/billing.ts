import { setImmediate as turn } from 'node:timers/promises';
import { type BillMonth, monthsBefore } from '#db/bill/bill-month.ts';
import { checkBills } from '#db/bill/check.ts';
import { issueBills } from '#db/bill/issue.ts';
import { advanceRun, startRun } from '#db/bill/run.ts';
import { selectChecked } from '#db/bill/select-bills.ts';
import { parkDay, parkDayOf } from '#domain/time/park-day.ts';
import { machineClock } from '#streams/simulator/machine-clock.ts';
import { PARK } from '../park.ts';
import type { BenchOptions, Stage } from '../stage.ts';
import { wholeText } from '../stats.ts';
import type { Row } from '../table.ts';

const S_MAX = 60;
const MB_MAX = 1_024;
const DAYS_FULL = 28;
const DAYS_SCALED = 7;
const ISSUED = 500;
const BYTES = 1_048_576;

/** A month's bills of every account of the load park, later ones a second run that changes nothing, and some of them issued. */
export const billing = async (stage: Stage, options: BenchOptions): Promise<readonly Row[]> => {
  const of = await lastMonth(stage);
  // Who pays later is billed; a statement would need the settlements of a month.
  await stage.pool.query(`update account set kind = 'postpaid' where kind = 'prepaid'`);
  const days = options.full ? DAYS_FULL : DAYS_SCALED;
  const lines = await makeUse(stage, of, days);
  await stage.pool.query('analyze');
  const first = await timeRun(stage, of);
  const second = await timeRun(stage, of);
  const billed = await stage.pool.query('select count(*)::int as bills, (select count(*)::int from bill_line) as lines from bill');
  const { bills, lines: printed } = billed.rows[0];
  const by = { at: machineClock.now(), actor: 'bench' };
  await checkBills(stage.pool, of, { ids: null, ...by });
  const ids = (await selectChecked(stage.pool, of, null)).slice(0, ISSUED);
  const startedAt = machineClock.now();
  const issued = await issueBills(stage.pool, of, { ids, ...by });
  const issueMs = machineClock.now() - startedAt;
  const went = issued.filter(({ type }) => type === 'issued').length;
  return [
    {
      what: `a month's bills: ${wholeText(bills)} accounts, ${wholeText(lines)} accruals, ${wholeText(printed)} lines`,
      asked: '<= 60 s, <= 1 GB',
      measured: `${seconds(first.ms)} s, ${first.mb.toFixed(0)} MB, longest piece ${wholeText(first.longestMs)} ms`,
      reached: first.ms <= S_MAX * 1_000 && first.mb <= MB_MAX,
    },
    {
      what: '  again, nothing changed',
      asked: '',
      measured: `${seconds(second.ms)} s, longest piece ${wholeText(second.longestMs)} ms`,
      reached: null,
    },
    { what: `  ${wholeText(went)} of them issued`, asked: '', measured: `${seconds(issueMs)} s`, reached: null },
  ];
};

const seconds = (ms: number): string => (ms / 1_000).toFixed(1);

const lastMonth = async ({ pool }: Stage): Promise<BillMonth> => {
  const { rows } = await pool.query('select id, zone from park where code = $1', [PARK]);
  const { id, zone } = rows[0];
  const today = parkDayOf(machineClock.now(), zone);
  return { parkId: id, zone, month: monthsBefore(parkDay(`${today.slice(0, 7)}-01`), 1) };
};

/** A day a statement. The quantity times the price of its period is the charge, or a bill would say so. */
const makeUse = async ({ pool }: Stage, { parkId, month }: BillMonth, days: number): Promise<number> => {
  let lines = 0;
  for (let day = 0; day < days; day++) {
    const { rowCount } = await pool.query(
      `insert into accrual (account_id, day, point_id, version_id, period, quantity, charge, slots)
       select g.account_id, $2::date + $3::int, g.point_id, v.id, p.i - 1, 1000 + a.id % 977,
         (1000 + a.id % 977) * (select trunc(sum(((c -> 'prices') ->> p.name)::numeric) * 100000000) from jsonb_array_elements(v.content -> 'components') c), 24
       from assignment g join account a on a.id = g.account_id and a.park_id = $1 and a.kind = 'postpaid'
         join lateral (select id, content from tariff_version where tariff_id = g.tariff_id order by valid_from limit 1) v on true
         cross join unnest(array['deepValley', 'valley', 'flat', 'peak']) with ordinality as p(name, i)
       on conflict (account_id, day, point_id, version_id, period) do update set quantity = excluded.quantity, charge = excluded.charge`,
      [parkId, month, day],
    );
    lines += rowCount ?? 0;
  }
  return lines;
};

/** Seconds of a run, its longest piece (readings wait for it), and how large this process became meanwhile. */
const timeRun = async (
  { pool }: Stage,
  of: BillMonth,
): Promise<{ readonly ms: number; readonly longestMs: number; readonly mb: number }> => {
  const startedAt = machineClock.now();
  let [longestMs, mb] = [0, 0];
  await startRun(pool, of, { at: startedAt, actor: 'bench' });
  for (let last = machineClock.now(); ; ) {
    const state = await advanceRun(pool, of, machineClock);
    const now = machineClock.now();
    longestMs = Math.max(longestMs, now - last);
    last = now;
    mb = Math.max(mb, process.memoryUsage.rss() / BYTES);
    if (state === null || state.finishedAt !== null) return { ms: now - startedAt, longestMs, mb };
    await turn();
  }
};
