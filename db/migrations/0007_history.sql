-- What a past instant is told by: which of its readings came late, how far law 1 had counted, and what was priced or folded again since.

-- Only readings that took more than a minute to arrive: what is live costs the index nothing. (Both operators are immutable.)
create index reading_late on reading (device_id, received_at, at) where received_at - at > interval '1 minute';

-- ingest_count as it grew: what was committed in the minute that ends at `minute`. Summed up to an instant it is that day's count as it stood then.
create table ingest_minute (
  park_id int not null,
  day date not null,
  minute timestamptz not null,
  received bigint not null,
  stored bigint not null,
  duplicate bigint not null,
  quarantined bigint not null,
  primary key (park_id, day, minute)
);

-- Stretches of slots that a change of the park or of a price made anew, and when; `refold` and `rerate` forget theirs once it is done.
create table rework (
  id bigint generated always as identity primary key,
  point_id int not null references point,
  lo timestamptz not null,
  hi timestamptz not null,
  marked_at timestamptz not null
);
create index on rework (point_id, marked_at);
