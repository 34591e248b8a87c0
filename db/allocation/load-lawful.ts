import { LOSS_LIMIT_DEFAULT } from '#domain/allocation/rules.ts';
import type { LawfulMonth, MonthTariff } from '#domain/lawful-price/check-month.ts';
import { instantMs } from '#domain/time/instant.ts';
import { parkDayOf } from '#domain/time/park-day.ts';
import { exact, type Fen, fen, roundToFen } from '#domain/units/money.ts';
import { zoneViews } from '../aggregates.ts';
import { atMs, bigIn, type Queryable, rowOf, rowsOf, textIn, wholeIn } from '../queries/row.ts';
import { selectVersions } from '../queries/use.ts';
import { selectMasterMoney } from './money-store.ts';
import type { MonthOfPark } from './month-stretch.ts';
import { selectRules } from './rules-store.ts';
import { type RunHead, selectShares } from './select-run.ts';

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

/** What the lawful-price checks compare for a month that has been run. */
export async function loadLawful(db: Queryable, of: MonthOfPark, run: RunHead): Promise<LawfulMonth> {
  const { parkId, zone, month } = of;
  const ownUse = await rowOf(db, charged(zone), [parkId, run.from, run.to], (row) => roundToFen(exact(bigIn(row, 'charge'))));
  const shares = await selectShares(db, run.id);
  const money = await selectMasterMoney(db, parkId, month);
  const entered = (kind: 'capacity' | 'powerFactor') => money.find((entry) => entry.kind === kind)?.amount ?? 0n;
  const paid = run.energyFen === null || run.state === 'stopped' ? null : fen(run.energyFen + entered('capacity') + entered('powerFactor'));
  const rules = await selectRules(db, parkId, month);
  const limit = rules?.rules.groups.find(({ node }) => node === null)?.lossLimit ?? LOSS_LIMIT_DEFAULT;
  const tariffs = await loadTariffs(db, parkId, run);
  return {
    from: parkDayOf(run.from, zone),
    to: parkDayOf(instantMs(run.to - 1), zone),
    ownUse: ownUse ?? fen(0n),
    shares: sumOf(shares.filter(({ account }) => account !== null)),
    landlord: sumOf(shares.filter(({ account }) => account === null)),
    gridBill: paid,
    tenantsWh: run.tenantWh,
    inputWh: run.gridWh + run.pvWh + run.storageWh,
    lossWh: run.lineLossWh + run.transformerLossWh,
    lossLimit: limit,
    capLoss: limit,
    ...tariffs,
  };
}

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
