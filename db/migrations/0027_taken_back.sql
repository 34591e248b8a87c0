-- A meter's change that was taken back. What had come with it keeps its row and lasts no time, `[from_at, from_at)`: its slots are folded away by the
-- same work that folds any end again, its photos stay where they are, and the same meter may begin there anew at that very instant.
alter table installation drop constraint installation_check;
alter table installation add constraint installation_order check (to_at >= from_at);
alter table installation drop constraint installation_device_id_from_at_key;
create unique index installation_key on installation (device_id, from_at) where to_at is null or to_at > from_at;

create trigger taken_back_stays before update or delete on installation for each row when (old.to_at = old.from_at) execute function refuse_change();

-- One photo may show the end of one meter twice: of a change that was taken back, and of the one that was entered in its stead.
alter table installation_photo drop constraint installation_photo_pkey;
alter table installation_photo add column id bigint generated always as identity primary key;
create index on installation_photo (installation_id);

create table installation_taken_back (
  id int generated always as identity primary key,
  point_id int not null references point,
  kind text not null check (kind in ('install', 'replace', 'ratio', 'end')),
  -- when it was said to have happened
  changed_at timestamptz not null,
  -- what it ended, which goes on since, and what was read of it; null: nothing hung there
  ended_id int references installation,
  end_import bigint, end_export bigint, end_reactive bigint,
  -- what it began, which lasts no time since; null: the meter was taken down
  begun_id int references installation,
  -- photos of the end that had been attached by then; what comes later is of another change
  photos_to bigint not null,
  reason text not null check (length(reason) between 1 and 500),
  at timestamptz not null,
  actor text not null,
  check (ended_id is not null or begun_id is not null)
);
create index on installation_taken_back (point_id);
create index on installation_taken_back (ended_id);
create trigger append_only before update or delete on installation_taken_back for each row execute function refuse_change();
