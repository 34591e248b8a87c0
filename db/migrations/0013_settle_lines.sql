-- Settlements by bill line (DESIGN 9), bills that are paid in parts, and a park's terms of billing.

-- What settlements have posted of an account's month, and how many times: its lines are a fold over the transfers of kind usage.
alter table settlement rename to settlement_day;
alter table settlement_day rename constraint settlement_pkey to settlement_day_pkey;
create table settlement (
  account_id int not null references account,
  month date not null check (extract(day from month) = 1),
  version int not null check (version > 0),
  primary key (account_id, month)
);
create table settlement_line (
  account_id int not null,
  month date not null,
  -- UseCharge of domain/bill; '': what was posted by the day before there were lines, given back as its lines are posted
  line_key text not null,
  -- + is what was charged
  posted_fen bigint not null,
  primary key (account_id, month, line_key),
  foreign key (account_id, month) references settlement
);
insert into settlement (account_id, month, version)
  select account_id, date_trunc('month', day)::date, 1 from settlement_day group by 1, 2;
insert into settlement_line (account_id, month, line_key, posted_fen)
  select account_id, date_trunc('month', day)::date, '', sum(posted_fen) from settlement_day group by 1, 2;
do $$
begin
  if exists (
    select from (select account_id, date_trunc('month', day)::date as month, sum(posted_fen) as fen from settlement_day group by 1, 2) as old
      full join (select account_id, month, sum(posted_fen) as fen from settlement_line group by 1, 2) as now using (account_id, month)
    where old.fen is distinct from now.fen) then
    raise exception 'settlement: the months do not come to what was posted by the day';
  end if;
end $$;
-- As far back as a bill looks for what has changed.
insert into settle_due (account_id, day)
  select l.account_id, l.month from settlement_line l join account a on a.id = l.account_id join settled_to s on s.park_id = a.park_id
  where l.month >= s.day - interval '12 months'
  on conflict (account_id, day) do nothing;
drop table settlement_day;

-- A mark of what the days that are looked at every time held when they were settled: accounts that still hold it have nothing to settle.
create table settle_seen (
  account_id int primary key references account,
  from_on date not null,
  to_on date not null,
  hash bigint not null
);

-- What the rounding by the day made of a statement is named on the line itself, as it was shown: no kind of line is made for it any more.
alter table bill_line disable trigger append_only;
update bill_line set kind = 'fee', name = '{"zh": "日结尾差（逐日四舍五入）", "en": "Daily rounding to the cent"}' where kind = 'dailyRounding';
alter table bill_line enable trigger append_only;
alter table bill_line drop constraint bill_line_kind_check;
alter table bill_line add constraint bill_line_kind_check check (kind in ('use', 'demand', 'powerFactor', 'share', 'fee', 'correction'));

-- The lines' two references are looked after once a statement: checked row by row they were two thirds of what writing a run's lines took.
alter table bill_line drop constraint bill_line_bill_id_fkey, drop constraint bill_line_version_id_fkey;
create or replace function refuse_issued_lines() returns trigger language plpgsql as $$
declare
  one bigint;
begin
  for one in select distinct bill_id from touched loop
    if exists (select from bill where id = one and state <> 'draft') then
      raise exception 'bill: lines of a bill that is no draft never change' using errcode = 'restrict_violation';
    end if;
    if tg_op = 'INSERT' and not exists (select from bill where id = one) then
      raise exception 'bill: lines of no bill %', one using errcode = 'foreign_key_violation';
    end if;
  end loop;
  if tg_op = 'INSERT' and exists (
    select from (select distinct version_id from touched where version_id is not null) t
    where not exists (select from tariff_version v where v.id = t.version_id)) then
    raise exception 'bill: a line of no tariff version' using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
create function drop_bill_lines() returns trigger language plpgsql as $$
begin
  delete from bill_line where bill_id in (select id from gone);
  return null;
end $$;
create trigger lines_go after delete on bill referencing old table as gone for each statement execute function drop_bill_lines();
create function keep_billed_version() returns trigger language plpgsql as $$
begin
  if exists (select from bill_line where version_id = old.id) then
    raise exception 'bill: tariff version % stands in bills', old.id using errcode = 'foreign_key_violation';
  end if;
  return old;
end $$;
create trigger billed before delete on tariff_version for each row execute function keep_billed_version();

-- A bill is paid in parts until it is paid.
alter table bill drop constraint bill_state_check, drop constraint bill_check;
alter table bill
  add constraint bill_state_check check (state in ('draft', 'checked', 'issued', 'partlyPaid', 'paid', 'reversed')),
  add constraint bill_check check ((state in ('issued', 'partlyPaid', 'paid', 'reversed')) = (number is not null));
create or replace function refuse_issued_bill() returns trigger language plpgsql as $$
declare
  own text[] := array['state', 'paid_at'];
begin
  if old.number is null then return case when tg_op = 'DELETE' then old else new end; end if;
  if tg_op = 'DELETE' then
    raise exception 'bill: %-% is out and cannot go', old.year, old.number using errcode = 'restrict_violation';
  end if;
  if to_jsonb(new) - own <> to_jsonb(old) - own or not (
    (old.state = new.state and old.paid_at is not distinct from new.paid_at)
    or (old.state = 'issued' and new.state in ('partlyPaid', 'paid', 'reversed')) or (old.state = 'partlyPaid' and new.state in ('paid', 'reversed'))
    or (old.state = 'paid' and new.state = 'reversed')) then
    raise exception 'bill: %-% is out and never changes', old.year, old.number using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
-- Whatever a bill is said to be, its payments say the same: none, some, or all of it.
create function bill_payments() returns trigger language plpgsql as $$
declare
  paid bigint;
begin
  select coalesce(sum(amount_fen), 0) into paid from bill_payment where bill_id = new.id;
  if (new.state = 'paid' and paid <> new.total_fen) or (new.state = 'partlyPaid' and (paid <= 0 or paid >= new.total_fen)) then
    raise exception 'bill: % fen of % are paid of bill %, which is said to be %', paid, new.total_fen, new.id, new.state using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger payments after update on bill deferrable initially deferred
  for each row when (new.kind = 'bill' and new.state in ('partlyPaid', 'paid') and old.state is distinct from new.state) execute function bill_payments();

-- On what terms a park bills from a day on; before its first row, and without any, those of domain/bill/terms.ts.
create table billing_terms (
  park_id int not null references park,
  valid_from date not null,
  days_to_pay int not null check (days_to_pay between 0 and 365),
  -- hundredths of a percent by TaxItem; an item that is left out has the general rate
  tax_rates jsonb not null,
  -- the contract or notice they stand in
  source text not null,
  set_at timestamptz not null,
  set_by text not null,
  primary key (park_id, valid_from)
);
