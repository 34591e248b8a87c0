import { useCharges } from '#domain/bill/use-lines.ts';
import { monthOf, parkDayOf } from '#domain/time/park-day.ts';
import { type Fen, fen, roundToFen } from '#domain/units/money.ts';
import { selectSteps } from '../bill/load-steps.ts';
import { monthKey, selectUse } from '../bill/load-use.ts';
import { selectBilledVersions } from '../bill/load-versions.ts';
import { type Queryable, rowsOf, wholeIn } from '../queries/row.ts';
import type { MonthOfPark, MonthStretch } from './month-stretch.ts';

/** Whose use is his own: an account of shared area alone is the park's, and what it uses is shared. */
const ACCOUNTS = `
  select a.id from account a where a.park_id = $1 and a.kind <> 'supply'
    and exists (select from assignment g join point p on p.id = g.point_id where g.account_id = a.id and p.role <> 'public') order by a.id`;

/** Accounts of one look: a month of each is a hundred rows at most. */
const ACCOUNTS_A_PIECE = 500;

/**
 * What tenants' own use of electricity brings in by their tariffs: every component by the kWh and the surcharges of tiers, tax included, as the use lines of
 * their bills and statements say it, each rounded once. Two-part charges, power factor and fees are no price of energy and do not count.
 */
export async function selectOwnMoney(db: Queryable, { parkId, zone, month }: MonthOfPark, { to, running }: MonthStretch): Promise<Fen> {
  const ids = await rowsOf(db, ACCOUNTS, [parkId], (row) => wholeIn(row, 'id'));
  const before = running ? parkDayOf(to, zone) : null;
  let sum = 0n;
  for (let i = 0; i < ids.length; i += ACCOUNTS_A_PIECE) {
    const months = ids.slice(i, i + ACCOUNTS_A_PIECE).map((accountId) => ({ accountId, month }));
    const use = await selectUse(db, months, before);
    const steps = await selectSteps(db, months, before);
    const versions = await selectBilledVersions(db, new Set([...use.values()].flat().map(({ versionId }) => versionId)));
    for (const one of months) {
      const stepped = { month: monthOf(month), steps: steps.get(monthKey(one)) ?? [] };
      for (const { version, exact } of useCharges(use.get(monthKey(one)) ?? [], versions, stepped).charges)
        if (version.tariff.medium === 'electricity') sum += roundToFen(exact);
    }
  }
  return fen(sum);
}
