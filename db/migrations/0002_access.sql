-- Who may see what. auth_* tables are better-auth's (its core schema, renamed; server/auth/auth.ts maps them); grants and tokens are ours.

create table auth_user (
  id text primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table auth_session (
  id text primary key,
  user_id text not null references auth_user on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on auth_session (user_id);

-- How a user signs in; `password` is a scrypt hash.
create table auth_credential (
  id text primary key,
  user_id text not null references auth_user on delete cascade,
  provider_id text not null,
  account_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on auth_credential (user_id);

create table auth_verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on auth_verification (identifier);

create table auth_rate_limit (
  id text primary key,
  key text not null unique,
  count int not null,
  last_request bigint not null
);

-- Keys of machines: wall displays and partners' programs. Only the SHA-256 of a token is kept; `prefix` is what people recognise it by.
-- A token acts with the grants of `user_id`, or with its own where that is null.
create table access_token (
  id int generated always as identity primary key,
  kind text not null check (kind in ('wall', 'api')),
  name text not null,
  prefix text not null,
  digest bytea not null unique check (octet_length(digest) = 32),
  user_id text references auth_user on delete cascade,
  created_by text references auth_user on delete set null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  check (kind = 'api' or user_id is null)
);
create index on access_token (user_id);

create table access_grant (
  id int generated always as identity primary key,
  user_id text references auth_user on delete cascade,
  token_id int references access_token on delete cascade,
  role text not null check (role in ('admin', 'manager', 'tenant', 'wall')),
  org_unit_id int references org_unit,
  park_id int references park,
  account_id int references account,
  check (num_nonnulls(user_id, token_id) = 1),
  check (num_nonnulls(org_unit_id, park_id, account_id) = case when role = 'admin' then 0 else 1 end),
  check (role <> 'manager' or account_id is null),
  check (role <> 'tenant' or account_id is not null),
  check (role <> 'wall' or park_id is not null),
  unique nulls not distinct (user_id, token_id, role, org_unit_id, park_id, account_id)
);
create index on access_grant (token_id) where token_id is not null;
