import type { ParkDay } from '#domain/time/instant.ts';
import { dayIn, type Queryable, rowsOf } from '../queries/row.ts';

const RESALE_MONTHS = `
  select month::text as month from allocation_run where park_id = $1 and month = any($2::date[]) and input ? 'resale'`;

/** Months whose postpaid tenants pay shares of the purchase bills, by the rules their run was made with. */
export const selectResaleMonths = async (db: Queryable, parkId: number, months: readonly ParkDay[]): Promise<ReadonlySet<ParkDay>> =>
  new Set(await rowsOf(db, RESALE_MONTHS, [parkId, months], (row) => dayIn(row, 'month')));
