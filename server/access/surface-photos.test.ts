import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keepPhoto } from '#db/photo/photo-store.ts';
import type { PhotoPurpose } from '../photo/photo-request.ts';
import { type Bench, NOW, startBench, WHO, type Who } from '../testing/bench.ts';
import { answersOf, COUNTER, MANAGE } from './testing/who-may.ts';

const park = 'small';

/** Photos, by what they were taken of: walls see none. */
const PHOTOS: Readonly<Record<'change' | 'handover', readonly Who[]>> = {
  change: [...COUNTER, 'parkKey'],
  handover: [...COUNTER, 'parkKey', 'tenant', 'tenantKey'],
};
/** Who may send one, by what it is for: as the act itself. */
const SENDS: Readonly<Record<PhotoPurpose, readonly Who[]>> = { changes: MANAGE, handovers: COUNTER };

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench[Symbol.asyncDispose]());

describe('photos', () => {
  const photo: Record<string, number> = {};
  beforeAll(async () => {
    for (const of of Object.keys(PHOTOS)) {
      const kept = await keepPhoto(bench.db.pool, { park, mime: 'image/png', bytes: Buffer.from(of), at: NOW, actor: 'user:gone' });
      if (kept.type === 'kept') photo[of] = kept.id;
    }
    await bench.db.pool.query(
      `insert into installation_photo (installation_id, shows, photo_id, at, actor) select min(id), 'start', $1, now(), 'user:gone' from installation`,
      [photo.change],
    );
    await bench.db.pool.query(
      `with h as (
         insert into handover_reading (account_id, point_id, day, kind, register_milli, at, actor)
         select a.id, p.id, '2026-10-10', 'opening', 1, now(), 'user:gone' from account a join park k on k.id = a.park_id and k.code = 'small'
           join point p on p.park_id = k.id and p.code = 'P1' where a.code = 'T1' returning id)
       insert into handover_photo (reading_id, photo_id, at, actor) select id, $1, now(), 'user:gone' from h`,
      [photo.handover],
    );
  });

  test.each(Object.entries(PHOTOS))('of a %s are shown to those who may see them, and to nobody else', async (of, may) => {
    const answers: string[] = [];
    for (const who of WHO) {
      const response = await fetch(`${bench.url}/api/v1/photos/${park}/${photo[of]}`, { headers: bench.headers[who] });
      await response.arrayBuffer();
      answers.push(`${who} ${response.status}`);
    }
    expect(answers).toEqual(answersOf(may));
  });

  test.each(Object.entries(SENDS))('for %s are taken from those who may act, and from nobody else', async (purpose, may) => {
    const answers: string[] = [];
    for (const who of WHO) {
      const body = Buffer.from(`\x89PNG\r\n\x1a\n${who}`, 'latin1');
      const response = await fetch(`${bench.url}/api/v1/photos/${park}/${purpose}`, { method: 'POST', headers: bench.headers[who], body });
      answers.push(`${who} ${response.status === 201 ? 200 : response.status}`);
    }
    expect(answers).toEqual(answersOf(may));
  });

  test.each(['other/1', 'nowhere/1', 'small/999999'])('a tenant learns nothing of %s', async (path) => {
    expect((await fetch(`${bench.url}/api/v1/photos/${path}`, { headers: bench.headers.tenant })).status).toBe(403);
  });
});
