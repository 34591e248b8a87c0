import type { AllocationRules } from '#domain/allocation/rules.ts';
import type { InstantMs, ParkDay } from '#domain/time/instant.ts';
import { atMs, dayIn, epochMs, instantIn, type Queryable, type Row, rowOf, rowsOf, textIn, wholeIn } from '../queries/row.ts';

/** The rules of a park from a month on, as a person saved them. */
export interface StoredRules {
  readonly id: number;
  /** First day of the month they begin with. */
  readonly validFrom: ParkDay;
  readonly revision: number;
  readonly rules: AllocationRules;
  readonly savedAt: InstantMs;
  readonly savedBy: string;
}

const COLUMNS = `id, valid_from::text as valid_from, revision, content, ${epochMs('saved_at')} as saved_at, saved_by`;
const IN_FORCE = `
  select ${COLUMNS} from allocation_rules where park_id = $1 and valid_from <= $2::date order by valid_from desc, revision desc limit 1`;

/** The rules in force in a month; null: none yet. */
export const selectRules = (db: Queryable, parkId: number, month: ParkDay): Promise<StoredRules | null> =>
  rowOf(db, IN_FORCE, [parkId, month], rulesFromRow);

const VERSIONS_MAX = 200;
const VERSIONS = `
  select ${COLUMNS} from allocation_rules where park_id = $1 order by valid_from desc, revision desc limit ${VERSIONS_MAX}`;

/** Rules that a run names. Throws where there are none. */
export async function selectRulesById(db: Queryable, id: number): Promise<AllocationRules> {
  const found = await rowOf(db, `select ${COLUMNS} from allocation_rules where id = $1`, [id], rulesFromRow);
  if (found === null) throw new Error(`allocation_rules: no row ${id}`);
  return found.rules;
}

/** Newest first; of one month the last revision stands. */
export const selectRuleVersions = (db: Queryable, parkId: number): Promise<StoredRules[]> => rowsOf(db, VERSIONS, [parkId], rulesFromRow);

export interface SaveRules {
  readonly parkId: number;
  readonly validFrom: ParkDay;
  readonly rules: AllocationRules;
  readonly at: InstantMs;
  readonly actor: string;
}

const SAVE = `
  insert into allocation_rules (park_id, valid_from, revision, content, saved_at, saved_by)
  select $1, $2::date, coalesce(max(revision), 0) + 1, $3::jsonb, ${atMs('$4')}, $5 from allocation_rules where park_id = $1 and valid_from = $2::date
  returning ${COLUMNS}`;

/** A new revision. Of two that save at once one is refused by the key, and asks again. */
export async function insertRules(db: Queryable, { parkId, validFrom, rules, at, actor }: SaveRules): Promise<StoredRules> {
  const saved = await rowOf(db, SAVE, [parkId, validFrom, JSON.stringify(rules), at, actor], rulesFromRow);
  if (!saved) throw new Error('allocation_rules: nothing was saved');
  return saved;
}

const rulesFromRow = (row: Row): StoredRules => ({
  id: wholeIn(row, 'id'),
  validFrom: dayIn(row, 'valid_from'),
  revision: wholeIn(row, 'revision'),
  // Written by insertRules alone, after checkRules.
  rules: row.content as AllocationRules,
  savedAt: instantIn(row, 'saved_at'),
  savedBy: textIn(row, 'saved_by'),
});
