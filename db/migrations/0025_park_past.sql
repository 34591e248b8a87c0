-- What the rows of a park said before somebody changed them: names, spaces, terms, limits, contracted powers. `was` is the whole row as it stood until
-- that instant. Written by the tables themselves, so that no writer can forget; some ten lines a day and account at most, a kilobyte each.
create table park_past (
  id bigint generated always as identity primary key,
  park_id int not null references park,
  kind text not null check (kind in ('park', 'tariff', 'space', 'account', 'point')),
  row_id int not null,
  until timestamptz not null,
  was jsonb not null
);
create index park_past_until on park_past (park_id, until);

create trigger append_only before update or delete on park_past for each row execute function refuse_change();

-- A writer says what time it has (db/park/written-at.ts); one who does not has the database's.
create function keep_past() returns trigger language plpgsql as $$
begin
  insert into park_past (park_id, kind, row_id, until, was)
  values (
    case tg_table_name when 'park' then old.id else (to_jsonb(old) ->> 'park_id')::int end,
    tg_table_name,
    old.id,
    coalesce(nullif(current_setting('parktwin.written_at', true), '')::timestamptz, clock_timestamp()),
    to_jsonb(old)
  );
  return null;
end $$;

-- The park's version rises with every change of anything, and is no news by itself.
create trigger keep_past after update of name_zh, name_en, carbon_micro_kg_per_kwh on park for each row
  when ((old.name_zh, old.name_en, old.carbon_micro_kg_per_kwh) is distinct from (new.name_zh, new.name_en, new.carbon_micro_kg_per_kwh))
  execute function keep_past();
create trigger keep_past after update on tariff for each row when (old.* is distinct from new.*) execute function keep_past();
create trigger keep_past after update on space for each row when (old.* is distinct from new.*) execute function keep_past();
create trigger keep_past after update on account for each row when (old.* is distinct from new.*) execute function keep_past();
create trigger keep_past after update on point for each row when (old.* is distinct from new.*) execute function keep_past();
