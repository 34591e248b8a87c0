-- A month's books that a person has closed, clerks, and what is charged for paying late.

alter table access_grant drop constraint access_grant_role_check;
alter table access_grant add constraint access_grant_role_check check (role in ('admin', 'manager', 'clerk', 'tenant', 'wall'));
alter table access_grant add constraint access_grant_clerk check (role <> 'clerk' or account_id is null);

-- Nothing is booked into a month that stands here. Months close one after the other, when they are over, and never open again.
create table books_month (
  park_id int not null references park,
  month date not null check (extract(day from month) = 1),
  closed_at timestamptz not null,
  closed_by text not null,
  -- how it stood then: the checklist it was closed by
  steps jsonb not null,
  primary key (park_id, month)
);
create trigger append_only before update or delete on books_month for each row execute function refuse_change();

create function books_in_order() returns trigger language plpgsql as $$
declare
  last date := (select max(month) from books_month where park_id = new.park_id);
begin
  if new.month <> (last + interval '1 month')::date then
    raise exception 'books: % of park % comes after %', new.month, new.park_id, last using errcode = 'restrict_violation';
  end if;
  if (new.closed_at at time zone (select zone from park where id = new.park_id))::date < (new.month + interval '1 month')::date then
    raise exception 'books: % of park % is not over', new.month, new.park_id using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger in_order before insert on books_month for each row execute function books_in_order();

-- Null: no month of the park is closed.
create function first_open_day(park int) returns date language sql stable as $$
  select (max(month) + interval '1 month')::date from books_month where park_id = park
$$;

-- What a posting is about where its month was closed when it was booked: the day of use; null: `day` itself.
alter table ledger_transfer add column of_day date, add constraint ledger_transfer_of_day check (of_day < day);

-- Once a statement: settlements book a thousand at a time.
create function refuse_closed_books() returns trigger language plpgsql as $$
declare
  one record;
begin
  for one in select park_id, min(day) as day from touched group by park_id loop
    if one.day < first_open_day(one.park_id) then
      raise exception 'books: % of park % is closed', one.day, one.park_id using errcode = 'restrict_violation';
    end if;
  end loop;
  return null;
end $$;
create trigger open_books after insert on ledger_transfer referencing new table as touched for each statement execute function refuse_closed_books();

-- 违约金: what a park charges from a day on, for bills that fall due from then on. Rates are millionths of the arrears a day.
create table late_fee_terms (
  park_id int not null references park,
  valid_from date not null,
  daily_ppm int not null check (daily_ppm between 0 and 100000),
  carried_over_ppm int not null check (carried_over_ppm between 0 and 100000),
  grace_days int not null check (grace_days between 0 and 366),
  -- of what was owed; null: no cap
  cap_ppm int check (cap_ppm between 0 and 10000000),
  minimum_fen bigint not null check (minimum_fen >= 0),
  -- the contract or notice it stands in
  source text not null,
  set_at timestamptz not null,
  set_by text not null,
  primary key (park_id, valid_from)
);

-- A late fee that a person gave up: booked as an adjustment in favour of the account.
create table late_fee_waiver (
  bill_id bigint not null references bill,
  transfer_id bigint primary key references ledger_transfer,
  amount_fen bigint not null check (amount_fen > 0),
  reason text not null check (reason <> ''),
  at timestamptz not null,
  actor text not null
);
create index on late_fee_waiver (bill_id);
create trigger append_only before update or delete on late_fee_waiver for each row execute function refuse_change();
