-- The last run of each background job, whichever process ran it: health and metrics read it.
create table job_run (
  name text primary key,
  started_at timestamptz not null,
  finished_at timestamptz,
  -- null while it runs
  ok boolean,
  ms int,
  succeeded_at timestamptz,
  detail jsonb not null default '{}'
);
