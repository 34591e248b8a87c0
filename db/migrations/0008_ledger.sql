-- The ledger as it is posted to: in which park, for which park day, by whom, and what makes two postings of one key the same.

alter table ledger_account drop constraint ledger_account_kind_check;
alter table ledger_account add constraint ledger_account_kind_check check (
  case when account_id is null
    then kind in ('cash', 'pos', 'slip', 'opening', 'revenue_use', 'revenue_fee', 'revenue_bill', 'adjustment', 'cash_difference', 'write_off')
    else kind in ('wallet', 'deposit', 'receivable') end);
create index on ledger_account (account_id);

alter table ledger_transfer disable trigger append_only;
alter table ledger_transfer
  add column park_id int references park,
  add column day date,
  add column content text not null default '',
  add column actor text not null default 'import',
  -- the posting this one takes back; each is taken back once
  add column reverses bigint unique references ledger_transfer,
  -- who reads on from where it stopped asks for what is not older than the oldest transaction that was open then
  add column xact xid8 not null default pg_current_xact_id();
update ledger_transfer t set park_id = l.park_id, day = (t.booked_at at time zone p.zone)::date
  from ledger_entry e join ledger_account l on l.id = e.ledger_account_id join park p on p.id = l.park_id
  where e.transfer_id = t.id and e.line = 1;
alter table ledger_transfer
  alter column park_id set not null,
  alter column day set not null,
  alter column actor drop default;
alter table ledger_transfer enable trigger append_only;
create index on ledger_transfer (xact);
create index on ledger_transfer (park_id, id);

-- A balance is read from the index alone.
drop index ledger_entry_ledger_account_id_idx;
create index ledger_entry_of_account on ledger_entry (ledger_account_id) include (transfer_id, amount_fen);

-- What settlements have posted of an account's park day so far, and how many times: a fold over the transfers of kind usage.
create table settlement (
  account_id int not null references account,
  day date not null,
  -- + is what was charged
  posted_fen bigint not null,
  version int not null check (version > 0),
  primary key (account_id, day)
);
-- Days whose accruals changed when they were no longer looked at every time.
create table settle_due (
  account_id int not null,
  day date not null,
  primary key (account_id, day)
);
-- Up to which day, inclusive, every account of a park was looked at.
create table settled_to (
  park_id int primary key references park,
  day date not null
);
