import type { ClientBase } from 'pg';
import type { ParkFile } from '#domain/park/park-file.ts';
import type { KindCounts } from './write-kind.ts';

const GROUP = `
  insert into org_unit (kind, code, name_zh, name_en) values ('group', $1, $2, $3)
  on conflict (code) do update set name_zh = excluded.name_zh, name_en = excluded.name_en
    where (org_unit.name_zh, org_unit.name_en) is distinct from (excluded.name_zh, excluded.name_en)
  returning xmax = 0 as created`;

const REGIONS = `
  insert into org_unit (parent_id, kind, code, name_zh, name_en)
  select g.id, 'region', t.code, t.zh, t.en from unnest($2::text[], $3::text[], $4::text[]) as t(code, zh, en)
    join org_unit g on g.code = $1
  on conflict (code) do update set name_zh = excluded.name_zh, name_en = excluded.name_en
    where (org_unit.name_zh, org_unit.name_en) is distinct from (excluded.name_zh, excluded.name_en)
  returning xmax = 0 as created`;

/** Group and regions. A code that belongs to another kind or another group was refused before. */
export const writeOrg = async (client: ClientBase, group: ParkFile['group']): Promise<KindCounts> => {
  const { code, name, regions } = group;
  const first = await client.query<{ created: boolean }>(GROUP, [code, name.zh, name.en]);
  const second = await client.query<{ created: boolean }>(REGIONS, [
    code,
    regions.map((region) => region.code),
    regions.map((region) => region.name.zh),
    regions.map((region) => region.name.en),
  ]);
  const rows = [...first.rows, ...second.rows];
  const created = rows.filter((row) => row.created).length;
  return { created, updated: rows.length - created, unchanged: 1 + regions.length - rows.length };
};
