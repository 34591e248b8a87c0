import type { OwnMoney } from '#domain/allocation/pools.ts';
import { contractLines } from '#domain/bill/compose-bill.ts';
import { useCharges, useLine } from '#domain/bill/use-lines.ts';
import { monthOf, parkDayOf } from '#domain/time/park-day.ts';
import { fen } from '#domain/units/money.ts';
import { selectContracts } from '../bill/load-contracts.ts';
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
 * What tenants bring in by their own tariffs, tax included, as the lines of their bills and statements say it, each rounded once. Energy: every component by the kWh
 * and the surcharges of tiers. Of two-part contracts of their own the second part and the power factor, which are known when the month is over. Not: fees, late fees,
 * water, corrections of other months.
 */
export async function selectOwnMoney(
  db: Queryable,
  { parkId, zone, month }: MonthOfPark,
  { to, running }: MonthStretch,
): Promise<OwnMoney> {
  const ids = await rowsOf(db, ACCOUNTS, [parkId], (row) => wholeIn(row, 'id'));
  const before = running ? parkDayOf(to, zone) : null;
  const sums = { energy: 0n, capacity: 0n, powerFactor: 0n };
  for (let i = 0; i < ids.length; i += ACCOUNTS_A_PIECE) {
    const accounts = ids.slice(i, i + ACCOUNTS_A_PIECE);
    const months = accounts.map((accountId) => ({ accountId, month }));
    const use = await selectUse(db, months, before);
    const steps = await selectSteps(db, months, before);
    const versions = await selectBilledVersions(db, new Set([...use.values()].flat().map(({ versionId }) => versionId)));
    const asked = accounts.map((id) => ({ id }));
    const contracts = running ? new Map<number, never>() : await selectContracts(db, { parkId, zone, month }, asked);
    for (const one of months) {
      const of = { month: monthOf(month), steps: steps.get(monthKey(one)) ?? [] };
      const { charges } = useCharges(use.get(monthKey(one)) ?? [], versions, of);
      const used = charges.map((charge) => useLine(charge, { month: of.month, posted: false }));
      for (const { item, amount } of used) if (item === 'electricity') sums.energy += amount;
      const terms = contracts.get(one.accountId);
      if (!terms) continue;
      for (const { kind, amount } of contractLines({ month: of.month, fees: terms.fees, ...terms.contract }, used))
        sums[kind === 'demand' ? 'capacity' : 'powerFactor'] += amount;
    }
  }
  return { energy: fen(sums.energy), capacity: fen(sums.capacity), powerFactor: fen(sums.powerFactor) };
}
