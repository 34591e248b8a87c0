import type { Pool } from 'pg';
import { selectTwoParts } from '#db/bill/load-contracts.ts';
import { selectSteppedDays } from '#db/bill/load-step-days.ts';
import { selectCalendar, selectDayCharges, selectUsedDays } from '#db/explain/what-if-rows.ts';
import { selectAccountKey } from '#db/queries/account-key.ts';
import { type Forecast, forecastMonth, type SecondPart } from '#domain/explain/forecast.ts';
import { seriesOf } from '#domain/explain/tiers-ahead.ts';
import { type InstantMs, instantMs, type ParkDay } from '#domain/time/instant.ts';
import { addDays, parkDay, parkDayOf } from '#domain/time/park-day.ts';
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

/** The running month of an account to its end, and how long what is left lasts. Null: there is no such account. */
export const forecastAccount = async (db: Pool, { park, account, zone, now, available }: ForecastAsked): Promise<Forecast | null> => {
  const key = await selectAccountKey(db, park, account);
  if (key === null) return null;
  const today = parkDayOf(instantMs(now), zone);
  const back = addDays(today, -BACK_DAYS);
  const rows = await selectDayCharges(db, { park, account, from: back, to: today });
  const days = new Map(rows.filter(({ day }) => day < today).map(({ day, charge }) => [day, charge]));
  const calendar = await selectCalendar(db, { from: back, to: addDays(today, 400) });
  const left = available === null ? null : fenFromYuan(available);
  return forecastMonth({
    today,
    days,
    since: rows[0]?.day ?? today,
    soFar: rows.find(({ day }) => day === today)?.charge ?? 0n,
    calendar,
    available: left === null ? null : exactFromFen(left),
    // A window begins with the year at the earliest, what days are guessed by may lie before it.
    stepped: await selectSteppedDays(db, [key.id], { from: earlierOf(back, firstOf(today, 'year')), to: today }),
    secondPart: await secondPartOf(db, { ...key, zone, today, back }),
  });
};

const secondPartOf = async (
  db: Pool,
  of: { readonly id: number; readonly parkId: number; readonly zone: string; readonly today: ParkDay; readonly back: ParkDay },
): Promise<SecondPart | null> => {
  const { id, parkId, zone, today, back } = of;
  const twoPart = (await selectTwoParts(db, { parkId, zone, month: firstOf(today, 'month') }, [{ id }])).get(id);
  if (!twoPart) return null;
  return { ...twoPart, usedWh: seriesOf(await selectUsedDays(db, id, { from: back, to: today })) };
};

const firstOf = (day: ParkDay, of: 'month' | 'year'): ParkDay =>
  parkDay(of === 'year' ? `${day.slice(0, 4)}-01-01` : `${day.slice(0, 7)}-01`);

const earlierOf = (a: ParkDay, b: ParkDay): ParkDay => (a < b ? a : b);
