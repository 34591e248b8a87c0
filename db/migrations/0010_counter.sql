-- What is handed over at a counter: a clerk's shift with its till, and a receipt for each act.
create table shift (
  id int generated always as identity primary key,
  park_id int not null references park,
  -- user:<id>, and the name as it was then
  clerk text not null,
  clerk_name text not null,
  opened_at timestamptz not null,
  -- cash put into the till to give change from; not the ledger's
  float_fen bigint not null check (float_fen >= 0),
  closed_at timestamptz,
  counted_fen bigint check (counted_fen >= 0),
  -- float and what receipts say came in, less what went out
  booked_fen bigint,
  check ((closed_at is null) = (counted_fen is null) and (closed_at is null) = (booked_fen is null))
);
create unique index shift_open on shift (park_id, clerk) where closed_at is null;
create index on shift (park_id, id);

-- Numbers without gaps per park and year: the row is held until the receipt is committed.
create table receipt_number (
  park_id int not null references park,
  year int not null,
  last int not null,
  primary key (park_id, year)
);

create table receipt (
  park_id int not null references park,
  year int not null,
  number int not null check (number > 0),
  transfer_id bigint not null unique references ledger_transfer,
  account_id int not null references account,
  shift_id int not null references shift,
  kind text not null check (kind in ('topUp', 'refund', 'depositIn', 'depositOut', 'closing', 'reversal')),
  channel text not null check (channel in ('cash', 'pos', 'slip')),
  -- + came in, - went out
  amount_fen bigint not null check (amount_fen <> 0),
  -- number of the slip or of the terminal's voucher
  reference text not null default '',
  reason text not null default '',
  -- the receipt that is refunded or taken back
  of_year int,
  of_number int,
  -- of the wallet, or of the deposit, after it
  balance_fen bigint not null,
  at timestamptz not null,
  primary key (park_id, year, number),
  foreign key (park_id, of_year, of_number) references receipt,
  check ((of_year is null) = (of_number is null) and (kind in ('refund', 'reversal')) = (of_year is not null))
);
create index on receipt (account_id, year, number);
create index on receipt (shift_id);
create index on receipt (park_id, of_year, of_number) where of_year is not null;
-- a receipt is taken back once
create unique index receipt_undone on receipt (park_id, of_year, of_number) where kind = 'reversal';
create trigger append_only before update or delete on receipt for each row execute function refuse_change();

-- An account that takes no more money: its final balance was paid out or paid.
create table account_closing (
  account_id int primary key references account,
  -- the last park day that is charged
  closed_on date not null,
  at timestamptz not null,
  actor text not null
);
