-- Photos of meters: evidence of what a person read when a meter was changed, or when its point went from one account to another.
create table photo (
  id bigint generated always as identity primary key,
  park_id int not null references park,
  -- by its first bytes, whatever was claimed
  mime text not null check (mime in ('image/jpeg', 'image/png', 'image/webp')),
  sha256 bytea not null check (sha256 = sha256(bytes)),
  bytes bytea not null check (length(bytes) between 1 and 1048576),
  -- when it was sent, last
  at timestamptz not null,
  actor text not null,
  unique (actor, park_id, sha256)
);
-- Pictures are packed already.
alter table photo alter column bytes set storage external;

-- What a meter showed when it began at a point, or when it ended there.
create table installation_photo (
  installation_id int not null references installation,
  shows text not null check (shows in ('start', 'end')),
  photo_id bigint not null references photo,
  at timestamptz not null,
  actor text not null,
  primary key (installation_id, shows, photo_id)
);
create index on installation_photo (photo_id);
create trigger append_only before update or delete on installation_photo for each row execute function refuse_change();

-- A reading is also taken for an account that leaves a point without a successor; then the day is the first that it does not pay for.
alter table handover_reading
  add column id bigint generated always as identity,
  add column kind text not null default 'opening' check (kind in ('opening', 'closing')),
  drop constraint handover_reading_pkey;
alter table handover_reading
  alter column kind drop default,
  add primary key (id),
  add unique (account_id, point_id, kind, day);
create index on handover_reading (point_id, day);

create table handover_photo (
  reading_id bigint not null references handover_reading,
  photo_id bigint not null references photo,
  at timestamptz not null,
  actor text not null,
  primary key (reading_id, photo_id)
);
create index on handover_photo (photo_id);
create trigger append_only before update or delete on handover_photo for each row execute function refuse_change();

-- What something refers to stays as it is. What nothing refers to may go, or be sent again, which keeps it a day longer.
create function keep_photo() returns trigger language plpgsql as $$
begin
  if exists (select from installation_photo where photo_id = old.id) or exists (select from handover_photo where photo_id = old.id) then
    raise exception 'photo % is evidence: append-only', old.id using errcode = 'restrict_violation';
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  if (new.id, new.park_id, new.mime, new.sha256, new.bytes, new.actor) is distinct from (old.id, old.park_id, old.mime, old.sha256, old.bytes, old.actor) then
    raise exception 'photo % never changes: append-only', old.id using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger keep before update or delete on photo for each row execute function keep_photo();
