-- A month that carries bills is shared anew when late data has changed it: as the next revision, whose difference the next bills say.
-- The largest revision is the month's; those before it are frozen.

alter table allocation_run add column revision int not null default 1 check (revision > 0);
alter table allocation_run drop constraint allocation_run_park_id_month_key;
create unique index allocation_run_key on allocation_run (park_id, month, revision);
create unique index allocation_run_open on allocation_run (park_id, month) where state <> 'frozen';
