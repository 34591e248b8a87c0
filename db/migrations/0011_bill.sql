-- Bills: a month's run over a park, its drafts, and what was issued. What is out never changes (law 8).

-- A run is one row a park and month; it goes over the accounts by id, piece by piece, and anybody may take the next piece.
create table bill_run (
  park_id int not null references park,
  month date not null check (extract(day from month) = 1),
  -- rises with each start
  attempt int not null default 1,
  -- accounts up to this one are done
  after_account int not null default 0,
  accounts int not null,
  done int not null default 0,
  -- drafts that are new or other than before
  changed int not null default 0,
  started_at timestamptz not null,
  started_by text not null,
  finished_at timestamptz,
  primary key (park_id, month),
  check (done <= accounts or finished_at is null)
);

create table bill (
  id bigint generated always as identity primary key,
  park_id int not null references park,
  account_id int not null references account,
  month date not null check (extract(day from month) = 1),
  kind text not null check (kind in ('bill', 'statement', 'reversal')),
  state text not null default 'draft' check (state in ('draft', 'checked', 'issued', 'paid', 'reversed')),
  -- sums of the lines; + to pay
  total_fen bigint not null,
  excl_fen bigint not null,
  tax_fen bigint not null,
  -- booked when it is issued; the rest was taken by settlements
  to_post_fen bigint not null,
  used_wh bigint not null,
  used_l bigint not null,
  -- BillFault of db/bill; what blocks keeps it from being checked
  faults jsonb not null default '[]',
  -- SHA-256 of everything it was computed from
  input_hash text not null,
  -- the allocation its shares are of
  allocation_hash text,
  computed_at timestamptz not null,
  checked_at timestamptz,
  checked_by text,
  year int,
  number int check (number > 0),
  issued_at timestamptz,
  issued_by text,
  due_on date,
  transfer_id bigint unique references ledger_transfer,
  -- of a reversal: the bill it takes back
  reverses bigint unique references bill,
  reason text not null default '',
  paid_at timestamptz,
  check ((state in ('issued', 'paid', 'reversed')) = (number is not null)),
  check ((number is null) = (year is null) and (number is null) = (issued_at is null) and (number is null) = (due_on is null)),
  check ((kind = 'reversal') = (reverses is not null)),
  check (excl_fen + tax_fen = total_fen)
);
create unique index bill_number_key on bill (park_id, year, number);
-- one bill of an account and month stands at a time
create unique index bill_standing on bill (account_id, month) where kind <> 'reversal' and state <> 'reversed';
create index on bill (park_id, month);
create index on bill (account_id, month);

create table bill_line (
  bill_id bigint not null references bill on delete cascade,
  line int not null,
  kind text not null check (kind in ('use', 'demand', 'powerFactor', 'share', 'fee', 'correction', 'dailyRounding')),
  item text not null,
  -- the month whose use it is about
  of_month date not null,
  from_on date not null,
  to_on date not null check (to_on >= from_on),
  version_id int references tariff_version,
  component text not null,
  name jsonb,
  -- index of PERIODS; null: all of them
  period smallint,
  -- thousandths of the unit
  quantity bigint,
  unit text check (unit in ('kWh', 'm3', 'kW', 'kVA', 'm2')),
  -- 1e-8 yuan
  price bigint,
  amount_fen bigint not null,
  tax_rate int not null,
  excl_fen bigint not null,
  tax_fen bigint not null,
  posted boolean not null,
  reason text,
  share jsonb,
  factor jsonb,
  primary key (bill_id, line),
  check (excl_fen + tax_fen = amount_fen),
  check ((kind = 'correction') = (reason is not null))
);

-- Numbers without gaps per park and year: the row is held until the bill is committed.
create table bill_number (
  park_id int not null references park,
  year int not null,
  last int not null,
  primary key (park_id, year)
);

-- Money that went on a bill: + paid it. Append-only; a reversal of the bill takes it back.
create table bill_payment (
  bill_id bigint not null references bill,
  transfer_id bigint primary key references ledger_transfer,
  amount_fen bigint not null check (amount_fen <> 0),
  at timestamptz not null,
  actor text not null
);
create index on bill_payment (bill_id);
create trigger append_only before update or delete on bill_payment for each row execute function refuse_change();

-- Months of accounts whose accruals changed after the last days were over: the next bill looks at them again. Never taken away.
create table bill_due (
  account_id int not null,
  month date not null,
  primary key (account_id, month)
);
create function mark_bill_due() returns trigger language plpgsql as $$
begin
  insert into bill_due (account_id, month) values (new.account_id, date_trunc('month', new.day)::date) on conflict do nothing;
  return null;
end $$;
create trigger mark_bill_due after insert on settle_due for each row execute function mark_bill_due();
insert into bill_due (account_id, month) select distinct account_id, date_trunc('month', day)::date from settle_due;

create function refuse_issued_bill() returns trigger language plpgsql as $$
declare
  own text[] := array['state', 'paid_at'];
begin
  if old.number is null then return case when tg_op = 'DELETE' then old else new end; end if;
  if tg_op = 'DELETE' then
    raise exception 'bill: %-% is out and cannot go', old.year, old.number using errcode = 'restrict_violation';
  end if;
  if to_jsonb(new) - own <> to_jsonb(old) - own or not (
    (old.state = new.state and old.paid_at is not distinct from new.paid_at)
    or (old.state = 'issued' and new.state in ('paid', 'reversed')) or (old.state = 'paid' and new.state = 'reversed')) then
    raise exception 'bill: %-% is out and never changes', old.year, old.number using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger issued before update or delete on bill for each row execute function refuse_issued_bill();

-- Once a statement, not once a row: a run writes hundreds of thousands. Lines that go with their draft find no bill any more.
create function refuse_issued_lines() returns trigger language plpgsql as $$
begin
  if exists (select from touched t join bill b on b.id = t.bill_id where b.state <> 'draft') then
    raise exception 'bill: lines of a bill that is no draft never change' using errcode = 'restrict_violation';
  end if;
  return null;
end $$;
create trigger issued_insert after insert on bill_line referencing new table as touched for each statement execute function refuse_issued_lines();
create trigger append_only before update on bill_line for each row execute function refuse_change();
create trigger issued_delete after delete on bill_line referencing old table as touched for each statement execute function refuse_issued_lines();

-- A bill says what its lines say, when it goes out.
create function bill_sums() returns trigger language plpgsql as $$
declare
  sums record;
begin
  select coalesce(sum(amount_fen), 0) as total, coalesce(sum(excl_fen), 0) as excl, coalesce(sum(tax_fen), 0) as tax,
    coalesce(sum(amount_fen) filter (where not posted), 0) as to_post
  into sums from bill_line where bill_id = new.id;
  if sums.total <> new.total_fen or sums.excl <> new.excl_fen or sums.tax <> new.tax_fen or sums.to_post <> new.to_post_fen then
    raise exception 'bill: the lines of bill % do not sum to it', new.id using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger sums after update on bill
  deferrable initially deferred for each row when (new.state <> 'draft' and old.state is distinct from new.state) execute function bill_sums();
