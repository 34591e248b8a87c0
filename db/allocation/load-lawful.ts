import { LOSS_LIMIT_DEFAULT, RESALE_DEFAULT } from '#domain/allocation/rules.ts';
import type { LawfulMonth, MonthTariff } from '#domain/lawful-price/check-month.ts';
import { instantMs } from '#domain/time/instant.ts';
import { parkDayOf } from '#domain/time/park-day.ts';
import { exact, type Fen, fen, roundToFen } from '#domain/units/money.ts';
import { zoneViews } from '../aggregates.ts';
import { selectLateFees } from '../bill/late-fees.ts';
import { selectStanding } from '../purchase/bills-store.ts';
import { selectRunResale } from '../purchase/resale-of-run.ts';
import { atMs, bigIn, type Queryable, rowOf, rowsOf, textIn, wholeIn } from '../queries/row.ts';
import { selectVersions } from '../queries/use.ts';
import { selectMasterMoney } from './money-store.ts';
import type { MonthOfPark } from './month-stretch.ts';
import { selectRules } from './rules-store.ts';
import { type RunHead, type StoredShare, selectShares } from './select-run.ts';

const charged = (zone: string): string => `
  select coalesce(sum(d.charge), 0)::text as charge from ${zoneViews(zone).day} d
  where d.point_id = any(array(select id from point where park_id = $1 and medium = 'electricity' and role = 'tenant'))
    and d.register = 0 and d.day >= ${atMs('$2')} and d.day < ${atMs('$3')}`;

const TARIFFS = `
  select distinct t.id, t.code, p.role, v.id as version_id, v.valid_from::text as valid_from
  from assignment g join point p on p.id = g.point_id join tariff t on t.id = g.tariff_id join tariff_version v on v.tariff_id = t.id
  where p.park_id = $1 and p.medium = 'electricity' and p.role in ('grid', 'tenant')
    and g.from_at < ${atMs('$3')} and (g.to_at is null or g.to_at > ${atMs('$2')})
  order by t.code, p.role, valid_from`;

/** Electricity by account, as accruals keep it. */
const OWN = `
  select a.code, a.kind, coalesce(sum(c.charge) filter (where t.medium = 'electricity'), 0)::text as charge
  from account a left join accrual c on c.account_id = a.id and c.day >= $2::date and c.day < ($2::date + interval '1 month')
    left join tariff_version v on v.id = c.version_id left join tariff t on t.id = v.tariff_id
  where a.park_id = $1 and a.kind <> 'supply' group by a.code, a.kind order by a.code`;
const TENANTS = `
  select account, sum(wh)::text as wh from allocation_part where run_id = $1::bigint and kind = 'tenant' and account <> '' group by account order by account`;

/** What the lawful-price checks compare for a month that has been run. */
export async function loadLawful(db: Queryable, of: MonthOfPark, run: RunHead): Promise<LawfulMonth> {
  const { parkId, zone, month } = of;
  const shares = await selectShares(db, run.id);
  const borne = shares.filter(({ account }) => account !== null);
  const money = await loadMoney(db, of, { run, shares });
  const rules = (await selectRules(db, parkId, month))?.rules;
  const resale = rules?.resale ?? RESALE_DEFAULT;
  const limit = rules?.groups.find(({ node }) => node === null)?.lossLimit ?? LOSS_LIMIT_DEFAULT;
  return {
    from: parkDayOf(run.from, zone),
    to: parkDayOf(instantMs(run.to - 1), zone),
    ...money,
    ...(await loadPaid(db, of, run)),
    way: resale.way,
    tenantsWh: run.tenantWh,
    borneWh: borneWh(borne),
    // Stored fees are by month, area and term alone (domain/fees): none is by the kWh.
    fees: [],
    lateFees: await loadLateFees(db, of, run),
    sharedInFees: resale.sharedInFees,
    inputWh: run.gridWh + run.pvWh + run.storageWh,
    lossWh: run.lineLossWh + run.transformerLossWh,
    lossLimit: limit,
    capLoss: limit,
    ...(await loadTariffs(db, parkId, run)),
  };
}

/** What has been charged for being late up to the month's end, and is to be with its bills. A park's accounts are businesses. */
async function loadLateFees(db: Queryable, { parkId, zone }: MonthOfPark, run: RunHead): Promise<LawfulMonth['lateFees']> {
  const until = parkDayOf(instantMs(run.to - 1), zone);
  const fees = await selectLateFees(db, { parkId, zone, until, accountIds: null });
  return fees.map(({ account, owed, days, daysOfLaterYears, fee }) => ({
    account,
    arrears: owed,
    charged: fee,
    resident: false,
    days,
    daysOfLaterYears,
  }));
}

/** By the purchase bills that stand; else by what was typed in. */
async function loadPaid(db: Queryable, { parkId, month }: MonthOfPark, run: RunHead): Promise<Pick<LawfulMonth, 'gridBill' | 'pvBill'>> {
  const bills = await selectStanding(db, parkId, month);
  const grid = bills.find(({ kind }) => kind === 'grid');
  const pv = bills.find(({ kind }) => kind === 'pv');
  const pvBill = fen(pv ? pv.energy - pv.exportIncome : 0n);
  if (grid) return { gridBill: fen(grid.energy + grid.capacity + grid.powerFactor), pvBill };
  if (run.energyFen === null || run.state === 'stopped') return { gridBill: null, pvBill };
  const money = await selectMasterMoney(db, parkId, month);
  const entered = (kind: 'capacity' | 'powerFactor') => money.find((entry) => entry.kind === kind)?.amount ?? 0n;
  // What the month shared as energy holds the roof's bill already.
  return { gridBill: fen(run.energyFen + entered('capacity') + entered('powerFactor') - pvBill), pvBill };
}

interface MoneyOf {
  readonly run: RunHead;
  readonly shares: readonly StoredShare[];
}
type Money = Pick<LawfulMonth, 'ownUse' | 'shares' | 'landlord' | 'charges'>;

/** What end users and the landlord are charged; postpaid tenants by shares of the purchase bills where the month's rules say so. */
async function loadMoney(db: Queryable, { parkId, zone, month }: MonthOfPark, { run, shares }: MoneyOf): Promise<Money> {
  const resale = await selectRunResale(db, run.id);
  const byBill = resale?.resale.type === 'shares' ? resale.resale.shares : null;
  const owners = await rowsOf(db, OWN, [parkId, month], (row) => ({
    account: textIn(row, 'code'),
    postpaid: row.kind === 'postpaid',
    own: roundToFen(exact(bigIn(row, 'charge'))),
  }));
  const onBill = new Set(byBill === null ? [] : owners.flatMap(({ account, postpaid }) => (postpaid ? [account] : [])));
  const own = new Map(owners.map((one) => [one.account, onBill.has(one.account) ? fen(0n) : one.own]));
  const sharesOf = (account: string | null): Fen =>
    byBill !== null && (account === null || onBill.has(account))
      ? fen(byBill.reduce((sum, share) => (share.account === account ? sum + share.amount : sum), 0n))
      : sumOf(shares.filter((share) => share.account === account));
  const used = await rowsOf(db, TENANTS, [run.id], (row) => ({ account: textIn(row, 'account'), wh: bigIn(row, 'wh') }));
  const bearers = new Set([...used.map(({ account }) => account), ...onBill, ...shares.flatMap(({ account }) => account ?? [])]);
  const whole = await rowOf(db, charged(zone), [parkId, run.from, run.to], (row) => roundToFen(exact(bigIn(row, 'charge'))));
  return {
    ownUse: byBill === null ? ownUseOf(run, whole ?? fen(0n)) : fen([...own.values()].reduce((sum, amount) => sum + amount, 0n)),
    shares: fen([...bearers].reduce((sum, account) => sum + sharesOf(account), 0n)),
    // Where shared energy costs what the bills leave, what empty rooms used counts as paid for by him.
    landlord: fen(sharesOf(null) + (run.vacantFen ?? 0n)),
    charges: used.map(({ account, wh }) => ({
      account,
      amount: fen((own.get(account) ?? 0n) + sharesOf(account)),
      wh: wh + borneWh(shares.filter((share) => share.account === account)),
    })),
  };
}

/** By what the bills leave, as tenants' own bills say it; else by what their slots were charged. */
const ownUseOf = ({ ownFen, ownCapacityFen, ownPowerFactorFen }: RunHead, charged: Fen): Fen =>
  ownFen === null ? charged : fen(ownFen + ownCapacityFen + ownPowerFactorFen);

const borneWh = (shares: readonly StoredShare[]): bigint =>
  shares.reduce((sum, { kind, wh }) => (kind === 'sharedArea' ? sum + (wh ?? 0n) : sum), 0n);

const sumOf = (shares: readonly { readonly fen: bigint | null }[]): Fen => fen(shares.reduce((sum, share) => sum + (share.fen ?? 0n), 0n));

async function loadTariffs(db: Queryable, parkId: number, { from, to }: RunHead): Promise<Pick<LawfulMonth, 'grid' | 'tenants'>> {
  const rows = await rowsOf(db, TARIFFS, [parkId, from, to], (row) => ({
    code: textIn(row, 'code'),
    role: textIn(row, 'role'),
    versionId: wholeIn(row, 'version_id'),
  }));
  const versions = await selectVersions(db, new Set(rows.map(({ versionId }) => versionId)));
  const tariffsOf = (role: string): readonly MonthTariff[] =>
    [
      ...Map.groupBy(
        rows.filter((row) => row.role === role),
        ({ code }) => code,
      ),
    ].map(([code, own]) => ({
      code,
      versions: own.flatMap(({ versionId }) => versions.get(versionId) ?? []),
    }));
  return { grid: tariffsOf('grid')[0] ?? null, tenants: tariffsOf('tenant') };
}
