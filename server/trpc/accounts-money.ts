import { TRPCError } from '@trpc/server';
import { z } from 'zod';
import { selectStepDaysOf } from '#db/bill/load-step-days.ts';
import { selectLedger, selectReceipts } from '#db/queries/ledger.ts';
import { selectUse, selectVersions, type UseRow } from '#db/queries/use.ts';
import { partsOfCharge } from '#domain/tariff/charge-lines.ts';
import { PERIODS, type Period, type TariffVersion } from '#domain/tariff/tariff.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { addDays } from '#domain/time/park-day.ts';
import { exact, yuanFromFen } from '#domain/units/money.ts';
import { quantity } from '#domain/units/quantity.ts';
import { exactYuan } from './exact-yuan.ts';
import { tierAnswer } from './explain-answers.ts';
import { code, day, page, qualifiedKey } from './input.ts';
import { procedure, requireRead } from './trpc.ts';

const USE_DAYS_MAX = 400;

export interface UseLine {
  readonly day: ParkDay;
  readonly point: string;
  /** Null: measured and not priced. */
  readonly period: Period | null;
  /** Code of the price's part; UNSPLIT where the parts are not known, UNPRICED where nothing is charged. */
  readonly component: string;
  /** Whole Wh (litres); each part of a price repeats it. */
  readonly quantity: number;
  /** Exact, eleven decimals. */
  readonly chargeYuan: string;
}

const UNPRICED = 'unpriced';
const UNSPLIT = 'all';

/**
 * What an account used and was charged, by day, point, period and part of the price: the accruals of closed slots, both days included. Beside them what
 * tiers added, on the days that it arose.
 */
export const accountUse = procedure.input(z.object({ account: qualifiedKey, from: day, to: day })).query(async ({ ctx, input }) => {
  const { park, code: account } = input.account;
  requireRead(ctx, { type: 'account', park, account });
  if (input.to >= addDays(input.from, USE_DAYS_MAX)) throw new TRPCError({ code: 'BAD_REQUEST', message: `at most ${USE_DAYS_MAX} days` });
  const rows = await selectUse(ctx.services.db, { park, account, from: input.from, to: input.to });
  const ids = new Set(rows.flatMap(({ versionId }) => (versionId === null ? [] : [versionId])));
  const versions = await selectVersions(ctx.services.db, ids);
  const tiers = await selectStepDaysOf(ctx.services.db, { park, account, from: input.from, to: input.to });
  return {
    lines: rows.flatMap((row) => linesOfUse(row, row.versionId === null ? undefined : versions.get(row.versionId))),
    tiers: tiers.map(tierAnswer),
  };
});

/** A line for each part of the price. While a changed price is being put in force, booked charges are the old price's: then they stay in one. */
function linesOfUse(row: UseRow, version: TariffVersion | undefined): UseLine[] {
  const period = PERIODS[row.period] ?? 'flat';
  const line = { day: row.day, point: row.point, quantity: row.quantity };
  if (version === undefined) return [{ ...line, period: null, component: UNPRICED, chargeYuan: exactYuan(row.charge) }];
  const lines = partsOfCharge(version, period, { quantity: quantity(row.quantity), charge: exact(row.charge) });
  const sum = lines.reduce((total, { charge }) => total + charge, 0n);
  if (sum !== row.charge) return [{ ...line, period, component: UNSPLIT, chargeYuan: exactYuan(row.charge) }];
  return lines.map(({ component, charge }) => ({ ...line, period, component, chargeYuan: exactYuan(charge) }));
}

/** What was booked to an account's wallet, newest first, with the balance after each. */
export const accountLedger = procedure.input(z.object({ account: qualifiedKey, ...page })).query(async ({ ctx, input }) => {
  const { park, code: account } = input.account;
  requireRead(ctx, { type: 'account', park, account });
  const lines = await selectLedger(ctx.services.db, { park, account }, { before: input.before ?? null, limit: input.limit });
  return lines.map(({ amount, balance, ...line }) => ({ ...line, amountYuan: yuanFromFen(amount), balanceYuan: yuanFromFen(balance) }));
});

const RECEIPTS_MAX = 100;

/** The newest money that came into accounts of a park; `kind` opening: what they were opened with. */
export const ledgerRecent = procedure
  .input(z.object({ park: code, limit: z.number().int().min(1).max(RECEIPTS_MAX).default(20) }))
  .query(async ({ ctx, input }) => {
    requireRead(ctx, { type: 'park', park: input.park });
    const receipts = await selectReceipts(ctx.services.db, input.park, input.limit);
    return receipts.map(({ amount, ...receipt }) => ({ ...receipt, amountYuan: yuanFromFen(amount) }));
  });
