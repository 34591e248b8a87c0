import type { PointRole, Words } from '#domain/park/model.ts';
import { orNull, type Queryable, rowsOf, textIn } from '../queries/row.ts';

/** What rules may name: the supply's meters, those with others below, and who can bear a share. */
export interface RuleWorldOfPark {
  readonly points: readonly { readonly code: string; readonly parent: string | null; readonly role: PointRole }[];
  readonly branches: readonly { readonly code: string; readonly name: Words }[];
  readonly accounts: readonly { readonly code: string; readonly name: Words }[];
}

const ROWS_MAX = 20_000;
const POINTS = `
  select p.code, u.code as parent, p.role, p.name_zh, p.name_en from point p left join point u on u.id = p.parent_id
  where p.park_id = $1 and p.medium = 'electricity' order by p.code limit ${ROWS_MAX}`;
const ACCOUNTS = `select code, name_zh, name_en from account where park_id = $1 and kind <> 'supply' order by code limit ${ROWS_MAX}`;

export async function selectRuleWorld(db: Queryable, parkId: number): Promise<RuleWorldOfPark> {
  const name = (row: Readonly<Record<string, unknown>>): Words => ({ zh: textIn(row, 'name_zh'), en: textIn(row, 'name_en') });
  const points = await rowsOf(db, POINTS, [parkId], (row) => ({
    code: textIn(row, 'code'),
    parent: orNull(row, 'parent', textIn),
    // point.role is checked by the table.
    role: textIn(row, 'role') as PointRole,
    name: name(row),
  }));
  return {
    points,
    branches: points.filter(({ role }) => role === 'feeder').map(({ code, name: own }) => ({ code, name: own })),
    accounts: await rowsOf(db, ACCOUNTS, [parkId], (row) => ({ code: textIn(row, 'code'), name: name(row) })),
  };
}
