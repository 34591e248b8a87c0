import type { InstantMs } from '#domain/time/instant.ts';
import { atMs, epochMs, flagIn, instantIn, orNull, type Queryable, type Row, rowOf, rowsOf, textIn, wholeIn } from './row.ts';

export type GrantRole = 'admin' | 'manager' | 'clerk' | 'tenant' | 'wall';

/** One thing a subject may see, org units already opened to their parks. `park` is null for admin, `account` for all but tenants. */
export interface GrantedRow {
  readonly role: GrantRole;
  readonly park: string | null;
  readonly account: string | null;
  /** Held over a unit that the park belongs to, not over the park itself. */
  readonly above: boolean;
}

/** Whose grants: a user's, or a token's own. */
export type GrantSubject = { readonly userId: string } | { readonly tokenId: number };

const GRANTED = `
  with recursive granted as (
    select role, org_unit_id, park_id, account_id from access_grant where user_id = $1::text or token_id = $2::int
  ), unit (role, id) as (
    select role, org_unit_id from granted where org_unit_id is not null
    union
    select unit.role, o.id from org_unit o join unit on o.parent_id = unit.id
  )
  select role, null::text as park, null::text as account, true as above from granted where role = 'admin'
  union
  select g.role, p.code, null, false from granted g join park p on p.id = g.park_id
  union
  select u.role, p.code, null, true from unit u join park p on p.org_unit_id = u.id
  union
  select g.role, p.code, a.code, false from granted g join account a on a.id = g.account_id join park p on p.id = a.park_id`;

export const selectGranted = (db: Queryable, subject: GrantSubject): Promise<GrantedRow[]> =>
  rowsOf(db, GRANTED, 'userId' in subject ? [subject.userId, null] : [null, subject.tokenId], grantedFromRow);

const grantedFromRow = (row: Row): GrantedRow => ({
  role: roleIn(row, 'role'),
  park: orNull(row, 'park', textIn),
  account: orNull(row, 'account', textIn),
  above: flagIn(row, 'above'),
});

const roleIn = (row: Row, column: string): GrantRole => {
  const role = textIn(row, column);
  if (role === 'admin' || role === 'manager' || role === 'clerk' || role === 'tenant' || role === 'wall') return role;
  throw new TypeError(`row: ${role} is no role`);
};

/** What a grant is for; codes, so that it can be written in a command line. */
export type GrantTarget =
  | { readonly role: 'admin' }
  | { readonly role: 'manager' | 'clerk'; readonly orgUnit: string }
  | { readonly role: 'manager' | 'clerk' | 'wall'; readonly park: string }
  | { readonly role: 'tenant'; readonly park: string; readonly account: string };

const INSERT_GRANT = `
  insert into access_grant (user_id, token_id, role, org_unit_id, park_id, account_id)
  select $1::text, $2::int, $3::text, o.id, case when a.id is null then p.id end, a.id
  from (select 1) one
  left join org_unit o on o.code = $4::text
  left join park p on p.code = $5::text
  left join account a on a.park_id = p.id and a.code = $6::text
  where ($4::text is null or o.id is not null) and ($5::text is null or p.id is not null) and ($6::text is null or a.id is not null)
  on conflict do nothing
  returning id`;

/** False when the park, account or unit does not exist, or the grant does already. */
export async function insertGrant(db: Queryable, subject: GrantSubject, target: GrantTarget): Promise<boolean> {
  const [userId, tokenId] = 'userId' in subject ? [subject.userId, null] : [null, subject.tokenId];
  const orgUnit = 'orgUnit' in target ? target.orgUnit : null;
  const park = 'park' in target ? target.park : null;
  const account = 'account' in target ? target.account : null;
  return (await rowOf(db, INSERT_GRANT, [userId, tokenId, target.role, orgUnit, park, account], (row) => wholeIn(row, 'id'))) !== null;
}

/** A person with credentials, sessions and grants. */
export async function deleteUser(db: Queryable, userId: string): Promise<void> {
  await rowsOf(db, 'delete from auth_user where id = $1', [userId], () => null);
}

export type TokenKind = 'wall' | 'api';

/** A token that is in force: whose grants it acts with, and when it was last seen. */
export interface LiveToken {
  readonly id: number;
  readonly kind: TokenKind;
  readonly userId: string | null;
  readonly lastUsedAt: InstantMs | null;
}

const LIVE_TOKEN = `
  select id, kind, user_id, ${epochMs('last_used_at')} as last_used_at from access_token where digest = $1 and revoked_at is null`;

export const selectLiveToken = (db: Queryable, digest: Uint8Array): Promise<LiveToken | null> =>
  rowOf(db, LIVE_TOKEN, [digest], (row) => ({
    id: wholeIn(row, 'id'),
    kind: kindIn(row, 'kind'),
    userId: orNull(row, 'user_id', textIn),
    lastUsedAt: orNull(row, 'last_used_at', instantIn),
  }));

const kindIn = (row: Row, column: string): TokenKind => (textIn(row, column) === 'wall' ? 'wall' : 'api');

const TOUCH_TOKEN = `update access_token set last_used_at = ${atMs('$2')} where id = $1 and coalesce(last_used_at < ${atMs('$2')}, true)`;

export async function touchToken(db: Queryable, id: number, now: InstantMs): Promise<void> {
  await rowsOf(db, TOUCH_TOKEN, [id, now], () => null);
}

export interface NewToken {
  readonly kind: TokenKind;
  readonly name: string;
  readonly prefix: string;
  readonly digest: Uint8Array;
  /** Acts with this user's grants; null: with the grants of `parks`. */
  readonly userId: string | null;
  /** Null: the program itself. */
  readonly createdBy: string | null;
  readonly createdAt: InstantMs;
  readonly parks: readonly string[];
}

/** A token and its grants in one statement: a token without its grants is never seen. */
const INSERT_TOKEN = `
  with made as (
    insert into access_token (kind, name, prefix, digest, user_id, created_by, created_at)
    select $1, $2, $3, $4, $5, $6, ${atMs('$7')}
    where (select count(*) from park where code = any($8::text[])) = cardinality($8::text[])
    returning id
  ), granted as (
    insert into access_grant (token_id, role, park_id)
    select made.id, case $1 when 'wall' then 'wall' else 'manager' end, park.id from made, park where park.code = any($8::text[])
  )
  select id from made`;

/** The token's id; null when a park does not exist. */
export const insertToken = (db: Queryable, token: NewToken): Promise<number | null> =>
  rowOf(
    db,
    INSERT_TOKEN,
    [token.kind, token.name, token.prefix, token.digest, token.userId, token.createdBy, token.createdAt, [...new Set(token.parks)]],
    (row) => wholeIn(row, 'id'),
  );

/** A token as people see it: never the token. */
export interface TokenRow {
  readonly id: number;
  readonly kind: TokenKind;
  readonly name: string;
  readonly prefix: string;
  readonly userId: string | null;
  readonly createdBy: string | null;
  readonly parks: readonly string[];
  readonly createdAt: InstantMs;
  readonly lastUsedAt: InstantMs | null;
  readonly revoked: boolean;
}

const TOKENS_MAX = 1_000;
const TOKENS = `
  select t.id, t.kind, t.name, t.prefix, t.user_id, t.created_by, ${epochMs('t.created_at')} as created_at,
    ${epochMs('t.last_used_at')} as last_used_at, t.revoked_at is not null as revoked,
    array(select p.code from access_grant g join park p on p.id = g.park_id where g.token_id = t.id order by p.code) as parks
  from access_token t
  where t.kind = $1 and ($2::int is null or t.id = $2) and (
    $3::text[] is null or t.user_id = $4 or t.created_by = $4
    or exists (select from access_grant g join park p on p.id = g.park_id where g.token_id = t.id and p.code = any($3)))
  order by t.revoked_at is not null, t.id desc
  limit ${TOKENS_MAX}`;

/** Tokens of some parks (null: all) and those a user made or lends grants to; newest first, revoked last. */
export const selectTokens = (
  db: Queryable,
  kind: TokenKind,
  of: { readonly parks: ReadonlySet<string> | null; readonly userId: string },
): Promise<TokenRow[]> => rowsOf(db, TOKENS, [kind, null, of.parks && [...of.parks], of.userId], tokenFromRow);

export const selectToken = (db: Queryable, kind: TokenKind, id: number): Promise<TokenRow | null> =>
  rowOf(db, TOKENS, [kind, id, null, null], tokenFromRow);

const tokenFromRow = (row: Row): TokenRow => ({
  id: wholeIn(row, 'id'),
  kind: kindIn(row, 'kind'),
  name: textIn(row, 'name'),
  prefix: textIn(row, 'prefix'),
  userId: orNull(row, 'user_id', textIn),
  createdBy: orNull(row, 'created_by', textIn),
  parks: Array.isArray(row.parks) ? row.parks.map(String) : [],
  createdAt: instantIn(row, 'created_at'),
  lastUsedAt: orNull(row, 'last_used_at', instantIn),
  revoked: flagIn(row, 'revoked'),
});

const REVOKE_TOKEN = `update access_token set revoked_at = ${atMs('$2')} where id = $1 and revoked_at is null returning id`;

export const revokeToken = async (db: Queryable, id: number, now: InstantMs): Promise<boolean> =>
  (await rowOf(db, REVOKE_TOKEN, [id, now], (row) => wholeIn(row, 'id'))) !== null;
