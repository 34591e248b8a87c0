-- An open alarm that was taken to the next level: from the park's own people to those who hold a role over its group. Kept when it is over, so that
-- a past board can be drawn. `actor` is an id as in the audit ('escalation': by itself), `name` a person's as it was then.
create table escalation (
  id bigint generated always as identity primary key,
  alarm_id bigint not null references alarm on delete cascade,
  at timestamptz not null,
  actor text not null,
  name text not null,
  note text not null,
  -- taken back, or the alarm is over
  ended_at timestamptz,
  -- who took it back
  ended_by text,
  check (ended_by is null or ended_at is not null)
);
create unique index escalation_open on escalation (alarm_id) where ended_at is null;
create index escalation_alarm on escalation (alarm_id, at);

-- Whoever closes an alarm ends its escalation.
create function end_escalation() returns trigger language plpgsql as $$
begin
  update escalation set ended_at = greatest(new.closed_at, at) where alarm_id = new.id and ended_at is null;
  return null;
end $$;
create trigger escalation_ends after update of closed_at on alarm
  for each row when (old.closed_at is null and new.closed_at is not null) execute function end_escalation();

-- From when nobody has looked after it: a mute, its end, an acknowledgement or escalation that was taken back begin the wait anew. Null: since it was opened.
alter table alarm add column waits_from timestamptz;
create index alarm_waiting on alarm (park_id) where closed_at is null and severity = 'critical' and acknowledged_at is null;

-- Minutes after which a critical alarm that nobody has acknowledged escalates by itself; 0: never.
alter table park add column escalate_after_min int not null default 30
  check (escalate_after_min = 0 or escalate_after_min between 5 and 1440);

-- An alarm's history is what the audit says of it.
create index audit_alarm on audit (subject, id) where subject like 'alarm:%';
