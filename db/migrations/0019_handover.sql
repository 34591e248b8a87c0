-- What a person read from a meter when its point went from one account to the next, or to its first. Evidence beside the telemetry, which bills follow.
create table handover_reading (
  account_id int not null references account,
  point_id int not null references point,
  -- the park day on whose first instant the account takes over
  day date not null,
  -- thousandths of a Wh (litre) at the meter, before CT x PT
  register_milli bigint not null check (register_milli >= 0),
  at timestamptz not null,
  actor text not null,
  primary key (account_id, point_id)
);
create trigger append_only before update or delete on handover_reading for each row execute function refuse_change();
