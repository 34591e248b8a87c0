-- What a park buys: the bills of its grid and of its roof, and meters of the supply that a person reads.

-- A bill as it was entered. A change is a new revision and the last one stands; content null: it was taken back.
-- content: BillSheet of domain/purchase, cells as they were typed; the sums are what they came to.
create table purchase_bill (
  id int generated always as identity primary key,
  park_id int not null references park,
  month date not null check (extract(day from month) = 1),
  kind text not null check (kind in ('grid', 'pv')),
  revision int not null check (revision > 0),
  number text not null,
  content jsonb,
  total_fen bigint not null,
  energy_fen bigint not null,
  capacity_fen bigint not null,
  power_factor_fen bigint not null,
  export_income_fen bigint not null,
  used_wh bigint not null,
  -- figures that did not follow from the others when it was entered
  doubts int not null check (doubts >= 0),
  entered_at timestamptz not null,
  entered_by text not null,
  unique (park_id, month, kind, revision)
);
create trigger append_only before update or delete on purchase_bill for each row execute function refuse_change();

-- A person let a bill stand although its figures do not add up.
create table purchase_acceptance (
  bill_id int primary key references purchase_bill,
  reason text not null check (reason <> ''),
  accepted_at timestamptz not null,
  accepted_by text not null
);
create trigger append_only before update or delete on purchase_acceptance for each row execute function refuse_change();

-- The bill that stands for a month, one a kind: the last revision, adding up or accepted.
create view purchase_standing as
  select b.id, b.park_id, b.month, b.kind, b.revision, b.number, b.content, b.total_fen, b.energy_fen, b.capacity_fen, b.power_factor_fen,
    b.export_income_fen, b.used_wh
  from purchase_bill b left join purchase_acceptance a on a.bill_id = b.id
  where b.content is not null and (b.doubts = 0 or a.bill_id is not null)
    and b.revision = (select max(l.revision) from purchase_bill l where l.park_id = b.park_id and l.month = b.month and l.kind = b.kind);

-- A month of a meter that no gateway reads, by its registers; content null: it was taken back.
create table master_reading (
  id int generated always as identity primary key,
  park_id int not null references park,
  month date not null check (extract(day from month) = 1),
  point_id int not null references point,
  revision int not null check (revision > 0),
  content jsonb,
  -- primary side
  wh bigint not null,
  exported_wh bigint not null,
  entered_at timestamptz not null,
  entered_by text not null,
  unique (month, point_id, revision)
);
create index on master_reading (park_id, month);
create trigger append_only before update or delete on master_reading for each row execute function refuse_change();
