import type { Pool } from 'pg';
import { selectCalendar, selectDayCharges } from '#db/explain/what-if-rows.ts';
import { type Forecast, forecastMonth } from '#domain/explain/forecast.ts';
import { type InstantMs, instantMs } from '#domain/time/instant.ts';
import { addDays, parkDayOf } from '#domain/time/park-day.ts';
import { exactFromFen, fenFromYuan } from '#domain/units/money.ts';

export interface ForecastAsked {
  readonly park: string;
  readonly account: string;
  readonly zone: string;
  readonly now: InstantMs;
  /** What is left, yuan as text; null where nobody pays in advance. */
  readonly available: string | null;
}

const BACK_DAYS = 62;

/** The running month of an account to its end, and how long what is left lasts. */
export const forecastAccount = async (db: Pool, { park, account, zone, now, available }: ForecastAsked): Promise<Forecast> => {
  const today = parkDayOf(instantMs(now), zone);
  const rows = await selectDayCharges(db, { park, account, from: addDays(today, -BACK_DAYS), to: today });
  const days = new Map(rows.filter(({ day }) => day < today).map(({ day, charge }) => [day, charge]));
  const calendar = await selectCalendar(db, { from: addDays(today, -BACK_DAYS), to: addDays(today, 400) });
  const left = available === null ? null : fenFromYuan(available);
  return forecastMonth({
    today,
    days,
    since: rows[0]?.day ?? today,
    soFar: rows.find(({ day }) => day === today)?.charge ?? 0n,
    calendar,
    available: left === null ? null : exactFromFen(left),
  });
};
