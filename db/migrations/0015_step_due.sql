-- Use that changes in one month moves what later months of the year have left in their tiers, where a tariff has steps by the year: the next
-- bill looks at those months again too.
create or replace function mark_bill_due() returns trigger language plpgsql as $$
begin
  insert into bill_due (account_id, month) values (new.account_id, date_trunc('month', new.day)::date) on conflict do nothing;
  if exists (
    select from assignment g join tariff t on t.id = g.tariff_id
    where g.account_id = new.account_id and t.steps @? '$[*] ? (@.window == "year")') then
    insert into bill_due (account_id, month)
      select new.account_id, m::date
      from generate_series(date_trunc('month', new.day) + interval '1 month', date_trunc('year', new.day) + interval '11 months', interval '1 month') m
      on conflict do nothing;
  end if;
  return null;
end $$;
