-- Months that a person has stated as not billed: a park that began in the middle, or one whose bills were made elsewhere.

create table month_not_billed (
  park_id int not null references park,
  month date not null check (extract(day from month) = 1),
  -- the first month that is billed again
  begins date not null check (begins > month),
  reason text not null check (reason <> ''),
  stated_at timestamptz not null,
  stated_by text not null,
  primary key (park_id, month)
);
create trigger append_only before update or delete on month_not_billed for each row execute function refuse_change();

create function refuse_billed_month() returns trigger language plpgsql as $$
begin
  if exists (select from bill where park_id = new.park_id and month = new.month and number is not null) then
    raise exception 'bill: % of park % has bills that are out', new.month, new.park_id using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger unbilled before insert on month_not_billed for each row execute function refuse_billed_month();

-- What such a month's run computed stands for ever, too: later bills say what differs from it. It has no number and books nothing.
alter table bill drop constraint bill_state_check;
alter table bill add constraint bill_state_check check (state in ('draft', 'checked', 'notBilled', 'issued', 'partlyPaid', 'paid', 'reversed'));
create or replace function refuse_issued_bill() returns trigger language plpgsql as $$
declare
  own text[] := array['state', 'paid_at'];
begin
  if old.state = 'notBilled' then
    raise exception 'bill: % of account % is stated as not billed', old.month, old.account_id using errcode = 'restrict_violation';
  end if;
  if old.number is null then
    if tg_op = 'DELETE' then return old; end if;
    if (new.number is not null) and exists (select from month_not_billed n where n.park_id = new.park_id and n.month = new.month) then
      raise exception 'bill: % of park % is stated as not billed', new.month, new.park_id using errcode = 'restrict_violation';
    end if;
    if new.state = 'notBilled' and not exists (select from month_not_billed n where n.park_id = new.park_id and n.month = new.month) then
      raise exception 'bill: % of park % is to be billed', new.month, new.park_id using errcode = 'restrict_violation';
    end if;
    return new;
  end if;
  if tg_op = 'DELETE' then
    raise exception 'bill: %-% is out and cannot go', old.year, old.number using errcode = 'restrict_violation';
  end if;
  if to_jsonb(new) - own <> to_jsonb(old) - own or not (
    (old.state = new.state and old.paid_at is not distinct from new.paid_at)
    or (old.state = 'issued' and new.state in ('partlyPaid', 'paid', 'reversed')) or (old.state = 'partlyPaid' and new.state in ('paid', 'reversed'))
    or (old.state = 'paid' and new.state = 'reversed')) then
    raise exception 'bill: %-% is out and never changes', old.year, old.number using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
