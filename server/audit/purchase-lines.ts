import type { MonthAudit } from '#db/allocation/audit-month.ts';
import { kWhText, yuanText } from './figures.ts';

/** Each purchase bill that stands, its kWh beside what came in; and, where tenants pay shares of them, that those come to the whole. */
export const purchaseLines = ({ purchase: { bills, shared }, allocation: { balance } }: MonthAudit): readonly string[] => [
  ...bills.map(
    ({ kind, number, total, usedWh }) =>
      `${kind} bill ${number}: ${yuanText(total)} yuan, ${kWhText(usedWh)} kWh; metered ${kWhText(kind === 'grid' ? balance.gridWh : balance.pvWh)} kWh`,
  ),
  ...(shared === null
    ? []
    : [`shares of the bills: ${yuanText(shared)} yuan of ${yuanText(bills.reduce((sum, { total }) => sum + total, 0n))}`]),
];
