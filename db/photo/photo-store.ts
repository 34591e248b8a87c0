import type { ClientBase, Pool } from 'pg';
import { type PhotoMime, UNREFERRED_PHOTOS_MAX } from '#domain/photo/photo.ts';
import { HOUR_MS, type InstantMs, instantMs } from '#domain/time/instant.ts';
import { withTransaction } from '../pool.ts';
import { atMs, type Queryable, type Row, rowOf, rowsOf, textIn, wholeIn } from '../queries/row.ts';

export interface SentPhoto {
  /** Code of the park. */
  readonly park: string;
  readonly mime: PhotoMime;
  readonly bytes: Uint8Array;
  readonly at: InstantMs;
  readonly actor: string;
}

export type KeptPhoto = { readonly type: 'kept'; readonly id: number } | { readonly type: 'tooMany' } | { readonly type: 'noPark' };

/** Nothing refers to photo `p` yet. */
const UNREFERRED = `not exists (select from installation_photo u where u.photo_id = p.id) and not exists (select from handover_photo u where u.photo_id = p.id)`;

/** One person's photos are counted and kept one after the other. */
const ONE_AT_A_TIME = 'select pg_advisory_xact_lock(hashtextextended($1, 22))';
const KNOWN = 'select id from photo where actor = $1 and park_id = $2 and sha256 = sha256($3::bytea) for no key update';
const AGAIN = `update photo p set at = ${atMs('$2')} where p.id = $1 and ${UNREFERRED}`;
const COUNT = `select count(*)::int as n from photo p where p.actor = $1 and ${UNREFERRED}`;
const INSERT = `insert into photo (park_id, mime, sha256, bytes, at, actor) values ($1, $2, sha256($3::bytea), $3, ${atMs('$4')}, $5) returning id`;

const idIn = (row: Row): number => wholeIn(row, 'id');

/** Keeps what a person sent, for a day, until something refers to it. The same picture sent again by the same person, as after a lost answer, is the same photo. */
export const keepPhoto = (pool: Pool, { park, mime, bytes, at, actor }: SentPhoto): Promise<KeptPhoto> =>
  withTransaction(pool, async (client) => {
    const parkId = await rowOf(client, 'select id from park where code = $1', [park], idIn);
    if (parkId === null) return { type: 'noPark' };
    await rowsOf(client, ONE_AT_A_TIME, [actor], () => null);
    const content = Buffer.from(bytes);
    const known = await rowOf(client, KNOWN, [actor, parkId, content], idIn);
    if (known !== null) {
      await rowsOf(client, AGAIN, [known, at], () => null);
      return { type: 'kept', id: known };
    }
    const unreferred = await rowOf(client, COUNT, [actor], (row) => wholeIn(row, 'n'));
    if ((unreferred ?? 0) >= UNREFERRED_PHOTOS_MAX) return { type: 'tooMany' };
    const id = await rowOf(client, INSERT, [parkId, mime, content, at, actor], idIn);
    if (id === null) throw new Error(`photo of ${actor} in ${park} was not kept`);
    return { type: 'kept', id };
  });

const HELD = 'select id from photo where park_id = $1 and actor = $2 and id = any($3::bigint[]) order by id for key share';

/**
 * Holds photos of a park that a person sent, so that none of them is swept before this transaction refers to it. Answers those that are not there: swept, of
 * another park, or somebody else's.
 */
export const holdPhotos = async (
  client: ClientBase,
  of: { readonly parkId: number; readonly actor: string },
  ids: readonly number[],
): Promise<readonly number[]> => {
  if (ids.length === 0) return [];
  const held = new Set(await rowsOf(client, HELD, [of.parkId, of.actor, ids], idIn));
  return ids.filter((id) => !held.has(id));
};

/** A photo without its bytes. */
export interface PhotoFacts {
  readonly id: number;
  readonly mime: string;
  /** Of its bytes, in hexadecimal. */
  readonly sha256: string;
  /** Codes of the accounts at whose handover it was taken: of who came, and of who left that day. */
  readonly accounts: readonly string[];
}

const FACTS = `
  select p.id, p.mime, encode(p.sha256, 'hex') as sha256, array(
    select a.code from handover_photo u join handover_reading h on h.id = u.reading_id join account a on a.id = h.account_id where u.photo_id = p.id
    union
    select a.code from handover_photo u join handover_reading h on h.id = u.reading_id
      join assignment g on g.point_id = h.point_id and g.to_at = h.day::timestamp at time zone k.zone join account a on a.id = g.account_id
      where u.photo_id = p.id) as accounts
  from photo p join park k on k.id = p.park_id where k.code = $1 and p.id = $2`;

export const selectPhoto = (db: Queryable, park: string, id: number): Promise<PhotoFacts | null> =>
  rowOf(db, FACTS, [park, id], (row) => ({
    id: wholeIn(row, 'id'),
    mime: textIn(row, 'mime'),
    sha256: textIn(row, 'sha256'),
    accounts: Array.isArray(row.accounts) ? row.accounts.map(String) : [],
  }));

/** Null: it was swept since. */
export const selectPhotoBytes = (db: Queryable, id: number): Promise<Buffer | null> =>
  rowOf(db, 'select bytes from photo where id = $1', [id], (row) => {
    if (!Buffer.isBuffer(row.bytes)) throw new TypeError('row: bytes are no bytes');
    return row.bytes;
  });

/** A photo that nothing refers to is kept so long: a form stays open over a shift, not over a weekend. */
const UNREFERRED_MS = 24 * HOUR_MS;
/** Of one sweep, which is one call; the next comes within a quarter of an hour. */
const SWEPT_MAX = 500;
const OLD = `select p.id from photo p where p.at < ${atMs('$1')} and ${UNREFERRED} order by p.at limit ${SWEPT_MAX} for update skip locked`;
/** Asked again once nobody can refer to them any more: what was referred to in between stays. */
const DELETE = `delete from photo p where p.id = any($1::bigint[]) and ${UNREFERRED} returning p.id`;

/** Takes away what was sent more than a day ago and nothing refers to. Answers how many. */
export const sweepPhotos = (pool: Pool, now: InstantMs): Promise<number> =>
  withTransaction(pool, async (client) => {
    const old = await rowsOf(client, OLD, [instantMs(now - UNREFERRED_MS)], idIn);
    return old.length === 0 ? 0 : (await rowsOf(client, DELETE, [old], idIn)).length;
  });
