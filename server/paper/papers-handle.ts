import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { TRPCError } from '@trpc/server';
import { selectBills } from '#db/bill/select-bills.ts';
import { selectParkKey } from '#db/queries/parks.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { readableBill } from '../bill/readable-bill.ts';
import { dispositionOf, isGone } from '../export/send-table.ts';
import { type Context, notFound, requireCollect } from '../trpc/trpc.ts';
import { archiveOf, type Entry } from './archive.ts';
import { createPaperLoader, numberText } from './load-paper.ts';
import { type PaperAsked, type PaperQuery, paperQuery } from './paper-request.ts';
import { paperName, printPaper } from './print-paper.ts';

/** Of this process at once: each keeps a processor busy half of the time, and live figures come first. */
const ARCHIVES_MAX = 2;
/** Bills of one archive: a park of 15,000 accounts, and as many again taken back. */
const BILLS_MAX = 30_000;
const PAGE = 1_000;

interface Exchange {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly url: URL;
}

/** Answers papers: one bill as a PDF, a month's as a zip archive, made while it is read. */
export function createPapers() {
  let archives = 0;

  const sendBill = async (
    ctx: Context,
    { res }: Exchange,
    { park, id }: { readonly park: string; readonly id: string },
    query: PaperQuery,
  ) => {
    await readableBill(ctx, { park, id });
    const paper = await createPaperLoader(ctx.services.db)(park, id);
    if (paper === null) throw notFound('bill');
    const file = await printPaper(paper, { fonts: ctx.services.printing.fonts, language: query.lang ?? null });
    const name = paperName({ account: paper.bill.account, month: paper.bill.from, number: paper.bill.number });
    res.writeHead(200, { ...headersOf(`${name}.pdf`, 'application/pdf'), 'content-length': file.length });
    res.end(file);
  };

  const sendMonth = async (
    ctx: Context,
    { res }: Exchange,
    { park, month }: { readonly park: string; readonly month: ParkDay },
    { lang, ticket }: PaperQuery,
  ) => {
    const bills = await billsOf(ctx, park, month);
    const load = createPaperLoader(ctx.services.db);
    const entries = bills.map(
      ({ id, account, number, issuedAt, computedAt }): Entry => ({
        name: `${paperName({ account, month, number: numberText(number) })}.pdf`,
        at: issuedAt ?? computedAt,
        make: async () => {
          const paper = await load(park, id);
          // A draft may be computed anew while its month is printed.
          if (paper === null) throw new Error(`papers: bill ${id} went away`);
          return printPaper(paper, { fonts: ctx.services.printing.fonts, language: lang ?? null });
        },
      }),
    );
    const note = (done: number) => {
      if (ticket !== undefined) ctx.services.printing.runs.note(ticket, { park, done, total: entries.length });
    };
    note(0);
    res.writeHead(200, headersOf(`${park}-${month.slice(0, 7)}.zip`, 'application/zip'));
    try {
      await pipeline(archiveOf(entries, note), res);
    } catch (fault) {
      if (!isGone(fault)) throw fault;
    }
  };

  return async (ctx: Context, exchange: Exchange, asked: PaperAsked): Promise<void> => {
    if (ctx.principal.type === 'anonymous') throw new TRPCError({ code: 'UNAUTHORIZED', message: 'sign in, or send an API key' });
    const parsed = paperQuery.safeParse(Object.fromEntries(exchange.url.searchParams));
    if (!parsed.success)
      throw new TRPCError({ code: 'BAD_REQUEST', message: 'the request is not what the document says', cause: parsed.error });
    if (asked.type === 'bill') return sendBill(ctx, exchange, asked, parsed.data);
    requireCollect(ctx, asked.park);
    if (archives >= ARCHIVES_MAX) throw new TRPCError({ code: 'TOO_MANY_REQUESTS', message: 'too many archives at once; try again later' });
    archives += 1;
    try {
      await sendMonth(ctx, exchange, asked, parsed.data);
    } finally {
      archives -= 1;
    }
  };
}

/** The issued bills of a month by account; drafts where none is out yet. */
async function billsOf(ctx: Context, park: string, month: ParkDay) {
  const { db } = ctx.services;
  const key = await selectParkKey(db, park);
  if (key === null) throw notFound('park');
  const found: Awaited<ReturnType<typeof selectBills>> = [];
  for (let after: { account: string; id: string } | null = null; ; ) {
    const page = await selectBills(db, { parkId: key.id, zone: key.zone, month }, { after, limit: PAGE });
    found.push(...page);
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) break;
    if (found.length >= BILLS_MAX) throw new TRPCError({ code: 'PAYLOAD_TOO_LARGE', message: `an archive holds ${BILLS_MAX} bills` });
    after = { account: last.account, id: last.id };
  }
  const out = found.filter(({ number }) => number !== null);
  const bills = out.length > 0 ? out : found;
  if (bills.length === 0) throw notFound('bill of this month');
  return bills;
}

const headersOf = (name: string, type: string) => ({
  'content-type': type,
  'content-disposition': dispositionOf(name),
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
});
