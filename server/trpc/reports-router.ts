import { z } from 'zod';
import { selectCollection } from '#db/report/collection.ts';
import { selectEnergy } from '#db/report/energy.ts';
import { selectHeld } from '#db/report/held.ts';
import { selectLedgerMatch, selectRevenue } from '#db/report/revenue.ts';
import { selectTakings } from '#db/report/takings.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { yuanFromFen } from '#domain/units/money.ts';
import { arrearsOf } from '../report/arrears.ts';
import { idsOf, reportParks } from '../report/report-parks.ts';
import { code, day, month } from './input.ts';
import { procedure, router } from './trpc.ts';

/** Months a report spans at most. */
const MONTHS_MAX = 36;
/** Null: all parks whose money the asker sees. */
const park = code.nullable().default(null);
const monthsBetween = (from: ParkDay, to: ParkDay): number =>
  (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7)) + 1;
const ofMonths = z.object({ park, from: month, to: month }).refine(({ from, to }) => {
  const months = monthsBetween(from, to);
  return months >= 1 && months <= MONTHS_MAX;
}, `from one to ${MONTHS_MAX} months`);
const monthText = (first: ParkDay): string => first.slice(0, 7);

/** What finance reads at the end of a month: one park, or all of them. */
export const reportsRouter = router({
  /** 收缴率: paid / billed by month. */
  collection: procedure.input(ofMonths).query(async ({ ctx, input }) => {
    const parks = await reportParks(ctx, input.park);
    const rows = await selectCollection(ctx.services.db, idsOf(parks), input);
    return rows.map(({ billed, paid, month: first, ...row }) => ({
      ...row,
      month: monthText(first),
      billedYuan: yuanFromFen(billed),
      paidYuan: yuanFromFen(paid),
    }));
  }),

  /** Who owes how much for how long, now. */
  arrears: procedure.input(z.object({ park })).query(async ({ ctx, input }) => {
    const rows = await arrearsOf(ctx.services, await reportParks(ctx, input.park));
    return rows.map(({ owed, total, lateFee, ...row }) => ({
      ...row,
      totalYuan: yuanFromFen(total),
      lateFeeYuan: yuanFromFen(lateFee),
      owedYuan: {
        notDue: yuanFromFen(owed.notDue),
        to30: yuanFromFen(owed.to30),
        to60: yuanFromFen(owed.to60),
        to90: yuanFromFen(owed.to90),
        over90: yuanFromFen(owed.over90),
      },
    }));
  }),

  /** What was billed, by what it was for, and how that stands against the ledger. */
  revenue: procedure.input(ofMonths).query(async ({ ctx, input }) => {
    const ids = idsOf(await reportParks(ctx, input.park));
    const rows = await selectRevenue(ctx.services.db, ids, input);
    const match = await selectLedgerMatch(ctx.services.db, ids, input);
    return {
      rows: rows.map(({ excl, tax, total, month: first, ...row }) => ({
        ...row,
        month: monthText(first),
        exclYuan: yuanFromFen(excl),
        taxYuan: yuanFromFen(tax),
        totalYuan: yuanFromFen(total),
      })),
      ledger: match.map(({ billed, byBills, bySettlements, unbilled, month: first, park: of }) => ({
        park: of,
        month: monthText(first),
        billedYuan: yuanFromFen(billed),
        byBillsYuan: yuanFromFen(byBills),
        bySettlementsYuan: yuanFromFen(bySettlements),
        unbilledYuan: yuanFromFen(unbilled),
        agrees: billed === byBills + bySettlements,
      })),
    };
  }),

  /** Where electricity went and what was lost, by month. Whole Wh. */
  energy: procedure.input(ofMonths).query(async ({ ctx, input }) => {
    const rows = await selectEnergy(ctx.services.db, idsOf(await reportParks(ctx, input.park)), input);
    return rows.map(({ month: first, input: came, tenant, shared, lineLoss, transformerLoss, ...row }) => ({
      ...row,
      month: monthText(first),
      inputWh: Number(came),
      tenantWh: Number(tenant),
      sharedWh: Number(shared),
      lineLossWh: Number(lineLoss),
      transformerLossWh: Number(transformerLoss),
    }));
  }),

  /** What was taken and given back, by clerk and way; both days included. */
  takings: procedure.input(z.object({ park, from: day, to: day })).query(async ({ ctx, input }) => {
    const rows = await selectTakings(ctx.services.db, idsOf(await reportParks(ctx, input.park)), input);
    return rows.map(({ topUps, refunds, deposits, closings, ...row }) => ({
      ...row,
      topUpsYuan: yuanFromFen(topUps),
      refundsYuan: yuanFromFen(refunds),
      depositsYuan: yuanFromFen(deposits),
      closingsYuan: yuanFromFen(closings),
    }));
  }),

  /** Wallets and deposits at the end of a day. */
  held: procedure.input(z.object({ park, day })).query(async ({ ctx, input }) => {
    const rows = await selectHeld(ctx.services.db, idsOf(await reportParks(ctx, input.park)), input.day);
    return rows.map(({ wallet, deposit, receivable, ...row }) => ({
      ...row,
      walletYuan: yuanFromFen(wallet),
      depositYuan: yuanFromFen(deposit),
      receivableYuan: yuanFromFen(receivable),
    }));
  }),
});
