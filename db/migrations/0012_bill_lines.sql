-- Each bill once, by its key: joined, a run's growing bills were read whole for every statement while nothing was analyzed yet.
create or replace function refuse_issued_lines() returns trigger language plpgsql as $$
declare
  one bigint;
begin
  for one in select distinct bill_id from touched loop
    if exists (select from bill where id = one and state <> 'draft') then
      raise exception 'bill: lines of a bill that is no draft never change' using errcode = 'restrict_violation';
    end if;
  end loop;
  return null;
end $$;
