-- The spine: what a park is, what its meters said, and what is derived from that.
-- Readings are the only truth; slot, accrual and flag are folds over them and can be rebuilt.

create table org_unit (
  id int generated always as identity primary key,
  parent_id int references org_unit,
  kind text not null check (kind in ('group', 'region')),
  code text not null unique,
  name_zh text not null,
  name_en text not null
);

-- A shard is one persistent MQTT session; the stream process that holds its lease owns its parks. The epoch is checked in every commit.
create table shard (
  id int primary key,
  holder text,
  epoch bigint not null default 0,
  lease_until timestamptz
);

create table park (
  id int generated always as identity primary key,
  org_unit_id int not null references org_unit,
  code text not null unique check (code ~ '^[a-z0-9][a-z0-9-]{0,31}$'),
  name_zh text not null,
  name_en text not null,
  city text not null default '',
  zone text not null,
  shard int not null default 0,
  version int not null default 1,
  carbon_micro_kg_per_kwh int not null default 0,
  carbon_source text not null default '',
  created_at timestamptz not null default now()
);

create table space (
  id int generated always as identity primary key,
  park_id int not null references park,
  parent_id int references space,
  code text not null,
  kind text not null check (kind in ('building', 'floor', 'room')),
  name_zh text not null,
  name_en text not null,
  footprint jsonb not null default '[]',
  floors int not null default 1,
  area_m2 numeric(12, 2) not null default 0,
  unique (park_id, code)
);

create table tariff (
  id int generated always as identity primary key,
  park_id int not null references park,
  code text not null,
  medium text not null check (medium in ('electricity', 'water')),
  name_zh text not null,
  name_en text not null,
  unique (park_id, code)
);

-- content: { components, rules, demandPrice } as in domain/tariff/tariff.ts, prices as decimal strings of yuan.
create table tariff_version (
  id int generated always as identity primary key,
  tariff_id int not null references tariff,
  valid_from date not null,
  source text not null,
  content jsonb not null,
  unique (tariff_id, valid_from)
);

create table calendar_day (
  day date primary key,
  name text not null,
  off boolean not null
);

create table account (
  id int generated always as identity primary key,
  park_id int not null references park,
  code text not null,
  name_zh text not null,
  name_en text not null,
  kind text not null check (kind in ('prepaid', 'postpaid', 'supply')),
  space_id int references space,
  alarm1_fen bigint not null default 0,
  alarm2_fen bigint not null default 0,
  overdraft_fen bigint not null default 0 check (overdraft_fen >= 0),
  reclose_min_fen bigint not null default 0 check (reclose_min_fen >= 0),
  hoard_max_fen bigint not null default 100000000,
  protected boolean not null default false,
  no_cut jsonb not null default '[]',
  opened_on date not null,
  unique (park_id, code),
  check (alarm1_fen >= alarm2_fen)
);

create table point (
  id int generated always as identity primary key,
  park_id int not null references park,
  code text not null,
  name_zh text not null,
  name_en text not null,
  medium text not null check (medium in ('electricity', 'water')),
  role text not null check (role in ('grid', 'feeder', 'tenant', 'public', 'pv', 'storage')),
  parent_id int references point,
  space_id int references space,
  contract_w bigint,
  unique (park_id, code)
);

create table assignment (
  id int generated always as identity primary key,
  point_id int not null references point,
  account_id int not null references account,
  tariff_id int not null references tariff,
  from_at timestamptz not null,
  to_at timestamptz,
  unique (point_id, from_at),
  check (to_at is null or to_at > from_at)
);

create table device (
  id int generated always as identity primary key,
  park_id int not null references park,
  serial text not null unique,
  model text not null,
  codec text not null,
  modulus_milli bigint not null,
  max_rate bigint not null,
  interval_s int not null
);

create table installation (
  id int generated always as identity primary key,
  device_id int not null references device,
  point_id int not null references point,
  from_at timestamptz not null,
  to_at timestamptz,
  ratio_milli bigint not null check (ratio_milli > 0),
  start_import bigint, start_export bigint, start_reactive bigint,
  end_import bigint, end_export bigint, end_reactive bigint,
  unique (device_id, from_at),
  check (to_at is null or to_at > from_at)
);
create index on installation (point_id);

-- What came in, packed: one row a commit, zstd over length-prefixed messages. A reading names its row and its place in it.
create table raw (
  id bigint not null,
  received_at timestamptz not null,
  messages int not null,
  frames bytea not null
);
select create_hypertable('raw', by_range('received_at', interval '1 day'), create_default_indexes => false);
create index on raw (id);
create sequence raw_id increment 1024;

-- The truth: what a meter showed at an instant of its own clock. `digest` tells different values for one device and instant apart;
-- the same reading sent twice is stored once. Registers in thousandths of a Wh (varh, litre), before CT x PT.
create table reading (
  device_id int not null,
  at timestamptz not null,
  digest bigint not null,
  import bigint,
  export bigint,
  reactive bigint,
  power bigint,
  relay smallint,
  raw_id bigint not null,
  raw_index int not null,
  received_at timestamptz not null
);
select create_hypertable('reading', by_range('at', interval '7 days'), create_default_indexes => false);
create unique index reading_key on reading (device_id, at, digest);

-- Readings that are not plain links of the chain: the folds' verdicts, a function of the device's sorted readings.
create table flag (
  installation_id int not null,
  register smallint not null,
  at timestamptz not null,
  verdict text not null check (verdict in ('conflict', 'outlier', 'suspect', 'reset', 'jump', 'rollover', 'break')),
  -- of a reset: the register before it
  prior bigint,
  primary key (installation_id, register, at)
);

-- Energy (or litres) of a point in a quarter of an hour, by the register of one installation; whole units, so that sums telescope (law 3).
create table slot (
  point_id int not null,
  register smallint not null,
  start timestamptz not null,
  installation_id int not null,
  quantity bigint not null,
  quality smallint not null,
  -- largest quantity of 15 minutes in a window that ends in (start, start + 15 min], and its end; null where readings do not cover one
  window_max bigint,
  window_at timestamptz,
  account_id int,
  version_id int,
  period smallint,
  day date not null,
  -- 1e-11 yuan, whole
  charge numeric not null default 0
);
select create_hypertable('slot', by_range('start', interval '7 days'), create_default_indexes => false);
create unique index slot_key on slot (point_id, register, start, installation_id);
create index slot_installation on slot (installation_id, register, start desc);

-- Exact charges by account, park day and bill line (point, tariff version, period); always the sum of its slots.
-- Account 0 is nobody's: measured and not charged. So a point's day is the sum of its lines.
create table accrual (
  account_id int not null,
  day date not null,
  point_id int not null,
  version_id int not null,
  period smallint not null,
  quantity bigint not null,
  charge numeric not null,
  -- slots that make up the line; it goes when none is left
  slots int not null,
  primary key (account_id, day, point_id, version_id, period)
);

-- Work that a late reading, a change of the park or of a price leaves behind; done and deleted in one transaction.
create table refold (
  device_id int primary key,
  lo timestamptz not null,
  hi timestamptz not null,
  -- bit 1 import, 2 export, 4 reactive
  registers smallint not null default 7
);
create table rerate (
  point_id int primary key,
  lo timestamptz not null,
  hi timestamptz not null
);

create table quarantine (
  id bigint generated always as identity,
  received_at timestamptz not null,
  park_id int,
  topic text not null,
  serial text,
  reason text not null,
  detail text not null default '',
  raw bytea not null,
  items int not null default 1,
  resolved_at timestamptz,
  resolution text
);
select create_hypertable('quarantine', by_range('received_at', interval '7 days'), create_default_indexes => false);
create index quarantine_id on quarantine (id);
create index quarantine_serial on quarantine (serial, received_at) where resolved_at is null;
create index quarantine_newest on quarantine (received_at desc);

-- Law 1: received = stored + duplicate + quarantined, in the same transaction as what it counts. Park 0: nobody's.
create table ingest_count (
  park_id int not null,
  day date not null,
  received bigint not null,
  stored bigint not null,
  duplicate bigint not null,
  quarantined bigint not null,
  primary key (park_id, day)
);

create table alarm (
  id bigint generated always as identity primary key,
  park_id int not null references park,
  kind text not null,
  severity text not null check (severity in ('info', 'warning', 'critical')),
  subject text not null,
  subject_id int not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  data jsonb not null default '{}',
  acknowledged_at timestamptz,
  acknowledged_by text
);
create unique index alarm_open on alarm (park_id, kind, subject, subject_id) where closed_at is null;
create index on alarm (park_id, opened_at desc);

-- Double entry, append-only (law 5).
create table ledger_account (
  id int generated always as identity primary key,
  park_id int not null references park,
  account_id int references account,
  kind text not null check (kind in ('wallet', 'cash', 'opening')),
  unique nulls not distinct (park_id, account_id, kind)
);
create table ledger_transfer (
  id bigint generated always as identity primary key,
  kind text not null,
  key text not null unique,
  booked_at timestamptz not null,
  memo text not null default ''
);
create table ledger_entry (
  transfer_id bigint not null references ledger_transfer,
  line smallint not null,
  ledger_account_id int not null references ledger_account,
  -- + is in favour of the account's holder
  amount_fen bigint not null,
  primary key (transfer_id, line)
);
create index on ledger_entry (ledger_account_id);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger append_only before update or delete on ledger_entry for each row execute function refuse_change();
create trigger append_only before update or delete on ledger_transfer for each row execute function refuse_change();

create function transfer_sums_to_zero() returns trigger language plpgsql as $$
begin
  if (select coalesce(sum(amount_fen), 0) from ledger_entry where transfer_id = new.transfer_id) <> 0 then
    raise exception 'ledger: transfer % does not sum to zero', new.transfer_id using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger zero_sum after insert on ledger_entry
  deferrable initially deferred for each row execute function transfer_sums_to_zero();

create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor text not null,
  action text not null,
  subject text not null,
  data jsonb not null default '{}'
);

-- Continuous aggregates by park-local day and month exist once per zone; db/aggregates.ts makes them when a park brings a new zone.
create table zone_aggregate (
  zone text primary key,
  suffix text not null unique
);
