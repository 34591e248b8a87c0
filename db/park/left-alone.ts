import type { ClientBase } from 'pg';
import { lasts } from '../queries/installations.ts';
import type { FileRows } from './file-rows.ts';

/** Names told of each kind; the rest is counted. */
const NAMES_MAX = 100;

/** Things of the park that the file does not name. They stay as they are. */
export interface LeftAlone {
  readonly count: number;
  readonly names: readonly string[];
}

const CODES = (table: string, key: string) => `
  select x.${key} as name from ${table} x
  where x.park_id = $1 and not exists (select from json_to_recordset($2::json) as t(${key} text) where t.${key} = x.${key})`;

const AT = (column: string) => `to_char(${column} at time zone k.zone, 'YYYY-MM-DD HH24:MI')`;

const STATEMENTS = {
  tariffs: CODES('tariff', 'code'),
  spaces: CODES('space', 'code'),
  accounts: CODES('account', 'code'),
  points: CODES('point', 'code'),
  devices: CODES('device', 'serial'),
  versions: `
    select f.code || ' ' || x.valid_from as name from tariff_version x join tariff f on f.id = x.tariff_id
    where f.park_id = $1 and not exists (
      select from json_to_recordset($2::json) as t(tariff text, valid_from date) where t.tariff = f.code and t.valid_from = x.valid_from)`,
  assignments: `
    select p.code || ' ' || ${AT('x.from_at')} as name from assignment x join point p on p.id = x.point_id join park k on k.id = p.park_id
    where p.park_id = $1 and not exists (
      select from json_to_recordset($2::json) as t(point text, from_at timestamptz) where t.point = p.code and t.from_at = x.from_at)`,
  installations: `
    select d.serial || ' ' || ${AT('x.from_at')} as name from installation x join device d on d.id = x.device_id join park k on k.id = d.park_id
    where d.park_id = $1 and ${lasts('x')} and not exists (
      select from json_to_recordset($2::json) as t(device text, from_at timestamptz) where t.device = d.serial and t.from_at = x.from_at)`,
} as const;
type Kind = keyof typeof STATEMENTS;

/** What the file leaves alone, by kind; kinds without any are not told. */
export const leftAloneBy = async (
  client: ClientBase,
  parkId: number,
  rows: FileRows,
): Promise<Readonly<Partial<Record<Kind, LeftAlone>>>> => {
  const found: Partial<Record<Kind, LeftAlone>> = {};
  const kinds: readonly Kind[] = ['tariffs', 'versions', 'spaces', 'accounts', 'points', 'assignments', 'devices', 'installations'];
  for (const kind of kinds) {
    const { rows: left } = await client.query<{ name: string }>(STATEMENTS[kind], [parkId, JSON.stringify(rows[kind])]);
    const names = left.map(({ name }) => name).sort();
    if (names.length > 0) found[kind] = { count: names.length, names: names.slice(0, NAMES_MAX) };
  }
  return found;
};
