import type { BillInput } from '#domain/bill/compose-bill.ts';
import { type AccountFee, type AccountTerms, termsFromFile } from '#domain/park/account-terms.ts';
import type { FileTerms } from '#domain/park/file-terms.ts';
import { type TariffContent, versionFromContent } from '#domain/park/tariff-content.ts';
import type { TariffVersion } from '#domain/tariff/tariff.ts';
import { type TwoPartBook, twoPartCharge } from '#domain/tariff/two-part.ts';
import { twoPartBookOf } from '#domain/tariff/two-part-book.ts';
import { HOUR_MS, SLOT_MS } from '#domain/time/instant.ts';
import { monthOf, monthRange } from '#domain/time/park-day.ts';
import { quantity } from '#domain/units/quantity.ts';
import { atMs, type Queryable, rowsOf, textIn, wholeIn } from '../queries/row.ts';
import { numbersOf } from '../store/arrays.ts';
import type { BillMonth } from './bill-month.ts';
import type { BillAccount } from './load-accounts.ts';

/** What a bill says beside use and shares. */
export interface Contract {
  readonly fees: readonly AccountFee[];
  readonly contract: Pick<BillInput, 'demand' | 'powerFactor'>;
}

/** By account id; of accounts whose terms say nothing of a bill there is none. */
export async function selectContracts(
  db: Queryable,
  of: BillMonth,
  accounts: readonly Pick<BillAccount, 'id'>[],
): Promise<ReadonlyMap<number, Contract>> {
  const terms = await selectTerms(db, accounts);
  const measured = [...terms].filter(([, { twoPart, powerFactor }]) => twoPart !== null || powerFactor !== null).map(([id]) => id);
  const seen = measured.length === 0 ? new Map<number, MonthSeen>() : await selectSeen(db, of, measured);
  const tariffs = [...new Set([...terms.values()].flatMap(({ twoPart }) => twoPart?.tariff ?? []))];
  const versions = tariffs.length === 0 ? new Map<string, TariffVersion[]>() : await selectVersions(db, of.parkId, tariffs);
  return new Map([...terms].map(([id, own]) => [id, contractOf(own, of, { seen: seen.get(id) ?? UNUSED, versions })]));
}

/** An account's own two-part contract at its prices, and what a month has shown. */
export interface TwoPartSeen {
  readonly book: TwoPartBook;
  readonly maxDemandW: number;
  readonly usedWh: number;
}

/** By account id; of accounts without such a contract there is none. */
export const selectTwoParts = async (
  db: Queryable,
  of: BillMonth,
  accounts: readonly Pick<BillAccount, 'id'>[],
): Promise<ReadonlyMap<number, TwoPartSeen>> => {
  const own = new Map([...(await selectTerms(db, accounts))].flatMap(([id, { twoPart }]) => (twoPart ? [[id, twoPart] as const] : [])));
  if (own.size === 0) return new Map();
  const seen = await selectSeen(db, of, [...own.keys()]);
  const versions = await selectVersions(db, of.parkId, [...new Set([...own.values()].map(({ tariff }) => tariff))]);
  return new Map(
    [...own].map(([id, terms]) => {
      const { maxDemandW, activeWh } = seen.get(id) ?? UNUSED;
      return [id, { book: twoPartBookOf(terms, versions.get(terms.tariff) ?? []), maxDemandW, usedWh: activeWh }] as const;
    }),
  );
};

const PRICED_BY = `
  select id from account where park_id = $1 and kind <> 'supply' and terms -> 'twoPart' ->> 'tariff' = $2 order by id limit 20000`;

/** The accounts whose two-part contract has the prices of a tariff. */
export const selectTwoPartAccounts = (db: Queryable, parkId: number, tariff: string): Promise<{ readonly id: number }[]> =>
  rowsOf(db, PRICED_BY, [parkId, tariff], (row) => ({ id: wholeIn(row, 'id') }));

const UNUSED: MonthSeen = { maxDemandW: 0, activeWh: 0, reactiveVarh: null };

const contractOf = (
  { twoPart, powerFactor, fees }: AccountTerms,
  { month }: BillMonth,
  { seen, versions }: { readonly seen: MonthSeen; readonly versions: ReadonlyMap<string, readonly TariffVersion[]> },
): Contract => ({
  fees,
  contract: {
    ...(twoPart && {
      demand: twoPartCharge(twoPartBookOf(twoPart, versions.get(twoPart.tariff) ?? []), monthOf(month), {
        maxDemandW: seen.maxDemandW,
        usedWh: seen.activeWh,
      }),
    }),
    // Without a reactive register nothing can be assessed.
    ...(powerFactor &&
      seen.reactiveVarh !== null && {
        powerFactor: { terms: powerFactor, seen: { activeWh: quantity(seen.activeWh), reactiveVarh: quantity(seen.reactiveVarh) } },
      }),
  },
});

const TERMS = `select id, terms from account where id = any($1::int[]) and terms <> '{}' order by id`;

const selectTerms = async (db: Queryable, accounts: readonly Pick<BillAccount, 'id'>[]): Promise<ReadonlyMap<number, AccountTerms>> =>
  new Map(
    await rowsOf(
      db,
      TERMS,
      [numbersOf(accounts, ({ id }) => id)],
      // Written from a checked file alone.
      (row) => [wholeIn(row, 'id'), termsFromFile(row.terms as FileTerms)] as const,
    ),
  );

interface MonthSeen {
  /** Each line's largest sliding window of 15 minutes, summed (DOMAIN 2.3). */
  readonly maxDemandW: number;
  readonly activeWh: number;
  /** Null where no meter counts it. */
  readonly reactiveVarh: number | null;
}

/** Electricity of the stretches of the month in which a point was the account's. */
const SEEN = `
  select account_id, sum(coalesce(window_max, 0))::bigint as window_wh, sum(wh)::bigint as wh, coalesce(sum(varh), -1)::bigint as varh
  from (
    select g.account_id, s.point_id, max(s.window_max) filter (where s.register = 0) as window_max,
      coalesce(sum(s.quantity) filter (where s.register = 0), 0) as wh, sum(s.quantity) filter (where s.register = 2) as varh
    from assignment g join point p on p.id = g.point_id and p.medium = 'electricity'
      join slot s on s.point_id = g.point_id and s.register in (0, 2) and s.start >= greatest(g.from_at, ${atMs('$2')})
        and s.start < least(coalesce(g.to_at, 'infinity'), ${atMs('$3')})
    where g.account_id = any($1::int[]) and s.start >= ${atMs('$2')} and s.start < ${atMs('$3')}
    group by g.account_id, s.point_id) as line
  group by account_id order by account_id`;

const selectSeen = async (
  db: Queryable,
  { month, zone }: BillMonth,
  accounts: readonly number[],
): Promise<ReadonlyMap<number, MonthSeen>> => {
  const { from, to } = monthRange(month, zone);
  return new Map(
    await rowsOf(db, SEEN, [accounts, from, to], (row) => {
      const varh = wholeIn(row, 'varh');
      const maxDemandW = wholeIn(row, 'window_wh') * (HOUR_MS / SLOT_MS);
      return [wholeIn(row, 'account_id'), { maxDemandW, activeWh: wholeIn(row, 'wh'), reactiveVarh: varh === -1 ? null : varh }] as const;
    }),
  );
};

const VERSIONS = `
  select t.code, v.id, v.valid_from::text as valid_from, v.source, v.content
  from tariff t join tariff_version v on v.tariff_id = t.id where t.park_id = $1 and t.code = any($2::text[]) order by t.code, v.valid_from`;

const selectVersions = async (
  db: Queryable,
  parkId: number,
  codes: readonly string[],
): Promise<ReadonlyMap<string, readonly TariffVersion[]>> =>
  Map.groupBy(
    await rowsOf(db, VERSIONS, [parkId, codes], (row) => ({
      code: textIn(row, 'code'),
      ...versionFromContent({
        id: wholeIn(row, 'id'),
        validFrom: textIn(row, 'valid_from'),
        source: textIn(row, 'source'),
        // Written by contentFromFile alone.
        content: row.content as TariffContent,
      }),
    })),
    ({ code }) => code,
  );
