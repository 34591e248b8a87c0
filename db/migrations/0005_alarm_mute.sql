-- A muted alarm stays open; until then nobody is called.
alter table alarm add column muted_until timestamptz;

-- Doubts are shown newest first, across a park's meters.
create index flag_newest on flag (at, installation_id, register);
