-- What a person decided of a doubtful register: it counts with this value, or (null) nowhere. Part of the truth, beside the readings.
create table decision (
  device_id int not null references device,
  register smallint not null,
  at timestamptz not null,
  -- thousandths of a Wh (litre), before CT x PT: one that was sent for the instant
  value bigint,
  decided_at timestamptz not null,
  actor text not null,
  primary key (device_id, register, at)
);
