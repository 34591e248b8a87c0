import type { FileStep } from '#domain/park/file-terms.ts';
import { stepFromFile } from '#domain/park/tariff-steps.ts';
import { stepParts } from '#domain/tiers/step-parts.ts';
import { tierTermsOf } from '#domain/tiers/steps.ts';
import { tiersOn, windowOf } from '#domain/tiers/tier-window.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { quantity } from '#domain/units/quantity.ts';
import { dayIn, type Queryable, rowOf, rowsOf, wholeIn } from '../queries/row.ts';
import { selectStepTerms } from './load-steps.ts';
import type { StoredLine } from './select-bills.ts';

/** A day of which a part lies in the tier: whole Wh (litres), 1e-11 yuan. */
export interface TierDay {
  readonly day: ParkDay;
  /** In the window, before the day. */
  readonly before: number;
  /** Of the day, in the tier. */
  readonly used: number;
  readonly charge: bigint;
}

/** The place of a tier's line in its window: as what was used stands now. */
export interface WhyTier {
  /** The window's name, "2026" or "2026-11". */
  readonly window: string;
  /** Where the tier begins and ends for the account; null: without end. */
  readonly from: number;
  readonly to: number | null;
  readonly days: readonly TierDay[];
}

const TARIFF = `
  select b.account_id, t.id, t.steps from bill b join tariff_version v on v.id = $2 join tariff t on t.id = v.tariff_id where b.id = $1::bigint`;
const DAYS = `
  select c.day::text as day, sum(c.quantity)::bigint as used from accrual c join tariff_version v on v.id = c.version_id
  where c.account_id = $1 and v.tariff_id = $2 and c.day >= $3::date and c.day <= $4::date group by 1 order by 1`;

/** Null for a line that is no tier's. */
export async function selectWhyTier(db: Queryable, billId: string, line: StoredLine): Promise<WhyTier | null> {
  const [code, number] = line.component.split('#');
  if (number === undefined || line.versionId === null) return null;
  const tier = Number(number) - 1;
  const tariff = await rowOf(db, TARIFF, [billId, line.versionId], (row) => ({
    accountId: wholeIn(row, 'account_id'),
    id: wholeIn(row, 'id'),
    // Written from a checked file alone.
    steps: (row.steps as readonly FileStep[]).map(stepFromFile),
  }));
  const step = tariff?.steps.find((one) => one.code === code);
  const terms = tariff && (await selectStepTerms(db, `{${tariff.accountId}}`)).get(tariff.accountId);
  const own = step && terms ? tierTermsOf(step, terms) : null;
  if (!tariff || !step || !terms || own === null) return null;
  const window = windowOf(step.window, line.to);
  const first = step.window === 'year' ? `${window}-01-01` : `${window}-01`;
  const uses = await rowsOf(db, DAYS, [tariff.accountId, tariff.id, first, line.to], (row) => ({
    day: dayIn(row, 'day'),
    used: quantity(wholeIn(row, 'used')),
  }));
  const version = own.versions.findLast(({ from }) => from <= line.to);
  const { limits } = version ? tiersOn(own, version, line.to) : { limits: [] };
  const parts = stepParts([step], terms, uses).filter((part) => part.tier === tier && part.day >= line.from);
  const before = (day: ParkDay) => uses.reduce((sum, use) => (use.day < day ? sum + use.used : sum), 0);
  return {
    window,
    from: limits[tier - 1] ?? 0,
    to: limits[tier] ?? null,
    days: parts.map(({ day, used, charge }) => ({ day, before: before(day), used, charge })),
  };
}
