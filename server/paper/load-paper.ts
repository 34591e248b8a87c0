import type { Pool } from 'pg';
import { type BillHead, selectBill, selectLines } from '#db/bill/select-bills.ts';
import { selectMeters } from '#db/paper/select-meters.ts';
import { type PaperOfBill, selectLogo, selectPaper, selectTemplate } from '#db/paper/template-store.ts';
import { selectParkZone } from '#db/queries/parks.ts';
import { meterOf } from '#domain/paper/meter-of.ts';
import type { PaperBill } from '#domain/paper/paper-bill.ts';
import { type PaperTemplate, PLAIN_TEMPLATE } from '#domain/paper/template.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import { addDays, monthRange, parkDayOf } from '#domain/time/park-day.ts';

/** A template with its picture. */
export interface Stationery {
  readonly template: PaperTemplate;
  readonly logo: Buffer | null;
}

export interface LoadedPaper extends Stationery {
  readonly bill: PaperBill;
  /** When the paper is of: its issue, or when a draft was computed. */
  readonly at: InstantMs;
}

/** Revisions that a printing run meets: a month's bills rarely bear two. */
const KEPT_MAX = 8;

/** Reads papers one after the other; a template is read once. */
export function createPaperLoader(db: Pool) {
  const kept = new Map<string, Promise<Stationery>>();
  const stationeryOf = ({ parkId, revision }: PaperOfBill): Promise<Stationery> => {
    const key = `${parkId} ${revision}`;
    const before = kept.get(key);
    if (before) return before;
    if (kept.size >= KEPT_MAX) kept.clear();
    const made = loadStationery(db, parkId, revision);
    kept.set(key, made);
    return made;
  };
  /** Null: there is no such bill. */
  return async (park: string, id: string): Promise<LoadedPaper | null> => {
    const head = await selectBill(db, park, id);
    const zone = await selectParkZone(db, park);
    const paper = head === null ? null : await selectPaper(db, id);
    if (head === null || zone === null || paper === null) return null;
    const stationery = await stationeryOf(paper);
    const bill = await paperBillOf(db, { head, zone, paper, withMeters: stationery.template.sections.includes('meters') });
    return { ...stationery, bill, at: head.issuedAt ?? head.computedAt };
  };
}

async function loadStationery(db: Pool, parkId: number, revision: number | null): Promise<Stationery> {
  const stored = revision === null ? null : await selectTemplate(db, parkId, revision);
  const template = stored?.template ?? PLAIN_TEMPLATE;
  const logo = template.logo === null ? null : await selectLogo(db, parkId, template.logo.hash);
  return { template, logo: logo?.bytes ?? null };
}

interface Found {
  readonly head: BillHead;
  readonly zone: string;
  readonly paper: PaperOfBill;
  readonly withMeters: boolean;
}

async function paperBillOf(db: Pool, { head, zone, paper, withMeters }: Found): Promise<PaperBill> {
  const month = monthRange(head.month, zone);
  const known = head.issuedAt ?? head.computedAt;
  const stretches = withMeters ? await selectMeters(db, head.id, { ...month, known }) : [];
  return {
    kind: head.kind,
    state: head.state,
    number: numberText(head.number),
    from: head.month,
    to: addDays(parkDayOf(month.to, zone), -1),
    park: paper.park,
    account: head.account,
    name: paper.name,
    address: paper.address,
    issuedOn: head.issuedAt === null ? null : parkDayOf(head.issuedAt, zone),
    dueOn: head.dueOn,
    reverses: numberText(head.reverses),
    reason: head.reason,
    total: head.total,
    excl: head.excl,
    tax: head.tax,
    toPost: head.toPost,
    usedWh: head.usedWh,
    usedL: head.usedL,
    lines: await selectLines(db, head.id),
    meters: stretches.map(meterOf).filter((meter) => meter !== null),
    sample: false,
  };
}

/** "2026-000123" */
export const numberText = (number: BillHead['number']): string | null =>
  number === null ? null : `${number.year}-${String(number.number).padStart(6, '0')}`;
