-- Sharing a month: how a park shares, what its master cost, where the energy went and who bears what.

-- The rules of a park from a month on; a change is a new revision, and the last one stands. content: AllocationRules of domain/allocation.
create table allocation_rules (
  id int generated always as identity primary key,
  park_id int not null references park,
  valid_from date not null check (extract(day from valid_from) = 1),
  revision int not null check (revision > 0),
  content jsonb not null,
  saved_at timestamptz not null,
  saved_by text not null,
  unique (park_id, valid_from, revision)
);
create trigger append_only before update or delete on allocation_rules for each row execute function refuse_change();

-- What the master cost in a month, as far as no slot says it: energy overrides the sum of the slots' charges.
create table allocation_money (
  park_id int not null references park,
  month date not null check (extract(day from month) = 1),
  kind text not null check (kind in ('energy', 'capacity', 'powerFactor')),
  amount_fen bigint not null,
  -- number of the bill it is taken from
  source text not null,
  entered_at timestamptz not null,
  entered_by text not null,
  primary key (park_id, month, kind)
);

-- A draft is computed again at will and is the same for the same input; a stopped one shares nothing; a frozen one carries bills and never changes.
create table allocation_run (
  id bigint generated always as identity primary key,
  park_id int not null references park,
  month date not null check (extract(day from month) = 1),
  state text not null check (state in ('draft', 'stopped', 'frozen')),
  rules_id int references allocation_rules,
  from_at timestamptz not null,
  to_at timestamptz not null,
  -- meters not read from one end to the other
  incomplete jsonb not null,
  stops jsonb not null,
  grid_wh bigint not null,
  pv_wh bigint not null,
  storage_wh bigint not null,
  tenant_wh bigint not null,
  shared_wh bigint not null,
  line_loss_wh bigint not null,
  transformer_loss_wh bigint not null,
  energy_fen bigint,
  -- SHA-256 of what it was computed from, and that itself
  input_hash text not null,
  input jsonb not null,
  computed_at timestamptz not null,
  frozen_at timestamptz,
  frozen_by text,
  unique (park_id, month),
  check (from_at < to_at),
  check ((state = 'frozen') = (frozen_at is not null)),
  constraint balanced check (grid_wh + pv_wh + storage_wh = tenant_wh + shared_wh + line_loss_wh + transformer_loss_wh)
);

-- The balance by meter. Account '': nobody's.
create table allocation_part (
  run_id bigint not null references allocation_run on delete cascade,
  kind text not null check (kind in ('tenant', 'sharedArea', 'lineLoss', 'transformerLoss')),
  point text not null,
  account text not null default '',
  wh bigint not null,
  -- of a branch: what came into it
  in_wh bigint,
  primary key (run_id, kind, point, account)
);

-- What is shared. Group '': the park's.
create table allocation_pool (
  run_id bigint not null references allocation_run on delete cascade,
  grp text not null,
  kind text not null check (kind in ('sharedArea', 'lineLoss', 'transformerLoss', 'capacity', 'powerFactor')),
  wh bigint,
  fen bigint,
  parts jsonb not null,
  primary key (run_id, grp, kind)
);

-- Who bears what, and why: steps are ShareStep of domain/allocation. Account '': the landlord; via '': straight.
create table allocation_share (
  run_id bigint not null,
  grp text not null,
  kind text not null,
  account text not null,
  via text not null,
  wh bigint,
  fen bigint,
  energy_steps jsonb,
  money_steps jsonb,
  primary key (run_id, grp, kind, account, via),
  foreign key (run_id, grp, kind) references allocation_pool on delete cascade
);
create index on allocation_share (run_id, account);

create function allocation_sums() returns trigger language plpgsql as $$
declare
  run record;
  fault text;
begin
  select r.id, r.state, r.tenant_wh, r.shared_wh, r.line_loss_wh, r.transformer_loss_wh into run from allocation_run r where r.id = new.id;
  if not found then return null; end if;
  if run.tenant_wh <> (select coalesce(sum(wh), 0) from allocation_part where run_id = run.id and kind = 'tenant')
    or run.shared_wh <> (select coalesce(sum(wh), 0) from allocation_part where run_id = run.id and kind = 'sharedArea')
    or run.line_loss_wh <> (select coalesce(sum(wh), 0) from allocation_part where run_id = run.id and kind = 'lineLoss')
    or run.transformer_loss_wh <> (select coalesce(sum(wh), 0) from allocation_part where run_id = run.id and kind = 'transformerLoss') then
    raise exception 'allocation: the parts of run % do not sum to its balance', run.id using errcode = 'check_violation';
  end if;
  if run.state = 'stopped' then return null; end if;
  select format('%s %s', p.grp, p.kind) into fault
    from allocation_pool p left join allocation_share s using (run_id, grp, kind)
    where p.run_id = run.id group by p.grp, p.kind, p.wh, p.fen
    having coalesce(p.wh, 0) <> coalesce(sum(s.wh), 0) or coalesce(p.fen, 0) <> coalesce(sum(s.fen), 0) limit 1;
  if found then
    raise exception 'allocation: the shares of run %, % do not sum to their pool', run.id, fault using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger sums after insert or update on allocation_run
  deferrable initially deferred for each row execute function allocation_sums();

create function refuse_frozen_run() returns trigger language plpgsql as $$
begin
  if old.state = 'frozen' then
    raise exception 'allocation: run % is frozen', old.id using errcode = 'restrict_violation';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger frozen before update or delete on allocation_run for each row execute function refuse_frozen_run();

create function refuse_frozen_rows() returns trigger language plpgsql as $$
declare
  run bigint := case when tg_op = 'DELETE' then old.run_id else new.run_id end;
begin
  if exists (select from allocation_run where id = run and state = 'frozen') then
    raise exception 'allocation: run % is frozen', run using errcode = 'restrict_violation';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger frozen before insert or update or delete on allocation_part for each row execute function refuse_frozen_rows();
create trigger frozen before insert or update or delete on allocation_pool for each row execute function refuse_frozen_rows();
create trigger frozen before insert or update or delete on allocation_share for each row execute function refuse_frozen_rows();
