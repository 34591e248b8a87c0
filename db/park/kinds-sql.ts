import type { KindSql } from './write-kind.ts';

const TARIFFS = 'json_to_recordset($2::json) as t(place int, code text, medium text, name_zh text, name_en text, steps jsonb)';
/** A medium never changes; the file is refused before. */
export const TARIFF_SQL: KindSql = {
  insert: `
    insert into tariff (park_id, code, medium, name_zh, name_en, steps)
    select $1, t.code, t.medium, t.name_zh, t.name_en, t.steps from ${TARIFFS}
    where not exists (select from tariff x where x.park_id = $1 and x.code = t.code)
    order by t.place
    returning code as key`,
  update: `
    update tariff x set name_zh = t.name_zh, name_en = t.name_en, steps = t.steps from ${TARIFFS}
    where x.park_id = $1 and x.code = t.code and (x.name_zh, x.name_en, x.steps) is distinct from (t.name_zh, t.name_en, t.steps)
    returning x.code as key`,
};

const SPACES = `json_to_recordset($2::json)
  as t(place int, code text, kind text, parent text, name_zh text, name_en text, footprint jsonb, floors int, area_m2 numeric(12, 2))`;
export const SPACE_SQL: KindSql = {
  insert: `
    insert into space (park_id, code, kind, name_zh, name_en, footprint, floors, area_m2)
    select $1, t.code, t.kind, t.name_zh, t.name_en, t.footprint, t.floors, t.area_m2 from ${SPACES}
    where not exists (select from space x where x.park_id = $1 and x.code = t.code)
    order by t.place
    returning code as key`,
  update: `
    update space x
    set kind = t.kind, parent_id = p.id, name_zh = t.name_zh, name_en = t.name_en, footprint = t.footprint, floors = t.floors, area_m2 = t.area_m2
    from ${SPACES} left join space p on p.park_id = $1 and p.code = t.parent
    where x.park_id = $1 and x.code = t.code
      and (x.kind, x.parent_id, x.name_zh, x.name_en, x.footprint, x.floors, x.area_m2)
          is distinct from (t.kind, p.id, t.name_zh, t.name_en, t.footprint, t.floors, t.area_m2)
    returning x.code as key`,
};

const ACCOUNTS = `json_to_recordset($2::json)
  as t(place int, code text, name_zh text, name_en text, kind text, space text, alarm1_fen bigint, alarm2_fen bigint, overdraft_fen bigint,
       reclose_min_fen bigint, hoard_max_fen bigint, protected boolean, no_cut jsonb, opened_on date, terms jsonb)
  left join space s on s.park_id = $1 and s.code = t.space`;
const ACCOUNT_VALUES = `t.name_zh, t.name_en, t.kind, s.id, t.alarm1_fen, t.alarm2_fen, t.overdraft_fen, t.reclose_min_fen, t.hoard_max_fen,
  t.protected, t.no_cut, t.opened_on, t.terms`;
export const ACCOUNT_SQL: KindSql = {
  insert: `
    insert into account (park_id, code, name_zh, name_en, kind, space_id, alarm1_fen, alarm2_fen, overdraft_fen, reclose_min_fen, hoard_max_fen,
      protected, no_cut, opened_on, terms)
    select $1, t.code, ${ACCOUNT_VALUES} from ${ACCOUNTS}
    where not exists (select from account x where x.park_id = $1 and x.code = t.code)
    order by t.place
    returning code as key`,
  update: `
    update account x
    set name_zh = t.name_zh, name_en = t.name_en, kind = t.kind, space_id = s.id, alarm1_fen = t.alarm1_fen, alarm2_fen = t.alarm2_fen,
      overdraft_fen = t.overdraft_fen, reclose_min_fen = t.reclose_min_fen, hoard_max_fen = t.hoard_max_fen, protected = t.protected,
      no_cut = t.no_cut, opened_on = t.opened_on, terms = t.terms
    from ${ACCOUNTS}
    where x.park_id = $1 and x.code = t.code
      and (x.name_zh, x.name_en, x.kind, x.space_id, x.alarm1_fen, x.alarm2_fen, x.overdraft_fen, x.reclose_min_fen, x.hoard_max_fen,
           x.protected, x.no_cut, x.opened_on, x.terms) is distinct from (${ACCOUNT_VALUES})
    returning x.code as key`,
};

const POINTS = `json_to_recordset($2::json)
  as t(place int, code text, name_zh text, name_en text, medium text, role text, parent text, space text, contract_w bigint)
  left join space s on s.park_id = $1 and s.code = t.space`;
/** A medium never changes; the file is refused before. */
export const POINT_SQL: KindSql = {
  insert: `
    insert into point (park_id, code, name_zh, name_en, medium, role, space_id, contract_w)
    select $1, t.code, t.name_zh, t.name_en, t.medium, t.role, s.id, t.contract_w from ${POINTS}
    where not exists (select from point x where x.park_id = $1 and x.code = t.code)
    order by t.place
    returning code as key`,
  update: `
    update point x set name_zh = t.name_zh, name_en = t.name_en, role = t.role, parent_id = p.id, space_id = s.id, contract_w = t.contract_w
    from ${POINTS} left join point p on p.park_id = $1 and p.code = t.parent
    where x.park_id = $1 and x.code = t.code
      and (x.name_zh, x.name_en, x.role, x.parent_id, x.space_id, x.contract_w)
          is distinct from (t.name_zh, t.name_en, t.role, p.id, s.id, t.contract_w)
    returning x.code as key`,
};

const DEVICES = `json_to_recordset($2::json)
  as t(place int, serial text, model text, codec text, modulus_milli bigint, max_rate bigint, interval_s int)`;
export const DEVICE_SQL: KindSql = {
  insert: `
    insert into device (park_id, serial, model, codec, modulus_milli, max_rate, interval_s)
    select $1, t.serial, t.model, t.codec, t.modulus_milli, t.max_rate, t.interval_s from ${DEVICES}
    where not exists (select from device x where x.serial = t.serial)
    order by t.place
    returning serial as key`,
  update: `
    update device x set model = t.model, codec = t.codec, modulus_milli = t.modulus_milli, max_rate = t.max_rate, interval_s = t.interval_s
    from ${DEVICES}
    where x.park_id = $1 and x.serial = t.serial
      and (x.model, x.codec, x.modulus_milli, x.max_rate, x.interval_s)
          is distinct from (t.model, t.codec, t.modulus_milli, t.max_rate, t.interval_s)
    returning x.serial as key`,
};
