-- How a park's bills are printed: append-only revisions; the last one stands. content: PaperTemplate of domain/paper.
create table paper_template (
  park_id int not null references park,
  revision int not null check (revision > 0),
  content jsonb not null,
  saved_at timestamptz not null,
  saved_by text not null,
  primary key (park_id, revision)
);
create trigger append_only before update or delete on paper_template for each row execute function refuse_change();

-- Logos by what is in them, so that a paper printed again carries the one it had.
create table paper_logo (
  park_id int not null references park,
  hash text not null,
  bytes bytea not null check (length(bytes) <= 65536),
  width int not null check (width > 0),
  height int not null check (height > 0),
  saved_at timestamptz not null,
  primary key (park_id, hash)
);
create trigger append_only before update or delete on paper_logo for each row execute function refuse_change();

-- What an issued bill's paper says beside the bill itself, as it stood when the number was given. revision null: none was saved, it is the plain one.
create table bill_paper (
  bill_id bigint primary key references bill,
  revision int,
  name_zh text not null,
  name_en text not null,
  address_zh text not null,
  address_en text not null
);
create trigger append_only before update or delete on bill_paper for each row execute function refuse_change();

-- Where a space is, from the building down.
create function space_address(space int, out zh text, out en text) language sql stable as $$
  with recursive up as (
    select s.id, s.parent_id, s.name_zh, s.name_en, 1 as level from space s where s.id = space
    union all
    select s.id, s.parent_id, s.name_zh, s.name_en, up.level + 1 from space s join up on s.id = up.parent_id where up.level < 8
  )
  select coalesce(string_agg(name_zh, ' ' order by level desc), ''), coalesce(string_agg(name_en, ', ' order by level), '') from up
$$;

-- Once a statement: bills go out by the fifty.
create function keep_bill_paper() returns trigger language plpgsql as $$
begin
  insert into bill_paper (bill_id, revision, name_zh, name_en, address_zh, address_en)
  select b.id, (select max(revision) from paper_template t where t.park_id = b.park_id), a.name_zh, a.name_en, s.zh, s.en
  from touched b join account a on a.id = b.account_id cross join lateral space_address(a.space_id) s
  where b.number is not null
  on conflict (bill_id) do nothing;
  return null;
end $$;
create trigger keep_paper after update on bill referencing new table as touched for each statement execute function keep_bill_paper();
create trigger keep_paper_of_new after insert on bill referencing new table as touched for each statement execute function keep_bill_paper();

insert into bill_paper (bill_id, revision, name_zh, name_en, address_zh, address_en)
select b.id, null, a.name_zh, a.name_en, s.zh, s.en
from bill b join account a on a.id = b.account_id cross join lateral space_address(a.space_id) s where b.number is not null;
