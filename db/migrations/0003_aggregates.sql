-- Slots summed by hour (UTC) here, and by park-local day and month once per zone (db/aggregates.ts makes those when a park brings a new zone).
-- *_stored are continuous aggregates, materialized only: an aggregate upon one that also reads unaggregated rows would read all of them at every
-- refresh. The plain views beside them add what is not stored yet, so a reader always sees every slot.

-- Refreshes and the live views ask by time alone.
create index slot_start on slot (start);

create materialized view slot_hour_stored
  with (timescaledb.continuous, timescaledb.materialized_only = true, timescaledb.create_group_indexes = false) as
select time_bucket('1 hour', start) as hour, point_id, register,
  sum(quantity)::bigint as quantity, sum(charge) as charge, min(quality) as quality, max(window_max) as window_max
from slot
group by 1, 2, 3
with no data;
create index slot_hour_point on slot_hour_stored (point_id, register, hour);

-- Everything before refreshed_to is in the level's aggregate; late slots before it are marked in aggregate_dirty until it is made good.
create table aggregate_state (
  level text primary key,
  refreshed_to timestamptz not null
);
insert into aggregate_state (level, refreshed_to) values ('slot_hour', '-infinity');

create view slot_hour as
select hour, point_id, register, quantity, charge, quality, window_max
from slot_hour_stored
where hour < (select refreshed_to from aggregate_state where level = 'slot_hour')
union all
select time_bucket('1 hour', start), point_id, register, sum(quantity)::bigint, sum(charge), min(quality), max(window_max)
from slot
where start >= (select refreshed_to from aggregate_state where level = 'slot_hour')
group by 1, 2, 3;

-- UTC days whose slots changed after they were aggregated. Only inserted and deleted, so that writers never wait for each other.
create table aggregate_dirty (
  id bigint generated always as identity primary key,
  day date not null,
  marked_at timestamptz not null default now()
);

-- Chunks older than any correction are kept by column (db/policies.ts).
alter table reading set (timescaledb.enable_columnstore, timescaledb.segmentby = 'device_id', timescaledb.orderby = 'at desc');
alter table slot set (timescaledb.enable_columnstore, timescaledb.segmentby = 'point_id, register', timescaledb.orderby = 'start desc');
