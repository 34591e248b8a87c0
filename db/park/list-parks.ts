import type { Pool } from 'pg';
import type { Words } from '#domain/park/model.ts';

export interface ParkSummary {
  readonly id: number;
  readonly code: string;
  readonly name: Words;
  readonly city: string;
  readonly zone: string;
  readonly shard: number;
  readonly version: number;
  /** The group or region it belongs to; a region names its group. */
  readonly org: { readonly code: string; readonly kind: 'group' | 'region'; readonly name: Words; readonly group: string };
}

interface Row {
  readonly id: number;
  readonly code: string;
  readonly name_zh: string;
  readonly name_en: string;
  readonly city: string;
  readonly zone: string;
  readonly shard: number;
  readonly version: number;
  readonly org_code: string;
  readonly org_kind: 'group' | 'region';
  readonly org_zh: string;
  readonly org_en: string;
  readonly org_group: string;
}

const PARKS = `
  select k.id, k.code, k.name_zh, k.name_en, k.city, k.zone, k.shard, k.version,
    o.code as org_code, o.kind as org_kind, o.name_zh as org_zh, o.name_en as org_en, coalesce(g.code, o.code) as org_group
  from park k join org_unit o on o.id = k.org_unit_id left join org_unit g on g.id = o.parent_id
  order by k.id`;

/** All parks, in the order in which they came. */
export const listParks = async (pool: Pick<Pool, 'query'>): Promise<ParkSummary[]> =>
  (await pool.query<Row>(PARKS)).rows.map((row) => ({
    id: row.id,
    code: row.code,
    name: { zh: row.name_zh, en: row.name_en },
    city: row.city,
    zone: row.zone,
    shard: row.shard,
    version: row.version,
    org: { code: row.org_code, kind: row.org_kind, name: { zh: row.org_zh, en: row.org_en }, group: row.org_group },
  }));
