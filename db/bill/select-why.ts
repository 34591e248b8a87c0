import type { ShareStepText } from '#domain/allocation/share.ts';
import { priceOf } from '#domain/tariff/charge-lines.ts';
import { PERIODS, type Period } from '#domain/tariff/tariff.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { type Fen, fen } from '#domain/units/money.ts';
import { bigIn, dayIn, orNull, type Queryable, rowOf, rowsOf, textIn, wholeIn } from '../queries/row.ts';
import { selectBilledVersions } from './load-versions.ts';
import type { StoredLine } from './select-bills.ts';

/** A day of a meter, as its slots say it: what a line of use stands on. */
export interface WhyDay {
  readonly day: ParkDay;
  readonly point: string;
  /** Whole Wh or litres. */
  readonly quantity: number;
  readonly slots: number;
  /** Not measured at both edges. */
  readonly refined: number;
  /** 1e-11 yuan of a component priced by the clock: what its slots were charged beyond their period; null of others. */
  readonly clock: bigint | null;
}

/** A month of 50 meters. */
const DAYS_MAX = 2_000;
const MEASURED = 2;
/** By start, so that only the month's chunks are read; a park day begins within 14 hours of its UTC day. */
const DAYS = `
  select s.day::text as day, p.code as point, sum(s.quantity)::text as quantity, count(*) as slots, count(*) filter (where s.quality < ${MEASURED}) as refined,
    case when $6::numeric[] is not null then sum(s.charge - s.quantity * ($6::numeric[])[s.period + 1])::text end as clock
  from slot s join point p on p.id = s.point_id
  where s.point_id = any(array(select point_id from assignment where account_id = (select account_id from bill where id = $1::bigint)))
    and s.account_id = (select account_id from bill where id = $1::bigint) and s.version_id = $2 and ($3::int is null or s.period = $3)
    and s.start >= $4::date - interval '1 day' and s.start < $5::date + interval '2 days' and s.day >= $4::date and s.day <= $5::date
  group by s.day, p.code order by s.day, p.code limit ${DAYS_MAX}`;

/** The days behind a line of use or of a correction: as its slots stand now. */
export async function selectWhyDays(db: Queryable, billId: string, line: StoredLine): Promise<WhyDay[]> {
  if (line.versionId === null) return [];
  const version = (await selectBilledVersions(db, new Set([line.versionId]))).get(line.versionId);
  const byClock = version?.vectors?.some(({ code }) => code === line.component) ?? false;
  const prices = version && byClock ? `{${PERIODS.map((period) => priceOf(version, period)).join(',')}}` : null;
  return rowsOf(db, DAYS, [billId, line.versionId, periodIndex(line.period), line.from, line.to, prices], (row) => ({
    day: dayIn(row, 'day'),
    point: textIn(row, 'point'),
    quantity: wholeIn(row, 'quantity'),
    slots: wholeIn(row, 'slots'),
    refined: wholeIn(row, 'refined'),
    clock: orNull(row, 'clock', bigIn),
  }));
}

const periodIndex = (period: Period | null): number | null => (period === null ? null : PERIODS.indexOf(period));

/** How a share came about: its steps in the month's allocation. */
export interface WhyShare {
  readonly energySteps: readonly ShareStepText[] | null;
  readonly moneySteps: readonly ShareStepText[] | null;
  /** Of energy that costs what the purchase bills leave: what they ask, and what of it is paid already; null: it costs the mean, or is no energy. */
  readonly left: { readonly energy: Fen; readonly own: Fen; readonly vacant: Fen } | null;
}

const SHARE = `
  select s.energy_steps, s.money_steps, case when s.kind not in ('capacity', 'powerFactor') then r.own_fen::text end as own,
    r.energy_fen::text as energy, r.vacant_fen::text as vacant
  from allocation_share s join allocation_run r on r.id = s.run_id join bill b on b.id = $1::bigint
    join account a on a.id = b.account_id
  where r.park_id = b.park_id and r.month = $5::date and r.revision = $6 and s.account = a.code and s.grp = $2 and s.kind = $3 and s.via = $4`;

export const selectWhyShare = (db: Queryable, billId: string, { share, month }: StoredLine): Promise<WhyShare | null> =>
  share === null
    ? Promise.resolve(null)
    : rowOf(db, SHARE, [billId, share.group ?? '', share.kind, share.via ?? '', `${month}-01`, share.revision], (row) => ({
        // Written by writeRun alone.
        energySteps: row.energy_steps as readonly ShareStepText[] | null,
        moneySteps: row.money_steps as readonly ShareStepText[] | null,
        left:
          row.own === null ? null : { energy: fen(bigIn(row, 'energy')), own: fen(bigIn(row, 'own')), vacant: fen(bigIn(row, 'vacant')) },
      }));
