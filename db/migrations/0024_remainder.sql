-- Shared energy may cost what the purchase bills leave after tenants' own use (AllocationRules.resale.sharedPrice of domain/allocation).

-- Of the energy money: what tenants' own use brings in by their tariffs, and what empty rooms used, at the mean of it. Null: priced at the mean of the bills.
alter table allocation_run add column own_fen bigint, add column vacant_fen bigint;
alter table allocation_run add constraint remainder check ((own_fen is null) = (vacant_fen is null) and (own_fen is null or energy_fen is not null));

-- What tariffs brought in beyond the bills goes back as a pool below zero, of the park.
alter table allocation_pool drop constraint allocation_pool_kind_check;
alter table allocation_pool add constraint allocation_pool_kind_check
  check (kind in ('sharedArea', 'lineLoss', 'transformerLoss', 'capacity', 'powerFactor', 'surplus'));
alter table allocation_pool add constraint surplus check (kind <> 'surplus' or (grp = '' and wh is null and fen < 0));
