import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { PHOTO_BYTES_MAX, UNREFERRED_PHOTOS_MAX } from '#domain/photo/photo.ts';
import { HOUR_MS, instantMs } from '#domain/time/instant.ts';
import { smallPark } from '../park/small-park.fixture.ts';
import { writePark } from '../park/write-park.ts';
import { withTransaction } from '../pool.ts';
import { freshDatabase, type TestDatabase } from '../testing.ts';
import { holdPhotos, keepPhoto, selectPhoto, selectPhotoBytes, sweepPhotos } from './photo-store.ts';

const NOW = instantMs(Date.UTC(2026, 10, 22, 2));
let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
  await writePark(db.pool, smallPark(), { actor: 'test', clock: { now: () => NOW } });
});
afterAll(() => db.stop());

interface Sent {
  readonly actor?: string;
  readonly hours?: number;
  readonly bytes?: Buffer;
}
const keep = async (text: string, { actor = 'user:a', hours = 0, bytes = Buffer.from(text) }: Sent = {}): Promise<number> => {
  const kept = await keepPhoto(db.pool, { park: 'small', mime: 'image/png', bytes, at: instantMs(NOW + hours * HOUR_MS), actor });
  if (kept.type !== 'kept') throw new Error(kept.type);
  return kept.id;
};
const ids = async (): Promise<number[]> =>
  (await db.pool.query<{ id: number }>('select id from photo order by id')).rows.map(({ id }) => id);
const refer = (id: number) =>
  db.pool.query(
    `insert into installation_photo (installation_id, shows, photo_id, at, actor) select min(id), 'start', $1, now(), 'user:a' from installation on conflict do nothing`,
    [id],
  );

describe('a photo', () => {
  test('is kept byte for byte, up to its bound, with its digest', async () => {
    const bytes = Buffer.alloc(PHOTO_BYTES_MAX, 'park');
    const id = await keep('', { bytes });
    expect((await selectPhotoBytes(db.pool, id))?.equals(bytes)).toBe(true);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(await selectPhoto(db.pool, 'small', id)).toEqual({ id, mime: 'image/png', sha256, accounts: [] });
    expect(await selectPhoto(db.pool, 'other', id)).toBeNull();
  });

  test.each([
    ['longer than its bound', Buffer.alloc(PHOTO_BYTES_MAX + 1)],
    ['of nothing', Buffer.alloc(0)],
  ])('%s is refused by the database itself', async (_, bytes) => {
    await expect(keep('', { bytes })).rejects.toThrow('photo_bytes_check');
  });

  test('sent again by the same person is the same photo, and another’s is another', async () => {
    const first = await keep('twice');
    expect(await keep('twice', { hours: 1 })).toBe(first);
    expect(await keep('twice', { actor: 'user:b' })).not.toBe(first);
  });

  test('of a park that is none is not kept', async () => {
    expect(await keepPhoto(db.pool, { park: 'x', mime: 'image/png', bytes: Buffer.from('x'), at: NOW, actor: 'user:a' })).toEqual({
      type: 'noPark',
    });
  });

  test('is for an act of its sender in its park alone', async () => {
    const [own, theirs] = [await keep('own'), await keep('theirs', { actor: 'user:b' })];
    const missing = (parkId: number) =>
      withTransaction(db.pool, (client) => holdPhotos(client, { parkId, actor: 'user:a' }, [own, theirs, 999_999]));
    const [{ id: parkId }] = (await db.pool.query("select id from park where code = 'small'")).rows;
    expect(await missing(parkId)).toEqual([theirs, 999_999]);
    expect(await missing(parkId + 1)).toEqual([own, theirs, 999_999]);
  });
});

describe('what nothing refers to', () => {
  beforeEach(async () => {
    await sweepPhotos(db.pool, instantMs(NOW + 100 * HOUR_MS));
  });

  test('is swept after a day, and what is evidence stays', async () => {
    const [old, evidence, young] = [await keep('old'), await keep('evidence'), await keep('young', { hours: 2 })];
    await refer(evidence);
    expect(await sweepPhotos(db.pool, instantMs(NOW + 24 * HOUR_MS))).toBe(0);
    expect(await sweepPhotos(db.pool, instantMs(NOW + 24 * HOUR_MS + 1))).toBe(1);
    expect(await ids()).not.toContain(old);
    expect(await ids()).toEqual(expect.arrayContaining([evidence, young]));
  });

  test('is kept a day longer when it is sent again', async () => {
    const id = await keep('again');
    await keep('again', { hours: 20 });
    expect(await sweepPhotos(db.pool, instantMs(NOW + 30 * HOUR_MS))).toBe(0);
    expect(await ids()).toContain(id);
  });

  test('is bounded by person, also when many are sent at once', async () => {
    const sends = Array.from({ length: UNREFERRED_PHOTOS_MAX + 3 }, (_, i) =>
      keepPhoto(db.pool, { park: 'small', mime: 'image/png', bytes: Buffer.from(`many ${i}`), at: NOW, actor: 'user:many' }),
    );
    const answers = await Promise.all(sends);
    expect(answers.filter(({ type }) => type === 'tooMany')).toHaveLength(3);
    await refer(answers.flatMap((answer) => (answer.type === 'kept' ? [answer.id] : []))[0] ?? 0);
    expect(await keep('one more', { actor: 'user:many' })).toBeGreaterThan(0);
    expect(await keep('somebody else’s', { actor: 'user:few' })).toBeGreaterThan(0);
  });
});

describe('the database itself', () => {
  test.each([
    ['evidence goes', 'delete from photo where id = $1'],
    ['evidence is dated anew', 'update photo set at = now() where id = $1'],
    ['a picture becomes another', "update photo set bytes = 'x', sha256 = sha256('x') where id = $2"],
    ['a picture gets another sender', "update photo set actor = 'user:b' where id = $2"],
    ['evidence is evidence no more', 'delete from installation_photo where photo_id = $1'],
  ])('refuses that %s', async (_, statement) => {
    const [evidence, waiting] = [await keep('kept for good'), await keep('waits')];
    await refer(evidence);
    await expect(db.pool.query(statement.replace('$1', String(evidence)).replace('$2', String(waiting)))).rejects.toThrow('append-only');
  });

  test('refuses a digest that is not the picture’s, and a kind that can run', async () => {
    const insert = (mime: string, digest: string) =>
      db.pool.query(
        `insert into photo (park_id, mime, sha256, bytes, at, actor) select id, $1, sha256($2::bytea), '<svg/>', now(), 'x' from park limit 1`,
        [mime, Buffer.from(digest)],
      );
    await expect(insert('image/png', 'another')).rejects.toThrow('photo_check');
    await expect(insert('image/svg+xml', '<svg/>')).rejects.toThrow('photo_mime_check');
  });
});
